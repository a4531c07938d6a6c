import { SIGMAS_MM } from '../../light/dot/footprint-fit.ts';
import { overDisc } from '../../light/dot/footprint-sums.ts';
import { NODES, nodeRadiusMm } from '../../light/dot/met/lateral-nodes.ts';

/** Radii that discs are tabulated for, mm: equal steps in ratio. */
export const DISC_RADII_MM: readonly number[] = Array.from(
  { length: 48 },
  (_, i) => 0.01 * (0.5 / 0.01) ** (i / 47),
);

let table: Float32Array | undefined;

/** Each Gaussian of the footprint averaged over a disc, seen from each of its nodes: `[radius][node][gaussian]`. */
export function discTable(): Float32Array {
  table ??= Float32Array.from(
    DISC_RADII_MM.flatMap((radiusMm) =>
      Array.from({ length: NODES }, (_, node) => nodeRadiusMm(node, radiusMm)).flatMap(
        (lateralMm) => SIGMAS_MM.map((sigma) => overDisc(sigma, radiusMm, lateralMm)),
      ),
    ),
  );
  return table;
}
