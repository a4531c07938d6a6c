/** A complex number. */
type Complex = readonly [re: number, im: number];

const mul = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c - b * d, a * d + b * c];
const div = ([a, b]: Complex, [c, d]: Complex): Complex => {
  const size = c * c + d * d;
  return [(a * c + b * d) / size, (b * c - a * d) / size];
};
const sub = ([a, b]: Complex, [c, d]: Complex): Complex => [a - c, b - d];
const scale = ([a, b]: Complex, by: number): Complex => [a * by, b * by];

/**
 * Efficiencies of a sphere: Bohren & Huffman 1983, section 4.8, with the logarithmic derivative by
 * downward recurrence.
 *
 * @param size - Circumference over the wavelength in the medium.
 * @param index - Relative to the medium; absorption as a positive imaginary part.
 */
export function mie(size: number, index: Complex): { extinction: number; scattering: number } {
  const terms = Math.ceil(size + 4 * Math.cbrt(size) + 2);
  const inside = scale(index, size);
  const first = Math.ceil(Math.max(terms, Math.hypot(...inside)) + 16);
  const derivative: Complex[] = new Array(first + 1).fill([0, 0]);
  for (let n = first; n > 0; n--) {
    const over = div([n, 0], inside);
    const [re, im] = derivative[n]!;
    derivative[n - 1] = sub(over, div([1, 0], [re + over[0], im + over[1]]));
  }
  let [psiBefore, psi] = [Math.cos(size), Math.sin(size)];
  let [chiBefore, chi] = [-Math.sin(size), Math.cos(size)];
  let [extinction, scattering] = [0, 0];
  for (let n = 1; n <= terms; n++) {
    const step = (2 * n - 1) / size;
    [psiBefore, psi] = [psi, step * psi - psiBefore];
    [chiBefore, chi] = [chi, step * chi - chiBefore];
    const xi: Complex = [psi, -chi];
    const xiBefore: Complex = [psiBefore, -chiBefore];
    const coefficient = (slope: Complex): Complex => {
      const sum: Complex = [slope[0] + n / size, slope[1]];
      return div(sub(scale(sum, psi), [psiBefore, 0]), sub(mul(sum, xi), xiBefore));
    };
    const a = coefficient(div(derivative[n]!, index));
    const b = coefficient(mul(derivative[n]!, index));
    extinction += (2 * n + 1) * (a[0] + b[0]);
    scattering += (2 * n + 1) * (a[0] ** 2 + a[1] ** 2 + b[0] ** 2 + b[1] ** 2);
  }
  const per = 2 / size ** 2;
  return { extinction: per * extinction, scattering: per * scattering };
}

/** A powder: spheres with a lognormal distribution of volume over diameter. */
export interface Powder {
  readonly medianNm: number;
  /** Geometric standard deviation. */
  readonly spread: number;
  readonly index: Complex;
  readonly densityGPerCm3: number;
}

/** Mass absorption and scattering of a powder in tissue (n = 1.38), m2/g. */
export function massCrossSections(powder: Powder, wavelengthNm: number) {
  const MEDIUM = 1.38;
  const relative = scale(powder.index, 1 / MEDIUM);
  let [absorption, scattering, weights] = [0, 0, 0];
  for (let i = -30; i <= 30; i++) {
    const t = i / 10;
    const diameterNm = powder.medianNm * powder.spread ** t;
    const { extinction: all, scattering: sent } = mie(
      (Math.PI * diameterNm * MEDIUM) / wavelengthNm,
      relative,
    );
    // Cross-section over mass is 3 Q / (2 d rho); nm and g/cm3 give m2/g with a factor 1000.
    const perMass = 1500 / (diameterNm * powder.densityGPerCm3);
    const weight = Math.exp((-t * t) / 2);
    absorption += weight * perMass * (all - sent);
    scattering += weight * perMass * sent;
    weights += weight;
  }
  return { absorption: absorption / weights, scattering: scattering / weights };
}
