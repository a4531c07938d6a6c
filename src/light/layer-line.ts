import {
  cholesky,
  type Matrix,
  solveLower,
  takeSquare,
  timesTransposed,
  transposedTimes,
} from '../base/matrix.ts';
import type { LayerModes } from './layer-modes.ts';

/** A layer of some thickness as its modes see it, one value a mode. */
export interface LayerLine {
  /** rate * tanh(rate * thickness). */
  readonly inlet: Float64Array;
  /** tanh(rate * thickness) / rate. */
  readonly hold: Float64Array;
  /** 1 / cosh(rate * thickness). */
  readonly passed: Float64Array;
}

/** So much of a layer with these modes. */
export function layerLine({ rates }: LayerModes, thicknessMm: number): LayerLine {
  const size = rates.length;
  const inlet = new Float64Array(size);
  const hold = new Float64Array(size);
  const passed = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const rate = rates[i]!;
    const tangent = Math.tanh(rate * thicknessMm);
    inlet[i] = rate * tangent;
    hold[i] = tangent / rate;
    // Nothing from 1e-74 on: products of such shares would be subnormal numbers, which are slow.
    passed[i] = rate * thicknessMm < 170 ? 1 / Math.cosh(rate * thicknessMm) : 0;
  }
  return { inlet, hold, passed };
}

/**
 * `(1/y + hold)^-1`, for the admittance y of all that lies behind a line: what b at the far end is
 * of what `passed` leaves of a at the near one.
 */
export function through({ hold }: LayerLine, admittance: Matrix): Matrix {
  // y - y h (1 + h y h)^-1 h y with h the root of `hold`: what is inverted is positive, and
  // nothing large cancels, however thin or thick the line.
  const size = hold.length;
  const [loop, rows] = roomFor(size * size);
  for (let i = 0; i < size; i++) {
    const row = i * size;
    const root = Math.sqrt(hold[i]!);
    for (let j = 0; j < size; j++) rows[row + j] = root * admittance[row + j]!;
    for (let j = 0; j <= i; j++) loop[row + j] = rows[row + j]! * Math.sqrt(hold[j]!);
    loop[row + i]! += 1;
  }
  solveLower(cholesky(loop, size), rows, size);
  const out = admittance.slice();
  takeSquare(out, rows, size);
  return out;
}

// Kept between calls, which never overlap: a footprint is hundreds of them.
let room: readonly [Matrix, Matrix] = [new Float64Array(144), new Float64Array(144)];

function roomFor(length: number): readonly [Matrix, Matrix] {
  if (room[0].length < length) room = [new Float64Array(length), new Float64Array(length)];
  return room;
}

/** Admittance at the near end of a line, from what `through` says. */
export function before({ inlet, passed }: LayerLine, inside: Matrix): Matrix {
  const size = inlet.length;
  const out = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      out[i * size + j] = passed[i]! * inside[i * size + j]! * passed[j]!;
    }
    out[i * size + i]! += inlet[i]!;
  }
  return out;
}

/** An admittance in the modes of another layer. */
export function inModes(admittance: Matrix, old: LayerModes, wanted: LayerModes): Matrix {
  if (old === wanted) return admittance;
  const size = wanted.rates.length;
  const turn = timesTransposed(old.differences, wanted.sums, size);
  return transposedTimes(turn, transposedTimes(admittance, turn, size), size);
}

/** Admittance in the modes of a layer of something with one value a direction: d = value * s. */
export function ofDirections(values: Float64Array, { sums }: LayerModes): Matrix {
  const size = values.length;
  const scaled = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) scaled[i * size + j] = sums[i * size + j]! * values[j]!;
  }
  return timesTransposed(scaled, sums, size);
}
