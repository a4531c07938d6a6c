import { unitHash } from '../../base/unit-hash.ts';
import { add, cross, distance, scale, sub, unit, type Vec3 } from '../../base/vec3.ts';
import type { Plan } from '../../plan/schema.ts';
import type { ScalpBase } from '../../scalp/scalp-base.ts';
import { type Anchor, anchorAt } from '../../surface/anchor.ts';
import { rayOut } from '../../surface/ray-out.ts';

/** How far around its middle a place done by hand reaches, mm; what was there is brushed away. */
export const BY_HAND_MM = 10.5;
const CLEARED_MM = 13;

/** A place on the plane that touches the head: across it, and towards its back, mm. */
type Flat = readonly [x: number, y: number];

/** From dot to dot of a row, and from row to row, mm: about the plan's density. */
const STEP_MM = 1.05;
const APART_MM = 1.15;

/** A plan whose dots around a place stand in rows, as a hand along a ruler puts them. */
export function withRows(plan: Plan, middleMm: Vec3, base: ScalpBase): Plan {
  const by = byHand(plan, middleMm, base, lattice(STEP_MM, APART_MM));
  // A ruler leads the hand, too.
  return { ...by, operator: { ...plan.operator, spacingJitterMm: 0.02, angleSdDeg: 3 } };
}

/** From blot to blot, mm, and how far each of its three dots lies from its middle. */
const BLOT_STEP_MM = 1.9;
const IN_BLOT_MM = 0.06;

/** A plan whose dots around a place stand in threes that run together. */
export function withBlots(plan: Plan, middleMm: Vec3, base: ScalpBase): Plan {
  const stray = (i: number, axis: number) => 0.8 * (unitHash(plan.seed, i, axis) - 0.5);
  const blots = lattice(BLOT_STEP_MM, BLOT_STEP_MM).flatMap(([x, y], i) => {
    const [mx, my] = [x + stray(i, 0), y + stray(i, 1)];
    return [
      [mx - IN_BLOT_MM, my],
      [mx + IN_BLOT_MM, my],
      [mx, my + 1.7 * IN_BLOT_MM],
    ] as const;
  });
  return byHand(plan, middleMm, base, blots);
}

/** Points of a square lattice within reach of its middle. */
function lattice(stepMm: number, apartMm: number): Flat[] {
  const count = Math.ceil(BY_HAND_MM / Math.min(stepMm, apartMm));
  const from = -count;
  const side = 2 * count + 1;
  return Array.from(
    { length: side * side },
    (_, i): Flat => [stepMm * (from + (i % side)), apartMm * (from + Math.floor(i / side))],
  ).filter(([x, y]) => x * x + y * y <= BY_HAND_MM * BY_HAND_MM);
}

/** Dots added where a plane that touches the head is seen from its centre, in the place of those there. */
function byHand(plan: Plan, middleMm: Vec3, base: ScalpBase, places: readonly Flat[]): Plan {
  const out = unit(sub(middleMm, base.centre));
  const along = unit(cross([0, 0, 1], out));
  const back = cross(out, along);
  const reach = distance(middleMm, base.centre);
  const at = ([x, y]: Flat): Anchor[] => {
    const on = add(scale(out, reach), add(scale(along, x), scale(back, y)));
    const hit = rayOut(base.surface, base.centre, unit(on));
    return hit ? [anchorAt(base.head.mesh, hit.triangle, hit.pointMm)] : [];
  };
  const { manual } = plan;
  const cleared = { path: at([0, 0]), radiusMm: CLEARED_MM, softness: 0.1, densityScale: 0 };
  const added = places.flatMap((place) => at(place).map((point) => ({ at: point, session: 1 })));
  return {
    ...plan,
    manual: {
      ...manual,
      strokes: [...manual.strokes, cleared],
      added: [...manual.added, ...added],
    },
  };
}
