import { say } from '../../../base/language/say.ts';
import type { Plan } from '../../../plan/schema.ts';
import { shapeAt } from '../../../plan/shape.ts';
import type { Anchor } from '../../../surface/anchor.ts';

/** Said where a plan takes no more of something. */
export const NO_ROOM = say(
  'The plan holds no more of these. Undo or clear some work by hand first.',
);

type Manual = Plan['manual'];
type Stroke = Manual['strokes'][number];

/** A dot that a tool points at. */
export interface DotTarget {
  readonly point: Anchor;
  readonly session: number;
  /** Whether it was added or moved by hand. */
  readonly byHand: boolean;
}

/** Starts a stroke. False, as below, where the plan has no room for another. */
export function beginStroke(manual: Manual, stroke: Stroke): boolean {
  return push(manual.strokes, stroke, 'strokes');
}

/** Draws the last stroke on. A path that grows too long for the plan keeps every second point. */
export function extendStroke(manual: Manual, point: Anchor): void {
  const stroke = manual.strokes.at(-1);
  if (!stroke) return;
  if (stroke.path.length >= most('strokes.0.path')) {
    stroke.path = stroke.path.filter((_, i) => i % 2 === 0);
  }
  stroke.path.push(point);
}

/** Erases a dot: one added by hand goes for good, one of the plan is noted as left out. */
export function eraseDot(manual: Manual, dot: DotTarget): boolean {
  const { added, moved } = byHand(manual, dot);
  if (added >= 0) {
    manual.added.splice(added, 1);
    return true;
  }
  if (moved < 0) return push(manual.erased, dot.point, 'erased');
  const { from } = manual.moved[moved]!;
  if (!push(manual.erased, from, 'erased')) return false;
  manual.moved.splice(moved, 1);
  return true;
}

/** Puts a dot in. */
export function addDot(manual: Manual, at: Anchor, session: number): boolean {
  return push(manual.added, { at, session }, 'added');
}

/** Moves a dot; it keeps its session. */
export function moveDot(manual: Manual, dot: DotTarget, to: Anchor): boolean {
  const { added, moved } = byHand(manual, dot);
  if (added >= 0) manual.added[added]!.at = to;
  else if (moved >= 0) manual.moved[moved]!.to = to;
  else return push(manual.moved, { from: dot.point, to, session: dot.session }, 'moved');
  return true;
}

/** Whether anything was done by hand. */
export function hasManual({ strokes, erased, added, moved }: Manual): boolean {
  return strokes.length + erased.length + added.length + moved.length > 0;
}

/** Which entry put the dot in; by its place, since earlier edits of a drag shift the lists. */
function byHand(manual: Manual, dot: DotTarget): { added: number; moved: number } {
  if (!dot.byHand) return { added: -1, moved: -1 };
  const here = ({ triangle, b, c }: Anchor) =>
    triangle === dot.point.triangle && b === dot.point.b && c === dot.point.c;
  return {
    added: manual.added.findIndex(({ at }) => here(at)),
    moved: manual.moved.findIndex(({ to }) => here(to)),
  };
}

function push<T>(list: T[], item: T, name: string): boolean {
  if (list.length >= most(name)) return false;
  list.push(item);
  return true;
}

/** How many the schema allows. */
function most(list: string): number {
  return shapeAt(`manual.${list}`.split('.'), undefined)!.maxItems!;
}
