import type { Vec3 } from '../../../base/vec3.ts';
import type { Head } from '../../../head/head.ts';
import type { Plan } from '../../../plan/schema.ts';
import type { Hairline } from '../../../scalp/hairline/hairline.ts';
import {
  type FrontPoint,
  MOVED_RANGE_MM,
  offsetTo,
  otherSide,
  type SkinOffset,
} from '../../../scalp/hairline/hairline-moves.ts';

type Moved = NonNullable<Plan['hairline']['moved']>;

/** Where each named point of the line is shown, and where its rule alone puts it. */
export function placesOf(
  { controlPoints, rulePoints }: Hairline,
  name: FrontPoint,
): { shown: Vec3; rule: Vec3 } | undefined {
  const i = controlPoints.findIndex((point) => point.name === name);
  const [shown, rule] = [controlPoints[i]?.positionMm, rulePoints[i]?.positionMm];
  return shown && rule && { shown, rule };
}

/** How far from its rule a place lies that a point of the line is to go to, in tenths of a mm. */
export function wayTo(
  head: Head,
  line: Hairline,
  name: FrontPoint,
  place: Vec3,
): SkinOffset | undefined {
  const places = placesOf(line, name);
  return places && tidy(offsetTo(head, name, places.rule, place));
}

/** A point, and with `mirror` its like on the other side, as they are shown: where a move begins. */
export function startOf(
  head: Head,
  line: Hairline,
  name: FrontPoint,
  mirror: boolean,
): ReadonlyMap<FrontPoint, SkinOffset> {
  const names = mirror ? [name, otherSide(name)] : [name];
  return new Map(
    names.flatMap((one) => {
      const shown = placesOf(line, one)?.shown;
      const way = shown && wayTo(head, line, one, shown);
      return way ? [[one, way] as const] : [];
    }),
  );
}

/**
 * The moved points after one went to `to`. A mirrored point goes as far as its like does from where
 * each began, so that what tells the sides apart stays; the middle then keeps to its midline.
 */
export function movedTo(
  moved: Moved | undefined,
  start: ReadonlyMap<FrontPoint, SkinOffset>,
  name: FrontPoint,
  to: SkinOffset,
  mirror: boolean,
): Moved {
  const begun = start.get(name)!;
  const outMm = mirror && name === 'midFrontal' ? 0 : to.outMm - begun.outMm;
  const next: Moved = { ...moved };
  for (const [one, at] of start) {
    next[one] = tidy({ backMm: at.backMm + to.backMm - begun.backMm, outMm: at.outMm + outMm });
  }
  return next;
}

/** The moved points without one, or with `mirror` without it and its like; none left is nothing. */
export function putBack(
  moved: Moved | undefined,
  name: FrontPoint,
  mirror: boolean,
): Moved | undefined {
  const gone = mirror ? [name, otherSide(name)] : [name];
  const kept = Object.entries(moved ?? {}).filter(([one]) => !gone.includes(one as FrontPoint));
  return kept.length > 0 ? (Object.fromEntries(kept) as Moved) : undefined;
}

function tidy({ backMm, outMm }: SkinOffset): SkinOffset {
  const [low, high] = MOVED_RANGE_MM;
  // The sum with zero turns -0 into 0, which JSON does not know.
  const tenth = (mm: number) => Math.round(10 * Math.min(high, Math.max(low, mm))) / 10 + 0;
  return { backMm: tenth(backMm), outMm: tenth(outMm) };
}
