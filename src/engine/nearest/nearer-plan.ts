import { DotworkError } from '../../base/errors.ts';
import { plural } from '../../base/quantity-words.ts';
import type { Head } from '../../head/head.ts';
import { DEFAULT_PLAN } from '../../plan/defaults.ts';
import type { Plan } from '../../plan/schema.ts';
import { fieldShape } from '../../plan/shape.ts';
import { widestHairlineMm } from '../../scalp/hairline/hairline.ts';
import { HAIRLINE_RANGES } from '../../scalp/hairline/hairline-spec.ts';
import { planHairline } from '../plan-scalp.ts';
import { placesOffHead, withoutPlacesOff } from './by-hand.ts';

/** A plan in place of one that could not be simulated. */
export interface Nearer {
  readonly plan: Plan;
  /** What of it is another, to follow "Shown": "with corners 71 mm from the midline". */
  readonly how: string;
}

/** A plan that could not be simulated, and what there is to go by. */
interface Failed {
  readonly plan: Plan;
  readonly error: unknown;
  /** The plan's own head, where it has one. */
  readonly head: Head | undefined;
}

/** Nothing where it would change nothing, or cannot help with what went wrong. */
type Mend = (failed: Failed) => Nearer | undefined;

/** What mends a plan, the least change first. None applies a second time to what it made for ever. */
const MENDS: readonly Mend[] = [
  narrowerLine,
  lineByRule,
  ownHeadGivenUp,
  placesOffGivenUp,
  sparser,
  partsGivenUp,
];

/**
 * The nearest plan to one that could not be simulated, as far as can be told without trying. It may
 * fail in turn; asked again with that failure, it goes a step further, down to the standard plan.
 * Nothing where no plan helps: the GPU is what failed, or the standard plan itself.
 */
export function nearerPlan(failed: Failed): Nearer | undefined {
  if (!isOfPlan(failed.error)) return undefined;
  for (const mend of MENDS) {
    const nearer = mend(failed);
    if (nearer) return nearer;
  }
  return undefined;
}

/** Whether another plan may do: not where a device or a kernel is at fault. */
function isOfPlan(error: unknown): boolean {
  if (!(error instanceof DotworkError)) return true;
  return !['gpu-fault', 'gpu-missing'].includes(error.code) || isTooMuch(error);
}

/** Whether there was too little room on this machine. */
function isTooMuch(error: unknown): boolean {
  if (error instanceof RangeError) return /memory|length|allocation|buffer/i.test(error.message);
  if (!(error instanceof DotworkError)) return false;
  const { cause } = error;
  return error.code === 'gpu-limit' || cause?.constructor.name === 'GPUOutOfMemoryError';
}

/** The head's hairline as the plan has it, or why there is none. */
function lineFault({ plan, head }: Failed): boolean {
  if (!head) return false;
  try {
    planHairline(plan, head);
    return false;
  } catch {
    return true;
  }
}

function withLine(plan: Plan, line: Partial<Plan['hairline']>): Plan {
  return { ...plan, hairline: { ...plan.hairline, ...line } };
}

/** A half width this head carries, where the plan's is more. */
function narrowerLine(failed: Failed): Nearer | undefined {
  const { plan, head } = failed;
  if (!head || !lineFault(failed)) return undefined;
  const { halfWidthMm, midFrontalMm } = plan.hairline;
  const most = widestHairlineMm(head, midFrontalMm);
  if (most < HAIRLINE_RANGES.halfWidthMm[0] || most >= halfWidthMm) return undefined;
  return {
    plan: withLine(plan, { halfWidthMm: most }),
    how: `with a half width of ${most} mm instead`,
  };
}

/** First without what a hand moved, then with the numbers of the standard plan. */
function lineByRule(failed: Failed): Nearer | undefined {
  const { plan, head } = failed;
  if (!head || !lineFault(failed)) return undefined;
  const { moved: _, ...byRule } = plan.hairline;
  if (plan.hairline.moved) {
    return {
      plan: { ...plan, hairline: byRule },
      how: 'without the points of the hairline moved by hand',
    };
  }
  const { midFrontalMm, templeRecessionMm, halfWidthMm: usual } = DEFAULT_PLAN.hairline;
  const most = widestHairlineMm(head, midFrontalMm);
  const halfWidthMm = Math.max(HAIRLINE_RANGES.halfWidthMm[0], Math.min(usual, most));
  const standard = { midFrontalMm, templeRecessionMm, halfWidthMm };
  const line = withLine(plan, standard);
  if (JSON.stringify(line) === JSON.stringify(plan)) return undefined;
  return { plan: line, how: 'with the standard hairline' };
}

/** A head that no line fits, or that is no sound one: a mean one in its place. */
function ownHeadGivenUp(failed: Failed): Nearer | undefined {
  const { plan, error } = failed;
  const { scan, measuresMm } = plan.head;
  const isMesh = error instanceof DotworkError && error.code === 'mesh';
  if (!isMesh && failed.head && !lineFault(failed)) return undefined;
  if (scan.kind !== 'none') {
    const head = { ...plan.head, scan: { kind: 'none' as const } };
    return { plan: { ...plan, head }, how: 'on a standard head' };
  }
  if (Object.keys(measuresMm).length === 0) return undefined;
  return { plan: { ...plan, head: { ...plan.head, measuresMm: {} } }, how: 'on a mean head' };
}

/** What was made by hand on another head, where this one has no such triangle. */
function placesOffGivenUp({ plan, head }: Failed): Nearer | undefined {
  if (!head) return undefined;
  const triangles = head.mesh.triangles.length / 3;
  const off = placesOffHead(plan, triangles);
  if (off === 0) return undefined;
  return {
    plan: { ...plan, ...withoutPlacesOff(plan, triangles) },
    how: `without ${plural(off, 'edit')} by hand that belong to another head`,
  };
}

/** Each step takes so much of the density away: near enough, and soon there. */
const STEP_DOWN = 0.85;

/** Fewer dots, where there was no room for them or they stood closer than dots can. */
function sparser({ plan, error }: Failed): Nearer | undefined {
  const isDense =
    isTooMuch(error) || (error instanceof DotworkError && /dots|density/i.test(error.message));
  const least = fieldShape('density.dotsPerCm2').minimum!;
  const { dotsPerCm2 } = plan.density;
  if (!isDense || dotsPerCm2 <= least) return undefined;
  const fewer = Math.max(least, Math.floor(dotsPerCm2 * STEP_DOWN));
  return {
    plan: { ...plan, density: { ...plan.density, dotsPerCm2: fewer } },
    how: `with ${fewer} dots per cm²`,
  };
}

/** Parts that go back to the standard plan one by one, when nothing says which of them it is. */
const GIVEN_UP: readonly (readonly [keyof Plan, string])[] = [
  ['manual', 'without what was done by hand'],
  ['noGo', 'without marks not to be touched'],
  ['zones', 'without zones'],
  ['earlier', 'without earlier work'],
  ['grafts', 'without grafts'],
  ['hair', 'with the hair of the standard plan'],
  ['hairline', 'with the hairline of the standard plan'],
  ['density', 'with the density of the standard plan'],
  ['skin', 'with the skin of the standard plan'],
  ['head', 'on the standard head'],
];

function partsGivenUp({ plan }: Failed): Nearer | undefined {
  const isStandard = (part: keyof Plan) =>
    JSON.stringify(plan[part]) === JSON.stringify(DEFAULT_PLAN[part]);
  for (const [part, how] of GIVEN_UP) {
    if (isStandard(part)) continue;
    return { plan: { ...plan, [part]: DEFAULT_PLAN[part] }, how };
  }
  const rest = (Object.keys(DEFAULT_PLAN) as (keyof Plan)[]).filter(
    (part) => part !== 'title' && part !== 'notes' && !isStandard(part),
  );
  if (rest.length === 0) return undefined;
  const { title, notes } = plan;
  return { plan: { ...DEFAULT_PLAN, title, notes }, how: 'as the standard plan' };
}
