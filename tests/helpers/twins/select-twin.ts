import { hashWords } from '../../../src/base/hash.ts';
import { patternRadius, patternTable } from '../../../src/engine/placement/pattern.ts';
import { rankTable } from '../../../src/engine/placement/radii.ts';
import type { Plan } from '../../../src/plan/schema.ts';
import type { TwinDot } from './ladder-twin.ts';

/** One vertex as `src/engine/structs.ts` has it. */
export interface TwinTarget {
  readonly boundary64: number;
  readonly front64: number;
  readonly smp64: number;
  readonly bare64: number;
  readonly hair64: number;
  readonly depthOffsetUm: number;
  readonly epidermisUm: number;
  readonly papillaryUm: number;
  readonly skinBaseUm: number;
  readonly scar1024: number;
  readonly melanin1024: number;
  readonly blood1024: number;
}

/** One choice as `src/engine/structs.ts` has it. */
export interface TwinChoice {
  readonly kind: number;
  readonly front64: number;
  readonly boundary64: number;
  readonly fade1024: number;
}

/** One small round scar; hair does not grow in it. */
export interface TwinScar {
  readonly at: readonly [number, number, number];
  readonly radiusUm: number;
}

/** What is not the same everywhere. */
export interface TwinSkin {
  /** Mean dots of a cluster of the ladder. */
  readonly clusterSize?: number;
  readonly scars?: readonly TwinScar[];
  /** Test patch, earlier work and grafts at the vertices, 1/64 per cm2. */
  readonly others?: {
    readonly test64: ArrayLike<number>;
    readonly grafts64: ArrayLike<number>;
    readonly earlier64: readonly ArrayLike<number>[];
    /** Share of the grafts that have grown. */
    readonly grown1024: number;
  };
}

const HAIR = 15;

/**
 * Which dots a plan draws, as plain code over one list: what is asked for at the dot, then the
 * first session whose share reaches it.
 *
 * @param mostDotsPerCm2 - Density of the whole ladder, whole number.
 */
export function selectTwin(
  dots: readonly TwinDot[],
  triangles: ArrayLike<number>,
  targets: readonly TwinTarget[],
  plan: Plan,
  mostDotsPerCm2: number,
  { clusterSize = 1, scars = [], others }: TwinSkin = {},
): TwinChoice[] {
  const table =
    clusterSize === 1
      ? rankTable(mostDotsPerCm2)
      : patternTable(patternRadius(mostDotsPerCm2, clusterSize), clusterSize);
  const least = (density64: number) => table[Math.min(density64, table.length - 1)]!;
  const gradient64 = Math.max(1, Math.round(64 * plan.hairline.gradientMm));
  const micro64 = Math.round(64 * plan.hairline.microMm);
  return dots.map((dot) => {
    const corners = [0, 1, 2].map((k) => targets[triangles[3 * dot.triangle + k]!]!);
    const [b, c] = [dot.uv & 0xffff, dot.uv >>> 16];
    const weights = [32768 - b - c, b, c];
    const mix = (field: keyof TwinTarget) =>
      Math.floor(corners.reduce((sum, at, k) => sum + at[field] * weights[k]!, 0) / 32768);
    const noise = ripple([dot.x, dot.y, dot.z], plan.seed);
    const boundary64 = mix('boundary64') + Math.trunc((micro64 * noise) / 128);
    const fade1024 = fade(
      boundary64,
      mix('front64'),
      gradient64,
      Math.round(1024 * plan.hairline.sentinels),
    );
    const hair64 = mix('hair64');
    const place = [dot.x, dot.y, dot.z];
    const bare = scars.some(({ at, radiusUm }) => {
      const [dx, dy, dz] = at.map((um, k) => um - place[k]!) as [number, number, number];
      return dx * dx + dy * dy + dz * dz <= radiusUm * radiusUm;
    });
    // In a scar the plan's density stands alone.
    const grown = bare ? 0 : hair64;
    const full = Math.floor((mix(bare ? 'bare64' : 'smp64') * fade1024) / 1024);
    // What is there stands in a row after hair: grafts, test patch, earlier work one by one.
    const between = (field: ArrayLike<number>) =>
      Math.floor(
        [0, 1, 2].reduce(
          (sum, k) => sum + field[triangles[3 * dot.triangle + k]!]! * weights[k]!,
          0,
        ) / 32768,
      );
    const row = others
      ? [
          {
            kind: isGrown(dot, plan.seed, others.grown1024) ? HAIR : 13,
            counted: 1,
            field: others.grafts64,
          },
          { kind: 7, counted: 1, field: others.test64 },
          ...others.earlier64.map((field, i) => ({
            kind: 8 + i,
            counted: plan.earlier[i]!.countedShare,
            field,
          })),
        ].map(({ field, ...one }) => ({ ...one, there: between(field) }))
      : [];
    const ends = row.map((_, i) =>
      row.slice(0, i + 1).reduce((sum, { there }) => sum + there, grown),
    );
    const before = row.findIndex(({ there }, i) => there > 0 && dot.rankSq >= least(ends[i]!));
    const taken = ends.at(-1) ?? grown;
    const counted = row.reduce(
      (sum, { there, counted: share }) =>
        sum + Math.floor((there * Math.round(1024 * share)) / 1024),
      0,
    );
    const room = Math.max(0, full - counted);
    const asked = plan.sessions.map(({ cumulativeShare }) =>
      Math.floor((room * Math.round(1024 * cumulativeShare)) / 1024),
    );
    const session = asked.findIndex((more) => more > 0 && dot.rankSq >= least(taken + more));
    const kind = before >= 0 ? row[before]!.kind : session + 1;
    return {
      kind: !bare && dot.rankSq >= least(hair64) ? HAIR : kind,
      front64: mix('front64'),
      boundary64,
      fade1024,
    };
  });
}

/** Whether a graft has grown: each has a day of its own, by lot. */
function isGrown({ triangle, uv }: TwinDot, seed: number, grown1024: number): boolean {
  return hashWords((seed ^ 0x7f4a7c15) >>> 0, triangle, uv, 0) >>> 22 < grown1024;
}

/**
 * Density relative to full, in 1024ths: stray dots in the 3 mm before the line, then straight
 * pieces from 15 % at the line over 50 % at a fifth and 75 % at 8/15 of the width to all of it.
 */
function fade(
  boundary64: number,
  front64: number,
  gradient64: number,
  sentinels1024: number,
): number {
  if (boundary64 < -3 * 64) return 0;
  if (boundary64 < 0) return front64 < 192 ? sentinels1024 : 0;
  if (boundary64 >= gradient64) return 1024;
  const step = Math.floor((boundary64 * 1024) / gradient64);
  const knots = [
    [0, 154],
    [205, 512],
    [546, 768],
    [1024, 1024],
  ] as const;
  const next = knots.findIndex(([at]) => step < at);
  const [[at, from], [end, to]] = [knots[next - 1]!, knots[next]!];
  return from + Math.floor(((step - at) * (to - from)) / (end - at));
}

/** Value noise on a lattice of 4096 um, from -128 to 127. */
export function ripple(p: readonly number[], seed: number): number {
  const q = p.map((um) => um + 524288);
  const cell = q.map((um) => um >> 12);
  const part = q.map((um) => (um >> 4) & 255);
  const corner = (i: number, j: number, k: number) =>
    (hashWords((seed ^ 0x27d4eb2f) >>> 0, cell[0]! + i, cell[1]! + j, cell[2]! + k) >>> 24) - 128;
  const blend = (a: number, b: number, axis: number) => a + (((b - a) * part[axis]!) >> 8);
  const ring = (k: number) =>
    blend(
      blend(corner(0, 0, k), corner(1, 0, k), 0),
      blend(corner(0, 1, k), corner(1, 1, k), 0),
      1,
    );
  return blend(ring(0), ring(1), 2);
}
