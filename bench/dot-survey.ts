import { leastAbsorbing } from '../src/light/dot/footprint-tally.ts';
import type { LayerOptics } from '../src/light/layers.ts';
import { LEFT_TOP, PhotonWalk } from '../src/light/photon-walk.ts';

/** An upright column or a ball, seen at `lateralMm` from its axis. */
export interface SurveyDot {
  readonly shape: 'sphere' | 'column';
  readonly topMm: number;
  readonly bottomMm: number;
  readonly radiusMm: number;
  readonly lateralMm: number;
  /**
   * The dot repeats on a triangular lattice with neighbours this far apart, seen from everywhere
   * in a cell; 0 for one dot.
   */
  readonly spacingMm: number;
  /** A second dot like it, this far to the side and deeper. */
  readonly partner?: { readonly xMm: number; readonly zMm: number };
}

/** Brute-force R/R0 of many dots at once. */
export interface SurveyResult {
  readonly photons: number;
  /** By skin. */
  readonly bare: number[];
  /** 1 - R/R0: `[skin][dot][dose]`, and its standard error. */
  readonly dark: number[][][];
  readonly standardError: number[][][];
  /** Mean way inside the dot of light that comes back, mm: `[skin][dot]`. */
  readonly meanPathMm: number[][];
  /** Its mean square, mm2: `[skin][dot]`. */
  readonly meanSquareMm2: number[][];
}

const BATCHES = 16;

/**
 * R/R0 over every dot at every dose in every skin from the same photons: skins that scatter alike
 * share paths, their absorption is weighed in afterwards (white Monte Carlo, Alerstam 2008), and a
 * dose only weighs the way inside a dot.
 */
export function surveyDots(
  skins: readonly (readonly LayerOptics[])[],
  dots: readonly SurveyDot[],
  dosesPerMm: readonly number[],
  photons: number,
  seed: number,
  firstPhoton = 0,
): SurveyResult {
  const walk = new PhotonWalk(leastAbsorbing(skins), seed);
  const cell = (skin: number, dot: number, dose: number) =>
    (skin * dots.length + dot) * (dosesPerMm.length + 2) + dose;
  const size = skins.length * dots.length * (dosesPerMm.length + 2);
  const lost = Array.from({ length: BATCHES }, () => new Float64Array(size));
  const whole = Array.from({ length: BATCHES }, () => new Float64Array(skins.length));
  const weights = new Float64Array(skins.length);
  const offset = { x: 0, y: 0 };
  for (let id = firstPhoton; id < firstPhoton + photons; id++) {
    walk.walk(id);
    if (walk.end !== LEFT_TOP) continue;
    const batch = id % BATCHES;
    for (const [s, layers] of skins.entries()) {
      let depth = 0;
      for (const [l, layer] of layers.entries()) depth += layer.absorptionPerMm * walk.lengths[l]!;
      weights[s] = walk.boost * Math.exp(-depth);
      whole[batch]![s]! += weights[s]!;
    }
    // Where in the cell of a field this photon starts.
    offset.x = (id * 0.7548776662466927) % 1;
    offset.y = (id * 0.5698402909980532) % 1;
    for (const [d, dot] of dots.entries()) {
      const inside = wayInside(walk, dot, offset);
      if (inside === 0) continue;
      const sums = lost[batch]!;
      for (let s = 0; s < skins.length; s++) {
        const w = weights[s]!;
        for (let k = 0; k < dosesPerMm.length; k++) {
          sums[cell(s, d, k)]! += -w * Math.expm1(-dosesPerMm[k]! * inside);
        }
        sums[cell(s, d, dosesPerMm.length)]! += w * inside;
        sums[cell(s, d, dosesPerMm.length + 1)]! += w * inside * inside;
      }
    }
  }
  const entered = (s: number) => whole.reduce((sum, batch) => sum + batch[s]!, 0);
  const ratio = (s: number, d: number, k: number) => {
    const above = lost.map((sums) => sums[cell(s, d, k)]!);
    const total = above.reduce((sum, value) => sum + value, 0);
    const value = total / entered(s);
    let squares = 0;
    for (let b = 0; b < BATCHES; b++) {
      squares += ((total - above[b]!) / (entered(s) - whole[b]![s]!) - value) ** 2;
    }
    return { value, error: Math.sqrt(((BATCHES - 1) / BATCHES) * squares) };
  };
  const table = skins.map((_, s) =>
    dots.map((_, d) => [...dosesPerMm.keys()].map((k) => ratio(s, d, k))),
  );
  return {
    photons,
    bare: skins.map((_, s) => entered(s) / photons),
    dark: table.map((rows) => rows.map((row) => row.map(({ value }) => value))),
    standardError: table.map((rows) => rows.map((row) => row.map(({ error }) => error))),
    meanPathMm: skins.map((_, s) => dots.map((_, d) => ratio(s, d, dosesPerMm.length).value)),
    meanSquareMm2: skins.map((_, s) =>
      dots.map((_, d) => ratio(s, d, dosesPerMm.length + 1).value),
    ),
  };
}

// Way of the whole path inside a dot whose axis stands at x = lateral, or on a grid.
function wayInside(
  walk: PhotonWalk,
  dot: SurveyDot,
  start: { readonly x: number; readonly y: number },
): number {
  const { x, y, z, corners } = walk;
  const { topMm, bottomMm, radiusMm, spacingMm } = dot;
  const isField = spacingMm > 0;
  const rowMm = (Math.sqrt(3) / 2) * spacingMm;
  const shiftX = isField ? (start.x + start.y / 2) * spacingMm : dot.lateralMm;
  const shiftY = isField ? start.y * rowMm : 0;
  if (dot.partner) {
    const { xMm, zMm } = dot.partner;
    const { partner: _, ...alone } = dot;
    const other = { ...alone, lateralMm: dot.lateralMm - xMm };
    return (
      wayInside(walk, alone, start) +
      wayInside(walk, { ...other, topMm: topMm + zMm, bottomMm: bottomMm + zMm }, start)
    );
  }
  let lengthMm = 0;
  for (let i = 0; i + 1 < corners; i++) {
    const z0 = z[i]!;
    const z1 = z[i + 1]!;
    if ((z0 <= topMm && z1 <= topMm) || (z0 >= bottomMm && z1 >= bottomMm)) continue;
    const x0 = x[i]! + shiftX;
    const x1 = x[i + 1]! + shiftX;
    const y0 = y[i]! + shiftY;
    const y1 = y[i + 1]! + shiftY;
    if (!isField) {
      if ((x0 > radiusMm && x1 > radiusMm) || (x0 < -radiusMm && x1 < -radiusMm)) continue;
      if ((y0 > radiusMm && y1 > radiusMm) || (y0 < -radiusMm && y1 < -radiusMm)) continue;
      lengthMm += chordMm(dot, x0, y0, z0, x1, y1, z1);
      continue;
    }
    const firstY = Math.ceil((Math.min(y0, y1) - radiusMm) / rowMm);
    const lastY = Math.floor((Math.max(y0, y1) + radiusMm) / rowMm);
    for (let j = firstY; j <= lastY; j++) {
      const lastX = Math.floor((Math.max(x0, x1) + radiusMm) / spacingMm - j / 2);
      for (
        let copy = Math.ceil((Math.min(x0, x1) - radiusMm) / spacingMm - j / 2);
        copy <= lastX;
        copy++
      ) {
        const [dx, dy] = [(copy + j / 2) * spacingMm, j * rowMm];
        lengthMm += chordMm(dot, x0 - dx, y0 - dy, z0, x1 - dx, y1 - dy, z1);
      }
    }
  }
  return lengthMm;
}

// Of a straight step from one corner to the next.
function chordMm(
  { shape, topMm, bottomMm, radiusMm }: SurveyDot,
  x: number,
  y: number,
  z: number,
  x1: number,
  y1: number,
  z1: number,
): number {
  const dx = x1 - x;
  const dy = y1 - y;
  const dz = z1 - z;
  const length = Math.sqrt(dx * dx + dy * dy + dz * dz);
  // In shares of the step: a t^2 + 2 b t + c < 0 inside.
  let [low, high] = [0, 1];
  let [a, b, c] = [dx * dx + dy * dy, x * dx + y * dy, x * x + y * y - radiusMm * radiusMm];
  if (shape === 'sphere') {
    const middle = z - (topMm + bottomMm) / 2;
    a += dz * dz;
    b += middle * dz;
    c += middle * middle;
  } else if (dz !== 0) {
    const t0 = (topMm - z) / dz;
    const t1 = (bottomMm - z) / dz;
    low = Math.max(low, Math.min(t0, t1));
    high = Math.min(high, Math.max(t0, t1));
  }
  const root = b * b - a * c;
  if (a < 1e-18 ? c >= 0 : root <= 0) return 0;
  if (a >= 1e-18) {
    const half = Math.sqrt(root);
    low = Math.max(low, (-b - half) / a);
    high = Math.min(high, (-b + half) / a);
  }
  return Math.max(0, high - low) * length;
}
