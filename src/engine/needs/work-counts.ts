import type { Gpu } from '../../gpu/gpu.ts';
import type { Kernel } from '../../gpu/kernel.ts';
import { struct } from '../../gpu/layout.ts';
import { MOST_SESSIONS } from '../../plan/sections/treatment.ts';
import { FINE_BELOW_1024 } from '../deposit/deposit.ts';
import { Buffers, lateKernel } from '../host.ts';
import type { DotBuffers, MapBuffers } from '../scene-buffers.ts';
import type { Simulator } from '../simulator.ts';

const WorkSpec = struct('WorkSpec', {
  dotCount: 'u32',
  seed: 'u32',
  fineBelow1024: 'u32', // the hairline needle alone is used where the fade is below this
});

// As in shaders/needs/count-work.wgsl.
const WORDS = 2 * MOST_SESSIONS;
const ONE_DOT = 32768;

/** Dots by the needle that makes them; a zone with a soft edge has parts of dots. */
export interface NeedleDots {
  readonly main: number;
  readonly hairline: number;
}

/** Dots of a plan, session by session, done or not. */
export interface WorkCounts {
  readonly sessions: readonly NeedleDots[];
  /** The same in each zone of the plan, in its order; zones that overlap have dots in common. */
  readonly zones: readonly (readonly NeedleDots[])[];
  /** The same where no zone is. */
  readonly elsewhere: readonly NeedleDots[];
}

/** Counts the dots of the plan that the simulator shows by session, needle and zone. */
export async function workCounts(simulator: Simulator): Promise<WorkCounts> {
  const kernel = await workKernel(simulator.gpu);
  // Asked for in one go, so that no update comes between them.
  const { plan, scalp } = simulator;
  const inputs = { ...simulator.dotBuffers(), ...simulator.mapBuffers() };
  const sums = await workSums(simulator.gpu, kernel, plan.seed, inputs);
  return countsOf(sums, scalp.zoneWeight1024, plan.sessions.length);
}

/** What the kernel reads of the engine. */
export type WorkInputs = Pick<DotBuffers, 'count' | 'dots' | 'choices'> &
  Pick<MapBuffers, 'triangles' | 'vertexCount'>;

export function workKernel(gpu: Gpu): Promise<Kernel> {
  return gpu.checked('compiling the count of the work', () =>
    lateKernel({ gpu, workgroup: 64 }, 'needs/count-work'),
  );
}

/** Dots at the vertices, `WORDS` words each, in 1/32768 dot. */
export async function workSums(
  gpu: Gpu,
  kernel: Kernel,
  seed: number,
  { count, dots, choices, triangles, vertexCount }: WorkInputs,
): Promise<Uint32Array> {
  const buffers = new Buffers(gpu);
  try {
    const spec = buffers.uniform(
      'needs.spec',
      WorkSpec.pack({ dotCount: count, seed, fineBelow1024: FINE_BELOW_1024 }),
    );
    const sums = buffers.sized('needs.sums', 4 * WORDS * vertexCount);
    const encoder = gpu.device.createCommandEncoder({ label: 'needs' });
    const pass = encoder.beginComputePass({ label: 'needs' });
    kernel.dispatch(pass, kernel.bind({ spec, dots, triangles, choices, sums }), count);
    pass.end();
    gpu.device.queue.submit([encoder.finish()]);
    return new Uint32Array(await gpu.read(sums, 4 * WORDS * vertexCount));
  } finally {
    buffers.destroy();
  }
}

/** Weighs the sums at the vertices by the zones there. Whole numbers below 2^53, so exact. */
export function countsOf(
  sums: Uint32Array,
  zones: readonly Uint16Array[],
  sessions: number,
): WorkCounts {
  const vertexCount = sums.length / WORDS;
  const elsewhere = new Uint16Array(vertexCount).fill(1024);
  for (const weights of zones) {
    weights.forEach((weight, v) => {
      elsewhere[v] = Math.min(elsewhere[v]!, 1024 - weight);
    });
  }
  const everywhere = new Uint16Array(vertexCount).fill(1024);
  const under = (weights: Uint16Array) => weighed(sums, weights, sessions);
  return { sessions: under(everywhere), zones: zones.map(under), elsewhere: under(elsewhere) };
}

function weighed(sums: Uint32Array, weights: Uint16Array, sessions: number): NeedleDots[] {
  const totals = new Float64Array(WORDS);
  weights.forEach((weight, v) => {
    if (weight === 0) return;
    for (let slot = 0; slot < 2 * sessions; slot++)
      totals[slot]! += weight * sums[WORDS * v + slot]!;
  });
  const dots = totals.map((sum) => sum / (1024 * ONE_DOT));
  return Array.from({ length: sessions }, (_, session) => ({
    main: dots[2 * session]!,
    hairline: dots[2 * session + 1]!,
  }));
}
