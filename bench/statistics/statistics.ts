import { coverageOf } from './coverage.ts';
import { type Distribution, distribution, nearestNeighbours } from './neighbours.ts';
import { type Orientation, orientationOf } from './orientation.ts';
import { type Places, PointGrid } from './point-grid.ts';
import { type Rows, rowsOf } from './rows.ts';
import { hexSpacingUm } from './spacing.ts';
import { patchRadiusUm, type Spectrum, spectrumOf } from './spectrum.ts';
import type { Surface } from './surface.ts';

/** What is known of a set of dots on a surface. */
export interface Statistics {
  readonly count: number;
  /** Spacing of a hexagonal lattice of the density away from borders, µm. */
  readonly spacingUm: number;
  readonly closestUm: number;
  readonly relativeRadius: number;
  /** Nearest-neighbour distances over the lattice spacing. */
  readonly nearest: Distribution;
  /** Share of the skin farther than the asked radius from every dot. */
  readonly uncoveredShare: number;
  /** Radius of the largest gap over the smallest distance. */
  readonly coverOverClosest: number;
  readonly spectrum: Spectrum;
  readonly orientation: Orientation;
  readonly rows: Rows;
}

/** How hard to look; more costs time and lowers noise. */
export interface Effort {
  /** Random places for coverage and for the area away from borders. */
  readonly probes: number;
  /** Patches the spectrum is averaged over. */
  readonly patches: number;
  /** Dots looked from for orientation and rows. */
  readonly dots: number;
}

/** Nearest-neighbour histograms: this many bins from 0 to 1.25 lattice spacings. */
export const NEAREST_BINS = 50;
export const NEAREST_REACH = 1.25;

/** Margins from a border, lattice spacings: for densities, and for rows of five dots. */
const DENSITY_MARGIN = 3;
const ROW_MARGIN = 5.3;

/**
 * Statistics of dots that were asked to keep `radiusUm`. Borders crowd dots, so densities, patches
 * and rows are taken at a distance from them; the smallest distance and coverage are of all.
 *
 * @param slackUm - Allowed beyond the radius before a place counts as uncovered.
 */
export function statisticsOf(
  surface: Surface,
  places: Places,
  radiusUm: number,
  effort: Effort,
  slackUm = 0,
): Statistics {
  const count = places.length / 3;
  const rough = hexSpacingUm(count, surface.areaUm2);
  const grid = new PointGrid(places, rough);
  const probes = surface.probes(effort.probes, 1);
  const inside = (at: Places, marginUm: number) => {
    const free = surface.inside(marginUm);
    return (i: number) => free(at[3 * i]!, at[3 * i + 1]!, at[3 * i + 2]!);
  };
  const innerShare =
    indices(effort.probes).filter(inside(probes, DENSITY_MARGIN * rough)).length / effort.probes;
  const dots = indices(count);
  const innerDots = dots.filter(inside(places, DENSITY_MARGIN * rough)).length;
  const spacingUm = hexSpacingUm(innerDots, innerShare * surface.areaUm2);

  const { index, distanceUm, closestUm } = nearestNeighbours(grid);
  const { uncoveredShare, coverRadiusUm } = coverageOf(grid, probes, radiusUm, slackUm);
  const sample = spread(dots, 4 * effort.dots).filter(inside(places, ROW_MARGIN * spacingUm));
  const looked = spread(sample, effort.dots);
  const centres = indices(effort.probes)
    .filter(inside(probes, patchRadiusUm(spacingUm)))
    .slice(0, effort.patches);
  return {
    count,
    spacingUm,
    closestUm,
    relativeRadius: closestUm / spacingUm,
    nearest: distribution(
      distanceUm.map((um) => um / spacingUm),
      0,
      NEAREST_REACH,
      NEAREST_BINS,
    ),
    uncoveredShare,
    coverOverClosest: coverRadiusUm / closestUm,
    spectrum: spectrumOf(
      grid,
      Float64Array.from(centres.flatMap((i) => [...probes.subarray(3 * i, 3 * i + 3)])),
      spacingUm,
    ),
    orientation: orientationOf(grid, index, looked, spacingUm),
    rows: rowsOf(grid, looked, spacingUm),
  };
}

function indices(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

/** At most `count` of the values, evenly chosen. */
function spread<T>(values: readonly T[], count: number): T[] {
  const step = Math.max(1, values.length / count);
  return indices(Math.min(count, values.length)).map((i) => values[Math.floor(i * step)]!);
}
