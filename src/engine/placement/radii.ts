/**
 * Radius of the first rung, µm: sparser dots than this are never asked for. Chosen so that a rung
 * (816 µm) lies just below 100 dots/cm², the usual density: no dot is made for nothing.
 */
export const FIRST_RADIUS_UM = 15570;

/** Rungs are a quarter octave apart: each radius is 2^(-1/4) of the one before. */
const RUNG_RATIO_65536 = 55109;

/** Rungs the ladder may have; the last is about 0.3 mm. */
const MAX_RUNGS = 24;

/** Radii of all rungs, µm, coarse to fine. Integers, so every machine has the same. */
export const RUNG_RADII_UM: readonly number[] = radii();

/**
 * Dots per radius² of skin in a saturated random set: discs of half the radius cover 0.547 of it
 * (Dickman, Wang & Jensen 1991), so 4 * 0.547 / pi.
 */
export const SATURATED_DOTS = 0.6965;

/**
 * Dots that rank at least as high as a radius, relative to a saturated set of that radius, at
 * squares of 24 equal steps from one rung up to the next: it falls steeply at first. The same on
 * every rung, because the fill has no scale of its own. Measured on six rungs of a 330 mm plane under
 * three seeds (460,000 dots);
 * `tests/gpu/placement/ladder.test.ts` holds the densities it yields to 2 percent.
 */
const FILL = [
  0.9564, 0.9536, 0.9458, 0.935, 0.9233, 0.9108, 0.8984, 0.8861, 0.8742, 0.8634, 0.8536, 0.8453,
  0.8386, 0.8338, 0.8307, 0.8305, 0.8327, 0.8379, 0.8461, 0.8574, 0.8716, 0.8888, 0.9089, 0.9315,
  0.9564,
];

/** Dots per cm² among those whose rank is at least `radiusUm`. */
export function densityAtRadius(radiusUm: number): number {
  const lower = RUNG_RADII_UM.findIndex((rung) => rung <= radiusUm);
  const saturated = (SATURATED_DOTS * 1e8) / (radiusUm * radiusUm);
  if (lower <= 0) return saturated * FILL[0]!;
  const from = RUNG_RADII_UM[lower]!;
  const at = 24 * Math.sqrt((radiusUm - from) / (RUNG_RADII_UM[lower - 1]! - from));
  const step = Math.min(23, Math.floor(at));
  return saturated * (FILL[step]! + (at - step) * (FILL[step + 1]! - FILL[step]!));
}

/** Radius, µm, at which the dots that rank at least as high number `dotsPerCm2`. */
export function radiusAtDensity(dotsPerCm2: number): number {
  let [low, high] = [RUNG_RADII_UM.at(-1)!, FIRST_RADIUS_UM];
  // Density falls as the radius grows; 24 halvings end below a thousandth of a micrometre.
  for (let i = 0; i < 24; i++) {
    const middle = (low + high) / 2;
    if (densityAtRadius(middle) > dotsPerCm2) low = middle;
    else high = middle;
  }
  return high;
}

/** Densest skin the ladder can hold, dots per cm². */
export const MOST_DOTS_PER_CM2 = densityAtRadius(RUNG_RADII_UM.at(-1)!);

/** Densities are carried in 64ths of a dot per cm², whole numbers. */
export const DENSITY_UNITS = 64;

/**
 * For every density up to `maxDotsPerCm2`, in 64ths of a dot per cm²: the squared radius, µm², a
 * dot's rank must reach. Density 0 asks for more than any dot has.
 */
export function rankTable(maxDotsPerCm2: number): Uint32Array {
  const table = new Uint32Array(Math.ceil(maxDotsPerCm2 * DENSITY_UNITS) + 2);
  table[0] = 0xffffffff;
  for (let density = 1; density < table.length; density++) {
    const radius = Math.round(radiusAtDensity(density / DENSITY_UNITS));
    table[density] = radius * radius;
  }
  return table;
}

function radii(): number[] {
  const rungs = [FIRST_RADIUS_UM];
  while (rungs.length < MAX_RUNGS) {
    rungs.push(Math.floor((rungs.at(-1)! * RUNG_RATIO_65536) / 65536));
  }
  return rungs;
}
