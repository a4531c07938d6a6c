import { BAND_COUNT } from '../../../src/color/bands.ts';
import { coverAt, type DotFootprint } from '../../../src/light/dot/footprint.ts';
import { addSheet } from '../../../src/light/dot/footprint-sums.ts';
import { columnChordMm, columnDark } from '../../../src/light/dot/law.ts';
import { smooth } from '../numbers.ts';

/** Absorber in the skin as a column of level slices, all of one width. */
export interface Column {
  /** Depth of each slice's middle, mm. */
  readonly depthsMm: readonly number[];
  /** Strength of each slice by band: absorption times volume, mm2. */
  readonly slices: readonly (readonly number[])[];
  readonly radiusMm: number;
  /** Where it begins, and how high it is, if its absorber were even. */
  readonly topMm: number;
  readonly heightMm: number;
  /** Inside it, by band. */
  readonly absorptionPerMm: readonly number[];
}

/** Radius past which a dot's halo is carried by the vertices, mm. */
export const REACH_MM = 1.2;
export const NODES = 16;

/** Radius of a node: closer together near the dot. */
export const nodeRadius = (node: number) => REACH_MM * (node / (NODES - 1)) ** 2;

/** 1 up to 70 percent of the reach, 0 at its end. */
export const withinReach = (rMm: number) => 1 - smooth(0.7 * REACH_MM, REACH_MM, rMm);

/**
 * Pigment of a healed dot as a column.
 *
 * @param bins - Mass in each of equal slices down to `bottomMm`, ug.
 * @param massAbsorption - By band, packing counted, mm2/ug.
 */
export function pigmentColumn(
  bins: readonly number[],
  bottomMm: number,
  varianceMm2: number,
  massAbsorption: readonly number[],
): Column {
  const mass = bins.reduce((sum, ug) => sum + ug, 0);
  const filled = mass ** 2 / bins.reduce((sum, ug) => sum + ug * ug, 0) / bins.length;
  const heightMm = bottomMm * filled;
  const radiusMm = 2 * Math.sqrt(varianceMm2);
  const volume = Math.PI * radiusMm ** 2 * heightMm;
  const depthsMm = bins.map((_, i) => (bottomMm * (i + 0.5)) / bins.length);
  const mean = bins.reduce((sum, ug, i) => sum + ug * depthsMm[i]!, 0) / mass;
  return {
    depthsMm,
    slices: bins.map((ug) => massAbsorption.map((perUg) => ug * perUg)),
    radiusMm,
    topMm: Math.max(0, mean - heightMm / 2),
    heightMm,
    absorptionPerMm: massAbsorption.map((perUg) => (perUg * mass) / volume),
  };
}

/** 1 - R/R0 at a distance from the column's axis, by band. */
export function darkness(footprint: DotFootprint, column: Column, rMm: number): number[] {
  const { radiusMm, topMm, heightMm } = column;
  const sheet = sheetOf(footprint, column);
  const arrived = arrivedAt(footprint, column, rMm);
  return strengthAt(footprint, column, rMm).map((thin, band) => {
    const absorptionPerMm = column.absorptionPerMm[band]!;
    return columnDark({
      thin,
      absorptionPerMm,
      chordMm: columnChordMm(radiusMm, heightMm),
      sheetMm: sheet[band]! / absorptionPerMm,
      cover: coverAt(footprint, topMm, band),
      arrived: arrived[band]!,
      topMm,
      radiusMm,
      lateralMm: rMm,
    });
  });
}

/** Integral of 1 - R/R0 over the skin, by band, split at the reach as `respond.wgsl` does. */
export function integrals(
  footprint: DotFootprint,
  column: Column,
): { near: number[]; far: number[]; past: number[] } {
  const [near, far, past] = [zeros(), zeros(), zeros()];
  const STEPS = 1200;
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
      if (r > REACH_MM) past[band]! += area * dark;
    });
  }
  return { near, far, past };
}

const zeros = () => new Array<number>(BAND_COUNT).fill(0);

function sheetOf(footprint: DotFootprint, { depthsMm, slices, radiusMm }: Column): number[] {
  const out = zeros();
  depthsMm.forEach((zMm, slice) => {
    const whole = new Float64Array(BAND_COUNT);
    addSheet(footprint, zMm, 1, whole);
    slices[slice]!.forEach((strength, band) => {
      out[band]! += (strength * whole[band]!) / (Math.PI * radiusMm ** 2);
    });
  });
  return out;
}

function strengthAt(footprint: DotFootprint, column: Column, rMm: number): number[] {
  const out = zeros();
  column.depthsMm.forEach((zMm, slice) => {
    throughColumn(footprint, footprint.amplitudes, zMm, column, rMm).forEach((seen, band) => {
      out[band]! += column.slices[slice]![band]! * seen;
    });
  });
  return out;
}

function arrivedAt(footprint: DotFootprint, column: Column, rMm: number): number[] {
  const { topMm, radiusMm } = column;
  return throughColumn(footprint, footprint.arrivals, topMm, column, rMm).map(
    (seen) => seen * Math.PI * radiusMm ** 2,
  );
}

// A row of a table of Gaussians, seen through the column's disc.
function throughColumn(
  { depthsMm, sigmasMm }: DotFootprint,
  table: Float32Array,
  zMm: number,
  column: Column,
  rMm: number,
): number[] {
  const last = depthsMm.length - 1;
  const step = Math.log(depthsMm[last]! / depthsMm[0]!) / last;
  const at = Math.min(last, Math.max(0, Math.log(Math.max(zMm, 1e-4) / depthsMm[0]!) / step));
  const low = Math.min(last - 1, Math.floor(at));
  return zeros().map((_, band) => {
    const row = (z: number, g: number) => table[(z * BAND_COUNT + band) * sigmasMm.length + g]!;
    let sum = 0;
    sigmasMm.forEach((sigma, g) => {
      const share = throughDisc(sigma * sigma, column.radiusMm ** 2 / 4, rMm);
      sum += share * (row(low, g) + (at - low) * (row(low + 1, g) - row(low, g)));
    });
    return sum;
  });
}

/**
 * A Gaussian, 1 at its middle, averaged over a disc written as a wide Gaussian less a narrow one:
 * same total, same variance, same height in the middle (see `addDisc` in footprint-sums.ts).
 */
function throughDisc(variance: number, discVariance: number, rMm: number): number {
  const hollow = (Math.sqrt(5) - 1) / 2;
  const wide = 1 / (1 + hollow / 2);
  const blur = (extra: number) =>
    (variance / (variance + extra)) * Math.exp((-0.5 * rMm * rMm) / (variance + extra));
  return (1 + hollow) * blur(wide * discVariance) - hollow * blur(0.5 * wide * discVariance);
}
