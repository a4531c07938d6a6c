import type { Kernel } from '../../gpu/kernel.ts';
import { struct } from '../../gpu/layout.ts';
import type { Plan } from '../../plan/schema.ts';
import type { ScalpFields } from '../../scalp/fields.ts';
import { TAN_LINES } from '../../scalp/skin-depth.ts';
import { Buffers, type StageContext, stageKernel } from '../host.ts';
import { DENSITY_UNITS } from '../placement/radii.ts';
import { VertexTarget } from '../structs.ts';
import type { Sun } from './sun.ts';

const MOST_ZONES = 16;

/** The brush raises to no more than the densest a plan can ask for without zones, dots per cm². */
export const BRUSH_MOST_PER_CM2 = 250;

const TargetSpec = struct('TargetSpec', {
  vertexCount: 'u32',
  zoneCount: 'u32',
  smp64: 'u32', // SMP density of the plan, 1/64 dot per cm2
  hair64: 'u32', // follicles where no hair is lost, 1/64 per cm2
  brushMost64: 'u32', // densest the brush raises to
  bareMelanin1024: 'i32', // more of it where skin lies bare to the sky
  bareBlood1024: 'i32',
  tanLine: 'u32', // what ends the sun's reach beside hair: its place in TAN_LINES
  zoneScale1024: ['vec4u', 4], // density factor of each zone
  zoneDepthUm: ['vec4i', 4], // depth offset of each zone
  zoneMelanin1024: ['vec4u', 4], // factor of melanin of each zone
  zoneBlood1024: ['vec4u', 4],
});

/** What is given at a vertex. Whole numbers, because they decide dots. */
export const VertexGiven = struct('VertexGiven', {
  boundary64: 'i32', // signed distance to the boundary, 1/64 mm, positive inside
  front64: 'i32', // signed distance to the front hairline, 1/64 mm, positive behind
  hair1024: 'u32', // share of hair that still grows
  scar1024: 'u32', // share of scar
  epidermisUm: 'u32', // layer borders below the surface
  papillaryUm: 'u32',
  skinBaseUm: 'u32',
  sky1024: 'u32', // how far the skin faces the sky
  brim64: 'i32', // height above the brim of a cap, 1/64 mm
});

/**
 * Share of hair beside the small round scars, 1024ths. None stands in them: what is left stands the
 * denser between.
 */
export function betweenGrafts({ remainingHair1024, scars: { graft } }: ScalpFields): Uint16Array {
  return remainingHair1024.map((share, v) =>
    Math.min(1024, Math.round(share / Math.max(0.05, 1 - graft[v]!))),
  );
}

/** Host side of `shaders/target/target.wgsl`: scalp fields and plan in, targets per vertex out. */
export class TargetStage {
  readonly #kernel: Kernel;
  readonly #buffers: Buffers;
  #group: GPUBindGroup | undefined;
  #vertexCount = 0;
  #zones = 0;
  #brush: Uint16Array | undefined;
  targets!: GPUBuffer;
  /** What the exact fields give at each vertex. */
  given!: GPUBuffer;

  private constructor(context: StageContext, kernel: Kernel) {
    this.#kernel = kernel;
    this.#buffers = new Buffers(context.gpu);
  }

  static async create(context: StageContext): Promise<TargetStage> {
    return new TargetStage(context, await stageKernel(context, 'target/target'));
  }

  /**
   * Uploads the fields; call when the scalp changed.
   *
   * @param sun - Where the sun falls; see `sunOn`.
   */
  setFields(fields: ScalpFields, { sky1024, brim64 }: Sun): void {
    const count = fields.boundaryDistance64.length;
    const words = VertexGiven.bytes / 4;
    const given = new Int32Array(words * count);
    const columns = [
      fields.boundaryDistance64,
      fields.frontDistance64,
      betweenGrafts(fields),
      fields.scar1024,
      fields.epidermisUm,
      fields.papillaryUm,
      fields.skinBaseUm,
      sky1024,
      brim64,
    ];
    columns.forEach((column, field) => {
      for (let v = 0; v < count; v++) given[words * v + field] = column[v]!;
    });
    const zones = new Uint32Array(count * Math.max(1, fields.zoneWeight1024.length));
    fields.zoneWeight1024.forEach((weights, zone) => {
      zones.set(weights, zone * count);
    });
    this.#vertexCount = count;
    this.#zones = fields.zoneWeight1024.length;
    this.targets = this.#buffers.sized('target.targets', VertexTarget.bytes * count);
    this.#brush = undefined;
    this.#buffers.filled('target.zones', zones);
    this.given = this.#buffers.filled('target.given', given);
    this.show(this.given);
  }

  /** Makes targets of `given`: the exact one, or one like it that a preview made. */
  show(given: GPUBuffer): void {
    const count = this.#vertexCount;
    this.#group = this.#kernel.bind({
      spec: this.#buffers.sized('target.spec', TargetSpec.bytes, GPUBufferUsage.UNIFORM),
      brush: this.#buffers.sized('target.brush', 4 * count),
      given,
      zones: this.#buffers.sized('target.zones', 4 * count * Math.max(1, this.#zones)),
      targets: this.targets,
    });
  }

  /** @param brush1024 - Density factor of the brush at each vertex, 1024ths. */
  setPlan(plan: Plan, brush1024: Uint16Array): void {
    if (brush1024 !== this.#brush) {
      this.#buffers.filled('target.brush', Uint32Array.from(brush1024));
      this.#brush = brush1024;
    }
    const perZone = (value: (zone: Plan['zones'][number]) => number) =>
      Array.from({ length: MOST_ZONES }, (_, i) => {
        const zone = plan.zones[i];
        return zone ? Math.round(value(zone)) : 0;
      });
    this.#buffers.uniform(
      'target.spec',
      TargetSpec.pack({
        vertexCount: this.#vertexCount,
        zoneCount: this.#zones,
        smp64: Math.round(plan.density.dotsPerCm2 * DENSITY_UNITS),
        hair64: Math.round(plan.hair.unitsPerCm2 * DENSITY_UNITS),
        brushMost64: BRUSH_MOST_PER_CM2 * DENSITY_UNITS,
        zoneScale1024: perZone((zone) => 1024 * zone.densityScale),
        zoneDepthUm: perZone((zone) => 1000 * zone.depthOffsetMm),
        zoneMelanin1024: perZone((zone) => 1024 * (zone.melaninScale ?? 1)),
        zoneBlood1024: perZone((zone) => 1024 * (zone.bloodScale ?? 1)),
        bareMelanin1024: Math.round(1024 * plan.skin.bareMelanin),
        bareBlood1024: Math.round(1024 * plan.skin.bareBlood),
        tanLine: TAN_LINES.indexOf(plan.skin.tanLine),
      }),
    );
  }

  record(pass: GPUComputePassEncoder): void {
    this.#kernel.dispatch(pass, this.#group!, this.#vertexCount);
  }

  destroy(): void {
    this.#brush = undefined;
    this.#buffers.destroy();
  }
}
