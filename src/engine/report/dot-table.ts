import type { Simulator } from '../simulator.ts';
import { Choice, Deposit, Dot, Healed, TEST_KIND } from '../structs.ts';

/** Dots by hand have ids from here on, in the plan's order: `added`, then `moved`. */
export const FIRST_MANUAL_ID = 2 ** 31;

/** How a dot came into the plan. */
export const ORIGINS = ['plan', 'added', 'moved'] as const;

/** One column a quantity, one entry a placed dot of any planned session, in order of id. */
export interface DotTable {
  readonly count: number;
  /**
   * Index in the ladder: the same dot under any density, zones and sessions of this seed. From
   * {@link FIRST_MANUAL_ID} on, its place in the plan's lists of dots by hand.
   */
  readonly id: Uint32Array;
  /** Index into {@link ORIGINS}. */
  readonly origin: Uint8Array;
  /** 1 for the first. */
  readonly session: Uint8Array;
  /** Planned place, three per dot, µm in the head frame. */
  readonly placeUm: Int32Array;
  /** Outward unit normal of the skin there, three per dot. */
  readonly normal: Float64Array;
  /** Distance behind the front hairline along the skin; negative in front. */
  readonly frontDistanceMm: Float64Array;
  /** Radius at which the dot came in: no dot that ranks higher is nearer. 0 for dots by hand. */
  readonly rankSpacingMm: Float64Array;
  readonly depositDepthMm: Float64Array;
  /** Of the fresh column. */
  readonly columnRadiusMm: Float64Array;
  readonly doseUg: Float64Array;
  /** Share of the dose left at the plan's age; NaN for dots of sessions still to come. */
  readonly leftShare: Float64Array;
}

const HALF = 0xffff;

/** Reads the SMP dots of the plan back from the GPU; hair follicles are left out. */
export async function dotTable(simulator: Simulator): Promise<DotTable> {
  const { gpu, head, plan } = simulator;
  const buffers = simulator.dotBuffers();
  const bytes = (struct: { bytes: number }): number => struct.bytes * buffers.count;
  // Asked for in one go, so that no update comes between them.
  const [dotBytes, choiceBytes, depositBytes, healedBytes] = await Promise.all([
    gpu.read(buffers.dots, bytes(Dot)),
    gpu.read(buffers.choices, bytes(Choice)),
    gpu.read(buffers.deposits, bytes(Deposit)),
    gpu.read(buffers.healed, bytes(Healed)),
  ]);
  const dots = Dot.columns(dotBytes);
  const choices = Choice.columns(choiceBytes);
  const deposits = Deposit.columns(depositBytes);
  const healed = Healed.columns(healedBytes);
  gpu.assertHealthy('reading the dots back');

  const placed = placedIndices(choices.kind);
  const count = placed.length;
  const per = (value: (dot: number) => number): Float64Array => Float64Array.from(placed, value);
  const placeUm = new Int32Array(3 * count);
  const normal = new Float64Array(3 * count);
  placed.forEach((dot, i) => {
    placeUm.set([dots.x[dot]!, dots.y[dot]!, dots.z[dot]!], 3 * i);
    normal.set(normalAt(head.mesh, dots.triangle[dot]!, dots.uv[dot]!), 3 * i);
  });
  return {
    count,
    id: Uint32Array.from(placed, (dot) => idOf(dot, buffers.ladderCount)),
    origin: Uint8Array.from(placed, (dot) => {
      const byHand = dot - buffers.ladderCount;
      return byHand < 0 ? 0 : byHand < plan.manual.added.length ? 1 : 2;
    }),
    session: Uint8Array.from(placed, (dot) => choices.kind[dot]!),
    placeUm,
    normal,
    frontDistanceMm: per((dot) => choices.front64[dot]! / 64),
    rankSpacingMm: per((dot) => Math.sqrt(dots.rankSq[dot]!) / 1000),
    depositDepthMm: per((dot) => deposits.depthMm[dot]!),
    columnRadiusMm: per((dot) => deposits.radiusMm[dot]!),
    doseUg: per((dot) => deposits.massUg[dot]!),
    leftShare: per((dot) =>
      choices.kind[dot]! <= plan.sessionsDone ? healed.left[dot]! : Number.NaN,
    ),
  };
}

function idOf(dot: number, ladderCount: number): number {
  return dot < ladderCount ? dot : FIRST_MANUAL_ID + dot - ladderCount;
}

function placedIndices(kind: Float64Array): number[] {
  const placed: number[] = [];
  kind.forEach((of, dot) => {
    if (of > 0 && of < TEST_KIND) placed.push(dot);
  });
  return placed;
}

/** Vertex normals mixed by the dot's barycentrics, which are 15-bit shares of corners B and C. */
function normalAt(
  { triangles, normals }: Simulator['head']['mesh'],
  triangle: number,
  uv: number,
): [x: number, y: number, z: number] {
  const [b, c] = [uv & HALF, uv >>> 16];
  const weights = [32768 - b - c, b, c];
  const mixed: [number, number, number] = [0, 0, 0];
  weights.forEach((weight, corner) => {
    const vertex = triangles[3 * triangle + corner]!;
    for (let axis = 0; axis < 3; axis++) mixed[axis]! += weight * normals[3 * vertex + axis]!;
  });
  const length = Math.hypot(...mixed);
  return [mixed[0] / length, mixed[1] / length, mixed[2] / length];
}
