import type { Gpu } from '../../gpu/gpu.ts';
import { struct } from '../../gpu/layout.ts';
import { together } from '../../gpu/together.ts';
import { Buffers, lateKernel } from '../host.ts';
import type { DotBuffers, MapBuffers } from '../scene-buffers.ts';
import { VertexLook, VertexTarget } from '../structs.ts';
import { FINDING_LIMITS_MM, FINDINGS } from './map-names.ts';

const MapSpec = struct('MapSpec', {
  dotCount: 'u32',
  bucketMask: 'u32',
  permanentMm: 'f32', // where findings begin
  spreadsMm: 'f32',
  shallowMm: 'f32',
  closeMm: 'f32',
});

// As in shaders/maps/gather-maps.wgsl.
const SUM_WORDS = 16;
const FIXED = 65536;
const SESSIONS = 8;
const SLOT_SPACING = 8;
const SLOT_DEPTH = 9;
const SLOT_FINDINGS = 10;

/** Dots without a neighbour within this count as so far apart, mm. */
export const FAR_MM = 12;

/** What the kernels read of the engine. */
export type MapInputs = Pick<DotBuffers, 'count' | 'dots' | 'choices' | 'deposits'> & MapBuffers;

/** Sums at the vertices, as maps are made of them: one number a vertex in each list. */
export interface MapSums {
  /** Dots of each session, done or not. */
  readonly sessions: readonly Float64Array[];
  /** Sums over these dots: distance to the next dot, and how deep the column reaches, mm. */
  readonly spacingMm: Float64Array;
  readonly depthMm: Float64Array;
  /** Dots for which each of `FINDINGS` is the worst. */
  readonly findings: readonly Float64Array[];
  readonly targets: ReturnType<typeof VertexTarget.columns>;
  /** `VertexLook` structs. */
  readonly looks: Float32Array;
  /** Square of the distance to the next placed dot, one a dot of the ladder, µm². */
  readonly nearestSqUm2: Uint32Array;
}

/**
 * Adds the dots up at the vertices and reads the sums back; not for the frame loop.
 *
 * @param inputs - Asked once the kernels are there: an update may come before.
 */
export async function mapSums(gpu: Gpu, inputs: () => MapInputs): Promise<MapSums> {
  const [nearestDot, gather] = await gpu.checked('compiling the maps', () =>
    together([
      lateKernel({ gpu, workgroup: 64 }, 'maps/nearest-dot'),
      lateKernel({ gpu, workgroup: 64 }, 'maps/gather-maps'),
    ]),
  );
  const buffers = new Buffers(gpu);
  try {
    return await gpu.checked('the maps', async () => {
      const given = inputs();
      const { count, dots, choices, deposits, triangles, targets, looks } = given;
      const { starts, order, bucketMask, vertexCount } = given;
      const limits = FINDING_LIMITS_MM;
      const spec = buffers.uniform(
        'maps.spec',
        MapSpec.pack({
          dotCount: count,
          bucketMask,
          permanentMm: limits.permanent,
          spreadsMm: limits.spreads,
          shallowMm: limits.shallow,
          closeMm: limits.close,
        }),
      );
      const nearest = buffers.sized('maps.nearest', 4 * Math.max(1, count));
      const sums = buffers.sized('maps.sums', 4 * SUM_WORDS * vertexCount);
      const encoder = gpu.device.createCommandEncoder({ label: 'maps' });
      const pass = encoder.beginComputePass({ label: 'maps' });
      nearestDot.dispatch(
        pass,
        nearestDot.bind({ spec, dots, choices, starts, order, nearest }),
        count,
      );
      const bound = { spec, dots, triangles, choices, deposits, nearest, sums };
      gather.dispatch(pass, gather.bind(bound), count);
      pass.end();
      gpu.device.queue.submit([encoder.finish()]);
      // Asked for in one go, so that no update comes between them.
      const [sumBytes, targetBytes, lookBytes, nearestBytes] = await Promise.all([
        gpu.read(sums, 4 * SUM_WORDS * vertexCount),
        gpu.read(targets, VertexTarget.bytes * vertexCount),
        gpu.read(looks, VertexLook.bytes * vertexCount),
        gpu.read(nearest, 4 * count),
      ]);
      const words = new Uint32Array(sumBytes);
      const slot = (at: number) =>
        Float64Array.from({ length: vertexCount }, (_, v) => words[SUM_WORDS * v + at]! / FIXED);
      return {
        sessions: Array.from({ length: SESSIONS }, (_, session) => slot(session)),
        spacingMm: slot(SLOT_SPACING),
        depthMm: slot(SLOT_DEPTH),
        findings: FINDINGS.map((_, i) => slot(SLOT_FINDINGS + i)),
        targets: VertexTarget.columns(targetBytes),
        looks: new Float32Array(lookBytes),
        nearestSqUm2: new Uint32Array(nearestBytes),
      };
    });
  } finally {
    buffers.destroy();
  }
}
