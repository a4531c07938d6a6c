import { BAND_COUNT } from '../../../src/color/bands.ts';
import { binEdgesMm } from '../../../src/ink/column-bins.ts';
import type { LayerBounds } from '../../../src/ink/kinetics.ts';
import { type ColumnDot, columnDotRatio } from '../../../src/light/dot/column.ts';
import type { DotFootprint } from '../../../src/light/dot/footprint.ts';
import { REACH_MM } from '../../../src/light/dot/met/lateral-nodes.ts';
import { smooth } from '../numbers.ts';

/** 1 up to 70 percent of the reach, 0 at its end. */
export const withinReach = (rMm: number) => 1 - smooth(0.7 * REACH_MM, REACH_MM, rMm);

/**
 * Pigment of a healed dot as a column.
 *
 * @param bins - Mass in each bin of a column down to `depthMm`, ug.
 * @param shed - Age in times that a cell takes through the epidermis.
 * @param massAbsorption - By band, packing counted, mm2/ug.
 */
export function pigmentColumn(
  bins: readonly number[],
  depthMm: number,
  bounds: LayerBounds,
  shed: number,
  varianceMm2: number,
  massAbsorption: readonly number[],
): ColumnDot {
  const radiusMm = 2 * Math.sqrt(varianceMm2);
  const edgesMm = binEdgesMm(depthMm, bounds, shed);
  return {
    radiusMm,
    edgesMm,
    densities: bins.map((ug, bin) => {
      const heightMm = edgesMm[bin + 1]! - edgesMm[bin]!;
      return heightMm > 0 ? ug / (Math.PI * radiusMm ** 2 * heightMm) : 0;
    }),
    absorptionPerMm: massAbsorption,
  };
}

/** 1 - R/R0 at a distance from the column's axis, by band. */
export function darkness(footprint: DotFootprint, column: ColumnDot, rMm: number): number[] {
  return Array.from(columnDotRatio(footprint, column, rMm), (ratio) => 1 - ratio);
}

/** Integral of 1 - R/R0 over the skin, by band, split at the reach as `respond.wgsl` does. */
export function integrals(
  footprint: DotFootprint,
  column: ColumnDot,
): { near: number[]; far: number[] } {
  const [near, far] = [zeros(), zeros()];
  const STEPS = 600;
  const FARTHEST_MM = 12;
  // Midpoints, crowded towards the middle as t^2.
  for (let i = 0; i < STEPS; i++) {
    const t = (i + 0.5) / STEPS;
    const r = FARTHEST_MM * t * t;
    const area = 2 * Math.PI * r * ((2 * FARTHEST_MM * t) / STEPS);
    darkness(footprint, column, r).forEach((dark, band) => {
      const share = withinReach(r);
      near[band]! += area * dark * share;
      far[band]! += area * dark * (1 - share);
    });
  }
  return { near, far };
}

const zeros = () => new Array<number>(BAND_COUNT).fill(0);
