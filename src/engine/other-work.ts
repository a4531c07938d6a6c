import { dayShown } from '../plan/moments.ts';
import type { Plan } from '../plan/schema.ts';
import type { ZoneSpec } from '../scalp/zones.ts';
import { DENSITY_UNITS } from './placement/radii.ts';

/** Other work of a plan that takes places of the ladder, the first of which are the best ranked. */
export const MOST_EARLIER = 4;

/** Densest that test patch, earlier work and grafts may stand together, 1/64 per cm². */
const DENSEST_64 = 200 * DENSITY_UNITS;

/** Months after surgery from which grafts begin to show, and by which they have grown. Assumed within
 * "6 to 12 months". */
const GROWTH_MONTHS = [4, 12] as const;

const DAYS_PER_MONTH = 30.4375;

/** Where other work lies: earlier work, grafts, test patch, as zones of the scalp. */
export function otherZones({ earlier, grafts, testPatch }: Plan): ZoneSpec[] {
  const patch = testPatch && {
    name: 'test patch',
    shape: { kind: 'disc' as const, at: testPatch.at, radiusMm: testPatch.radiusMm, softMm: 0 },
  };
  return [
    ...[...earlier, ...grafts].map(({ name, shape }) => ({ name, shape })),
    ...(patch ? [patch] : []),
  ];
}

/** What of other work stands at a vertex, 1/64 per cm². */
export interface OtherWork {
  readonly grafts64: Uint16Array;
  readonly test64: Uint16Array;
  readonly earlier64: readonly Uint16Array[];
}

/**
 * Densities of other work at the vertices; undefined where a plan has none.
 *
 * @param weights - Of {@link otherZones}, 1024ths.
 */
export function otherWork(plan: Plan, weights: readonly Uint16Array[]): OtherWork | undefined {
  const { earlier, grafts, testPatch } = plan;
  const vertices = weights[0]?.length;
  if (vertices === undefined) return undefined;
  const dense = (perCm2: number, weight: Uint16Array) =>
    weight.map((share) => (Math.round(perCm2 * DENSITY_UNITS) * share) >> 10);
  const none = new Uint16Array(vertices);
  const room = new Uint16Array(vertices).fill(DENSEST_64);
  const held = (densities: Uint16Array) => {
    const kept = densities.map((value, v) => Math.min(value, room[v]!));
    kept.forEach((value, v) => {
      room[v]! -= value;
    });
    return kept;
  };
  const first = earlier.length;
  const grown = grafts.map(({ unitsPerCm2 }, i) => dense(unitsPerCm2, weights[first + i]!));
  const grafts64 = held(
    none.map((_, v) =>
      Math.min(
        DENSEST_64,
        grown.reduce((sum, one) => sum + one[v]!, 0),
      ),
    ),
  );
  const test64 = testPatch ? held(dense(testPatch.dotsPerCm2, weights.at(-1)!)) : none;
  const earlier64 = earlier.map(({ dotsPerCm2 }, i) => held(dense(dotsPerCm2, weights[i]!)));
  return { grafts64, test64, earlier64 };
}

/** Share of the grafts that have grown on the day shown, 1024ths, in 64 steps: they decide hair. */
export function graftsGrown1024(plan: Plan): number {
  const { grafts } = plan;
  if (grafts.length === 0) return 0;
  const since = (dayShown(plan) ?? 0) / DAYS_PER_MONTH;
  const [from, to] = GROWTH_MONTHS;
  const units = grafts.reduce((sum, { unitsPerCm2 }) => sum + unitsPerCm2, 0);
  const grown = grafts.reduce(
    (sum, { unitsPerCm2, months }) =>
      sum + unitsPerCm2 * Math.min(1, Math.max(0, (months + since - from) / (to - from))),
    0,
  );
  return 16 * Math.round((64 * grown) / units);
}
