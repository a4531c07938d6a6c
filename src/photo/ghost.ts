import type { PhotoFit } from './fit-photo.ts';
import type { PhotoPointName } from './photo-points.ts';
import { isInSight, PHOTO_POINTS } from './photo-points.ts';
import type { Pixel } from './question.ts';
import { type State, see } from './residuals.ts';
import type { Place, Subject } from './subject.ts';

/** A head that was found, as lines to draw over the photograph; its pixels. */
export interface Ghost {
  /** Around the braincase from ear to ear, in turn, without the side towards the neck. */
  readonly rim: readonly Pixel[];
  /** Where it has the points that face the camera. */
  readonly points: Readonly<Partial<Record<PhotoPointName, Pixel>>>;
}

export function ghostOf(subject: Subject, { camera, modes }: PhotoFit): Ghost {
  const { turn, shiftMm, focalPx, widthPx, heightPx } = camera;
  const state: State = { turn, shiftMm, logFocal: Math.log(focalPx), modes };
  const at = (place: Place): Pixel => {
    const { x, y } = see(state, place);
    return [x + widthPx / 2, y + heightPx / 2];
  };
  const inSight = [...subject.points].filter(([name]) => isInSight(PHOTO_POINTS[name], turn[2]));
  const chin = subject.points.get('menton');
  return {
    rim: openTowards(hullOf(subject.skull.map(at)), chin && at(chin)),
    points: Object.fromEntries(inSight.map(([name, place]) => [name, at(place)])),
  };
}

/** Less than this of a half turn from the way to the neck a rim is none: the neck goes on there. */
const NECK_COS = 0.45;

/** A closed rim without its part towards a place, from one end to the other. */
function openTowards(rim: readonly Pixel[], place: Pixel | undefined): readonly Pixel[] {
  if (!place || rim.length === 0) return rim;
  const middle = [0, 1].map((axis) => rim.reduce((sum, p) => sum + p[axis]! / rim.length, 0));
  const off = ([x, y]: Pixel): Pixel => [x - middle[0]!, y - middle[1]!];
  const [dx, dy] = off(place);
  const isKept = rim.map((p) => {
    const [x, y] = off(p);
    return x * dx + y * dy < NECK_COS * Math.hypot(x, y) * Math.hypot(dx, dy);
  });
  const start = isKept.findIndex((kept, i) => kept && !isKept.at(i - 1));
  const turned = start < 0 ? rim : [...rim.slice(start), ...rim.slice(0, start)];
  const kept = start < 0 ? isKept : [...isKept.slice(start), ...isKept.slice(0, start)];
  return turned.filter((_, i) => kept[i]);
}

/** The convex hull of points (Andrew's monotone chain). */
function hullOf(points: readonly Pixel[]): Pixel[] {
  const sorted = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  const chain = (ordered: readonly Pixel[]): Pixel[] => {
    const out: Pixel[] = [];
    for (const p of ordered) {
      while (out.length > 1 && turns(out.at(-2)!, out.at(-1)!, p) <= 0) out.pop();
      out.push(p);
    }
    return out.slice(0, -1);
  };
  return [...chain(sorted), ...chain(sorted.toReversed())];
}

function turns(a: Pixel, b: Pixel, c: Pixel): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}
