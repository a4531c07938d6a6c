import { BAND_COUNT } from '../../../color/bands.ts';
import { NODES, nodeAt } from './lateral-nodes.ts';
import { MET_ENDS, MET_RADII_MM, MET_ROWS, MET_TOPS_MM } from './met-tally.ts';

/** Two neighbours in a list and how far a value lies from the first to the second. */
export interface Between {
  readonly low: number;
  readonly part: number;
}

/** Place of a depth among `MET_TOPS_MM`; held at both ends. */
export function topBetween(depthMm: number): Between {
  return between(MET_TOPS_MM, depthMm);
}

/** Place of the foot of a column among the rows behind the tops; held at both ends. */
export function endBetween(depthMm: number): Between {
  const { low, part } = between(ENDS_MM, depthMm);
  return { low: MET_TOPS_MM.length + low, part };
}

/** Place of a radius among `MET_RADII_MM`, straight in its logarithm; held at both ends. */
export function radiusBetween(radiusMm: number): Between {
  const last = MET_RADII_MM.length - 1;
  const step = Math.log(MET_RADII_MM[last]! / MET_RADII_MM[0]!) / last;
  const at = Math.min(last, Math.max(0, Math.log(radiusMm / MET_RADII_MM[0]!) / step));
  const low = Math.min(last - 1, Math.floor(at));
  return { low, part: at - low };
}

/** All rows of one place beside columns of one radius: `[row][band]`. */
export function metRows(
  { met }: { readonly met: ArrayLike<number> },
  radiusMm: number,
  lateralMm: number,
): Float64Array {
  const r = radiusBetween(radiusMm);
  const at = nodeAt(lateralMm, radiusMm);
  const node = Math.min(NODES - 2, Math.floor(at));
  const size = MET_ROWS * BAND_COUNT;
  const rows = new Float64Array(size);
  for (const [radius, radiusPart] of sides(r)) {
    for (const [place, part] of sides({ low: node, part: at - node })) {
      const first = (radius * NODES + place) * size;
      const share = radiusPart * part;
      if (share === 0) continue;
      for (let i = 0; i < size; i++) rows[i]! += share * met[first + i]!;
    }
  }
  return rows;
}

/** A row between two, at one band. */
export function rowAt(rows: ArrayLike<number>, { low, part }: Between, band: number): number {
  const here = rows[low * BAND_COUNT + band]!;
  return here + part * (rows[(low + 1) * BAND_COUNT + band]! - here);
}

const ENDS_MM = MET_ENDS.map((row) => MET_TOPS_MM[row]!);

const sides = ({ low, part }: Between) =>
  [
    [low, 1 - part],
    [low + 1, part],
  ] as const;

function between(list: readonly number[], value: number): Between {
  let low = 0;
  while (low < list.length - 2 && value > list[low + 1]!) low++;
  const part = (value - list[low]!) / (list[low + 1]! - list[low]!);
  return { low, part: Math.min(1, Math.max(0, part)) };
}
