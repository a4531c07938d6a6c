import { DotworkError } from '../base/errors.ts';
import type { SurfaceMesh } from '../surface/surface-mesh.ts';
import { vertexNormals } from '../surface/vertex-normals.ts';
import type { BaseHead } from './base-head.ts';
import type { Head } from './head.ts';
import { headTapes, measureAll } from './head-tapes.ts';
import { loadBaseHead } from './load-base-head.ts';
import {
  type HeadBase,
  MEASURES,
  type Measures,
  measureLabel,
  measureRangeMm,
  TRICHION_MM,
} from './measures.ts';
import { upTheMidline } from './midline.ts';
import type { Fitter } from './shape/fit-measures.ts';
import { MODES, type ModeWeights, modeBasis, moveLandmarks } from './shape/head-modes.ts';
import { workshop } from './shape/head-workshop.ts';

/** A head as anthropometry describes it: a mean, and the measures that differ from it. */
export interface HeadSpec {
  readonly base: HeadBase;
  /** Tape and calliper measures, mm. Those left out follow the mean shape. */
  readonly measuresMm?: Partial<Measures>;
}

/** A fit further off than this is refused: the measures contradict each other. */
const TOLERANCE_MM = 1;
/**
 * So is a shape this many prior spreads from the mean: all corners of the 5th to the 95th percentile,
 * with a circumference that people of that length and breadth have, stay below 3.
 */
export const MAX_STRAIN = 4;

/**
 * Makes a head that measures what the specification says, within 1 mm on the tape.
 *
 * Triangles, vertex ids and the meaning of landmarks are the same for every head; the same
 * specification gives the same integers on every machine.
 */
export async function makeHead(spec: HeadSpec): Promise<Head> {
  checkRanges(spec.measuresMm ?? {});
  const { base, fit, mirror } = await workshop(spec.base);
  const weights = solve(fit, spec.measuresMm ?? {});
  const positionsUm = deform(base, weights, mirror.sources);
  const mesh: SurfaceMesh = {
    positionsUm,
    triangles: mirror.triangles.slice(),
    normals: vertexNormals(positionsUm, mirror.triangles),
    occlusion: Float32Array.from(mirror.sources, (v) => base.occlusion[v]! / 255),
  };
  const landmarks = moveLandmarks(base, weights);
  return {
    mesh,
    landmarks: {
      ...landmarks,
      trichion: upTheMidline(mesh, landmarks.glabella, TRICHION_MM[spec.base]),
    },
    scalp: Uint8Array.from(mirror.sources, (v) => base.scalp[v]!),
  };
}

/**
 * Whether there is such a head, without making it: rejects with the same `mesh` error as
 * {@link makeHead} where measures are out of range or contradict each other.
 */
export async function checkMeasures(spec: HeadSpec): Promise<void> {
  checkRanges(spec.measuresMm ?? {});
  solve((await workshop(spec.base)).fit, spec.measuresMm ?? {});
}

/** Reads the tapes of a head that `makeHead` made, mm. */
export async function measureHead(head: Head): Promise<Measures> {
  const shipped = await loadBaseHead();
  if (head.mesh.triangles.length !== shipped.triangles.length * 2) {
    throw new Error('Only parametric heads can be measured by their vertex ids.');
  }
  const positionsMm = Float64Array.from(head.mesh.positionsUm, (um) => um / 1000);
  return measureAll(headTapes(shipped), { positionsMm, landmarks: head.landmarks });
}

function checkRanges(measuresMm: Partial<Measures>): void {
  for (const name of MEASURES) {
    const mm = measuresMm[name];
    if (mm === undefined) continue;
    const [min, max] = measureRangeMm(name);
    if (mm >= min && mm <= max) continue;
    throw new DotworkError(
      'mesh',
      `${measureLabel(name)} of ${mm} mm is outside what heads measure.`,
      `Give a value from ${min} to ${max} mm.`,
    );
  }
}

/** First the mean head of the base, then from there to the measures asked for. */
function solve(fit: Fitter, measuresMm: Partial<Measures>): ModeWeights {
  const { mean } = fit;
  const asked = MEASURES.filter((name) => measuresMm[name] !== undefined);
  if (asked.length === 0) return mean.weights;
  const { weights, reached } = fit.fit(measuresMm, mean.weights);
  const off = (name: (typeof asked)[number]) => Math.abs(reached[name]! - measuresMm[name]!);
  const strain = weights.map((w, k) => Math.abs(w - mean.weights[k]!) / MODES[k]!.prior);
  if (asked.every((name) => off(name) <= TOLERANCE_MM) && Math.max(...strain) <= MAX_STRAIN) {
    return weights;
  }
  const list = asked.map((name) => `${measureLabel(name).toLowerCase()} ${measuresMm[name]} mm`);
  throw new DotworkError(
    'mesh',
    `These measures contradict each other: no head has ${list.join(', ')}.`,
    'Change one, or leave one out.',
  );
}

function deform(base: BaseHead, weights: ModeWeights, sources: Uint32Array): Int32Array {
  const half = base.earShare.length;
  const every = Uint32Array.from({ length: half }, (_, v) => v);
  const moved = new Float64Array(half * 3);
  for (let i = 0; i < moved.length; i++) moved[i] = base.positionsUm[i]!;
  for (const [k, displacement] of modeBasis(base, every).entries()) {
    const weightUm = weights[k]! * 1000;
    for (let i = 0; i < moved.length; i++) moved[i]! += weightUm * displacement[i]!;
  }
  const out = new Int32Array(sources.length * 3);
  for (let i = 0; i < sources.length; i++) {
    const v = sources[i]! * 3;
    // Rounding the left side and mirroring the integer keeps both sides equal.
    out[i * 3] = (i < half ? 1 : -1) * Math.round(moved[v]!);
    out[i * 3 + 1] = Math.round(moved[v + 1]!);
    out[i * 3 + 2] = Math.round(moved[v + 2]!);
  }
  return out;
}
