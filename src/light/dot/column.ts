import { BAND_COUNT } from '../../color/bands.ts';
import type { DotFootprint } from './footprint.ts';
import { addDisc } from './footprint-sums.ts';
import { COLUMN, columnDark } from './law.ts';
import { REACH_MM } from './met/lateral-nodes.ts';
import { endBetween, metRows, rowAt, topBetween } from './met/met-table.ts';

/** An upright column of absorber: what a needle leaves, and what healing leaves of that. */
export interface ColumnDot {
  readonly radiusMm: number;
  /** Borders of its slices, rising, below the surface, mm: one more than there are slices. */
  readonly edgesMm: readonly number[];
  /** How dense each slice is. */
  readonly densities: readonly number[];
  /** By band, where the density is 1; the pigment's own absorption, before self-shading. */
  readonly absorptionPerMm: ArrayLike<number>;
}

/** A column of even density. */
export function evenColumn(
  column: Pick<ColumnDot, 'radiusMm' | 'absorptionPerMm'> & {
    readonly topMm: number;
    readonly bottomMm: number;
  },
): ColumnDot {
  const { radiusMm, absorptionPerMm, topMm, bottomMm } = column;
  return { radiusMm, absorptionPerMm, edgesMm: [Math.max(0, topMm), bottomMm], densities: [1] };
}

/** R / R0 by band at `lateralMm` from the axis of a column. */
export function columnDotRatio(
  footprint: DotFootprint,
  column: ColumnDot,
  lateralMm: number,
): Float64Array {
  return columnProfile(footprint, column)(lateralMm);
}

/** The same for many distances: what they have in common is worked out once. */
export function columnProfile(
  footprint: DotFootprint,
  column: ColumnDot,
): (lateralMm: number) => Float64Array {
  const { radiusMm, edgesMm, absorptionPerMm } = column;
  const slices = [...samples(column)];
  const end = endBetween(edgesMm.at(-1)!);
  const tops = GROUPS.map((bands) => {
    const mean = bands.reduce((sum, band) => sum + absorptionPerMm[band]!, 0) / bands.length;
    return litTops(column, mean).map(topBetween);
  });
  const thinAt = (lateralMm: number): Float64Array => {
    const perMm2 = new Float64Array(BAND_COUNT);
    for (const { depthMm, amountMm } of slices) {
      const share = Math.PI * radiusMm ** 2 * amountMm;
      addDisc(footprint, { depthMm, radiusMm }, lateralMm, share, perMm2);
    }
    return perMm2.map((value, band) => absorptionPerMm[band]! * value);
  };
  const darkAt = (lateralMm: number, thin: Float64Array): Float64Array => {
    const rows = metRows(footprint, radiusMm, lateralMm);
    const within = Math.sqrt(Math.max(0, 1 - (lateralMm / radiusMm) ** 2));
    return thin.map((dark, band) => {
      const shares = tops[band < GROUPS[0]!.length ? 0 : 1]!.map((top) => rowAt(rows, top, band));
      return columnDark({
        thin: dark,
        met: shares.reduce((sum, share, k) => sum + COLUMN.weights[k]! * share, 0),
        metFirst: shares[0]!,
        missed: rowAt(rows, end, band),
        within,
      });
    });
  };
  let left: Float64Array | undefined;
  return (lateralMm) => {
    const thin = thinAt(lateralMm);
    if (lateralMm <= REACH_MM) return darkAt(lateralMm, thin).map((dark) => 1 - dark);
    // Past the reach a thick dot takes as much less than a clear one as there.
    if (!left) {
      const thinThere = thinAt(REACH_MM);
      left = darkAt(REACH_MM, thinThere).map((dark, band) => dark / (thinThere[band]! || 1));
    }
    return thin.map((dark, band) => 1 - dark * left![band]!);
  };
}

/** Bands whose light is taken to come down a column alike: as the shader holds them. */
const GROUPS: readonly (readonly number[])[] = [
  [0, 1, 2],
  [3, 4, 5],
];

/**
 * Depths at which so much absorber has been passed from above as makes light take notice: the tops
 * of the column as light meets it. Of a clear one all lie in its upper part.
 */
function litTops({ edgesMm, densities }: ColumnDot, absorptionPerMm: number): number[] {
  const amounts = densities.map((density, i) => density * (edgesMm[i + 1]! - edgesMm[i]!));
  const total = absorptionPerMm * amounts.reduce((sum, amount) => sum + amount, 0);
  const share = (COLUMN.clear * total) / (1 + COLUMN.clear * total);
  return COLUMN.depths.map((depth) => {
    let wanted = (depth * share) / absorptionPerMm;
    for (const [i, amount] of amounts.entries()) {
      if (wanted <= amount) {
        const part = amount > 0 ? wanted / amount : 0;
        return edgesMm[i]! + part * (edgesMm[i + 1]! - edgesMm[i]!);
      }
      wanted -= amount;
    }
    return edgesMm.at(-1)!;
  });
}

/** Two Gauss points in every slice and, where a slice is high, in every part of it. */
function* samples({ edgesMm, densities }: ColumnDot) {
  for (const [i, density] of densities.entries()) {
    if (!(density > 0)) continue;
    const bottomMm = edgesMm[i + 1]!;
    for (let topMm = edgesMm[i]!; topMm < bottomMm; ) {
      // Light changes fastest near the surface.
      const endMm = Math.min(bottomMm, topMm + Math.max(0.03, 0.4 * topMm));
      const half = (endMm - topMm) / 2;
      const middleMm = topMm + half;
      const amountMm = density * half;
      if (half < 0.006) {
        yield { depthMm: middleMm, amountMm: 2 * amountMm };
      } else {
        yield { depthMm: middleMm - half * GAUSS, amountMm };
        yield { depthMm: middleMm + half * GAUSS, amountMm };
      }
      topMm = endMm;
    }
  }
}

const GAUSS = Math.sqrt(1 / 3);
