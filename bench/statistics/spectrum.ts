import { patchAt } from './patch.ts';
import type { Places, PointGrid } from './point-grid.ts';

/** Power of a set of dots by frequency; a Poisson process has 1 everywhere. */
export interface Spectrum {
  /** Frequencies in units of 1 / the hexagonal lattice's spacing. */
  readonly frequency: readonly number[];
  /** Mean over directions. */
  readonly power: readonly number[];
  /** Variance over directions relative to the squared mean, dB (Ulichney 1987). */
  readonly anisotropyDb: readonly number[];
  /** Where the anisotropy of an isotropic set lies: -10 log10 of the independent patches. */
  readonly floorDb: number;
}

/** Steps of 1/16 up to 4 lattice frequencies. */
const STEP = 1 / 16;
const STEPS = 64;
const DIRECTIONS = 36;
/** Radius of a patch in lattice spacings; resolves about 0.1 of a lattice frequency. */
const PATCH_SPACINGS = 10;
/**
 * Area over which patches know of each other, in squared patch radii: the integral of the squared
 * autocorrelation of the window.
 */
const SHARED = 0.847;

/** Radius of the patches of {@link spectrumOf}, µm: centres are to keep this from a border. */
export function patchRadiusUm(spacingUm: number): number {
  return PATCH_SPACINGS * spacingUm;
}

/**
 * Averaged periodograms of round patches of a surface, each laid flat around a random centre.
 *
 * Dots are weighted by a Hann window of the distance from the centre, and the transform of the mean
 * density under that window is taken off (a surface has no period to hide it). Averaging tapered
 * windows is Welch 1967; overlap of patches makes the estimate smoother, not wrong.
 *
 * @param spacingUm - Spacing of the hexagonal lattice of the same density.
 */
export function spectrumOf(grid: PointGrid, centres: Places, spacingUm: number): Spectrum {
  const radiusUm = patchRadiusUm(spacingUm);
  const patches = Array.from({ length: centres.length / 3 }, (_, i) =>
    patchAt(grid, [centres[3 * i]!, centres[3 * i + 1]!, centres[3 * i + 2]!], radiusUm),
  ).map(({ u, v }) => ({ u, v, weight: u.map((x, k) => window(Math.hypot(x, v[k]!) / radiusUm)) }));
  const sums = windowSums(radiusUm);
  const weight = patches.reduce((all, p) => all + p.weight.reduce((a, w) => a + w, 0), 0);
  const density = weight / (patches.length * sums.first);
  const mean = sums.transform(spacingUm).map((value) => value * density);
  const power = new Float64Array(STEPS * DIRECTIONS);
  const [real, imaginary] = [new Float64Array(STEPS), new Float64Array(STEPS)];
  for (const { u, v, weight } of patches) {
    for (let d = 0; d < DIRECTIONS; d++) {
      const [cos, sin] = [
        Math.cos((Math.PI * d) / DIRECTIONS),
        Math.sin((Math.PI * d) / DIRECTIONS),
      ];
      real.fill(0);
      imaginary.fill(0);
      for (let k = 0; k < u.length; k++) {
        const angle = (2 * Math.PI * STEP * (u[k]! * cos + v[k]! * sin)) / spacingUm;
        const [stepRe, stepIm] = [Math.cos(angle), Math.sin(angle)];
        let [re, im] = [weight[k]!, 0];
        for (let s = 0; s < STEPS; s++) {
          const turned = re * stepRe - im * stepIm;
          im = re * stepIm + im * stepRe;
          re = turned;
          real[s]! += re;
          imaginary[s]! += im;
        }
      }
      for (let s = 0; s < STEPS; s++) {
        power[s * DIRECTIONS + d]! += (real[s]! - mean[s]!) ** 2 + imaginary[s]! ** 2;
      }
    }
  }
  const scale = 1 / (patches.length * density * sums.second);
  const areaUm2 = (grid.count * Math.sqrt(3) * spacingUm ** 2) / 2;
  const overlap = ((patches.length - 1) * SHARED * radiusUm ** 2) / areaUm2;
  const independent = patches.length / (1 + overlap);
  return { ...radial(power.map((value) => value * scale)), floorDb: -10 * Math.log10(independent) };
}

/** Mean power at a quarter to a half of the lattice frequency: 1 for random, 0.07 for saturated. */
export function lowPower({ frequency, power }: Spectrum): number {
  return meanWhere(power, frequency, 0.25, 0.5);
}

/** Highest power and its frequency. */
export function peakOf({ frequency, power }: Spectrum): { frequency: number; power: number } {
  const best = power.indexOf(Math.max(...power));
  return { frequency: frequency[best]!, power: power[best]! };
}

/** Most the anisotropy rises over its floor between half and three lattice frequencies, dB. */
export function excessAnisotropyDb({ frequency, anisotropyDb, floorDb }: Spectrum): number {
  const band = anisotropyDb.filter((_, i) => frequency[i]! >= 0.5 && frequency[i]! <= 3);
  return Math.max(...band) - floorDb;
}

function meanWhere(
  values: readonly number[],
  frequency: readonly number[],
  low: number,
  high: number,
): number {
  const band = values.filter((_, i) => frequency[i]! >= low && frequency[i]! <= high);
  return band.reduce((sum, value) => sum + value, 0) / band.length;
}

function radial(power: Float64Array): Pick<Spectrum, 'frequency' | 'power' | 'anisotropyDb'> {
  const rings = Array.from({ length: STEPS }, (_, s) => {
    const ring = [...power.subarray(s * DIRECTIONS, (s + 1) * DIRECTIONS)];
    const mean = ring.reduce((sum, value) => sum + value, 0) / DIRECTIONS;
    const variance = ring.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (DIRECTIONS - 1);
    return { mean, db: 10 * Math.log10(variance / mean ** 2) };
  });
  return {
    frequency: rings.map((_, s) => (s + 1) * STEP),
    power: rings.map(({ mean }) => mean),
    anisotropyDb: rings.map(({ db }) => db),
  };
}

/** Hann window of the distance from the centre, in patch radii. */
function window(distance: number): number {
  return distance < 1 ? Math.cos((Math.PI / 2) * distance) ** 2 : 0;
}

/** Integrals of the window, its square, and its transform at every frequency step, µm². */
function windowSums(radiusUm: number) {
  const rings = 400;
  const ring = (k: number) => ((k + 0.5) * radiusUm) / rings;
  const integral = (of: (r: number) => number) => {
    let sum = 0;
    for (let k = 0; k < rings; k++) sum += of(ring(k)) * 2 * Math.PI * ring(k);
    return (sum * radiusUm) / rings;
  };
  return {
    first: integral((r) => window(r / radiusUm)),
    second: integral((r) => window(r / radiusUm) ** 2),
    transform: (spacingUm: number) =>
      Array.from({ length: STEPS }, (_, s) =>
        integral(
          (r) => window(r / radiusUm) * bessel0((2 * Math.PI * STEP * (s + 1) * r) / spacingUm),
        ),
      ),
  };
}

/** Bessel function J0 by its integral; the rectangle rule is exact here to many digits. */
function bessel0(x: number): number {
  const steps = 24 + Math.ceil(Math.abs(x));
  let sum = 0;
  for (let k = 0; k < steps; k++) sum += Math.cos(x * Math.sin((Math.PI * (k + 0.5)) / steps));
  return sum / steps;
}
