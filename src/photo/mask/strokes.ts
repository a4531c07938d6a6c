import { DotworkError } from '../../base/errors.ts';
import type { Pixel } from '../question.ts';

/**
 * A stroke of the brush that says where dots may show: discs along a line, in pixels of the
 * photograph. Strokes are a list; the later lies over the earlier, and the one before is the list
 * without its last.
 */
export interface MaskStroke {
  readonly kind: 'add' | 'keep-out';
  readonly radiusPx: number;
  /** One or more; between two of them the disc slides straight. */
  readonly points: readonly Pixel[];
}

/** Strokes that a file may hold: more come from no hand. */
const MOST_STROKES = 10_000;
const MOST_POINTS = 100_000;

const EXAMPLE = 'Write [{"kind": "keep-out", "radiusPx": 30, "points": [[612, 340], [650, 360]]}].';

/** A byte a pixel with the strokes in it, 0 where dots may not show; `mask` stays as it is. */
export function withStrokes(
  mask: Uint8Array,
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
  strokes: readonly MaskStroke[],
): Uint8Array<ArrayBuffer> {
  const out = mask.slice();
  for (const { kind, radiusPx, points } of strokes) {
    const to = kind === 'add' ? 255 : 0;
    points.forEach((from, i) => {
      const end = points[i + 1] ?? (i === 0 ? from : undefined);
      if (end) slide(out, widthPx, heightPx, radiusPx, from, end, to);
    });
  }
  return out;
}

/** Colours what a disc covers that slides from one place to another; its rim is a pixel soft. */
function slide(
  mask: Uint8Array,
  widthPx: number,
  heightPx: number,
  radius: number,
  [ax, ay]: Pixel,
  [bx, by]: Pixel,
  to: number,
): void {
  const reach = radius + 1;
  const [left, right] = [Math.min(ax, bx) - reach, Math.max(ax, bx) + reach];
  const [top, bottom] = [Math.min(ay, by) - reach, Math.max(ay, by) + reach];
  const [dx, dy] = [bx - ax, by - ay];
  const long = dx * dx + dy * dy;
  for (let y = Math.max(0, Math.floor(top)); y <= Math.min(heightPx - 1, bottom); y++) {
    for (let x = Math.max(0, Math.floor(left)); x <= Math.min(widthPx - 1, right); x++) {
      const [px, py] = [x + 0.5 - ax, y + 0.5 - ay];
      const along = long > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / long)) : 0;
      const off = Math.hypot(px - along * dx, py - along * dy);
      const share = Math.min(1, Math.max(0, radius + 0.5 - off));
      if (share === 0) continue;
      const at = y * widthPx + x;
      mask[at] = Math.round(mask[at]! + share * (to - mask[at]!));
    }
  }
}

/** Strokes as a file has them. Throws a `file` error that says which of them is none. */
export function readStrokes(value: unknown, what: string): readonly MaskStroke[] {
  const refuse = (why: string) => new DotworkError('file', `${what} ${why}`, EXAMPLE);
  if (!Array.isArray(value)) throw refuse('is no list of strokes.');
  if (value.length > MOST_STROKES) throw refuse(`holds more than ${MOST_STROKES} strokes.`);
  return value.map((one: Partial<MaskStroke> | null, i) => {
    const { kind, radiusPx, points } = one ?? {};
    const name = `stroke ${i + 1}`;
    if (kind !== 'add' && kind !== 'keep-out') {
      throw refuse(`has a ${name} that is neither "add" nor "keep-out".`);
    }
    if (!(typeof radiusPx === 'number' && radiusPx > 0 && radiusPx <= 5000)) {
      throw refuse(`has a ${name} without a radiusPx from 0 to 5000.`);
    }
    const isPoint = (at: unknown) =>
      Array.isArray(at) &&
      at.length === 2 &&
      at.every((v) => typeof v === 'number' && Math.abs(v) <= 1e6);
    if (!Array.isArray(points) || points.length === 0 || !points.every(isPoint)) {
      throw refuse(`has a ${name} whose points are not pairs of pixels.`);
    }
    if (points.length > MOST_POINTS) throw refuse(`has a ${name} of too many points.`);
    return { kind, radiusPx, points };
  });
}
