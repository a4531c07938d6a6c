import { distanceFromCurve, FAR_MM } from '../../surface/geodesic.ts';
import { insideOf } from '../inside.ts';
import { positiveAreaMm2 } from '../regions.ts';
import type { ScalpBase } from '../scalp-base.ts';
import { type Hairline, hairline } from './hairline.ts';
import type { HairlineSpec } from './hairline-spec.ts';

/** Distances that follow from a hairline, in 64ths of a millimetre. */
export interface BoundaryFields {
  readonly hairline: Hairline;
  /** Along the skin to the closed boundary; positive on the skin to be treated. */
  readonly boundaryDistance64: Int32Array;
  /**
   * Along the skin to the front part; negative on forehead and temple in front of it, positive
   * elsewhere, also beyond ears and nape.
   */
  readonly frontDistance64: Int32Array;
  /** Area inside the boundary. */
  readonly areaMm2: number;
}

/** How much nearer the whole boundary may be for a point still to lie in front of the front, mm. */
export const FRONT_SLACK_MM = 0.5;

/** Exact distances from a hairline. The slow part of the fields: two solves over the mesh. */
export function boundaryFields(base: ScalpBase, spec: HairlineSpec): BoundaryFields {
  const { surface } = base;
  const line = hairline(base.head, spec);
  const toEdge = distanceFromCurve(surface, line.boundary, true);
  const front = line.boundary.subarray(0, 3 * line.frontCount);
  const toFront = distanceFromCurve(surface, front, false);
  const inside = insideOf(surface, toEdge, line.boundary, base.centre);
  const boundaryDistance64 = new Int32Array(surface.vertexCount);
  const frontDistance64 = new Int32Array(surface.vertexCount);
  for (let v = 0; v < surface.vertexCount; v++) {
    const before = !inside[v] && toFront[v]! - toEdge[v]! <= FRONT_SLACK_MM;
    boundaryDistance64[v] = in64ths(inside[v] ? toEdge[v]! : -toEdge[v]!);
    frontDistance64[v] = in64ths(before ? -toFront[v]! : toFront[v]!);
  }
  return {
    hairline: line,
    boundaryDistance64,
    frontDistance64,
    areaMm2: positiveAreaMm2(surface, boundaryDistance64),
  };
}

/** Signed distance to a closed curve near it, mm; further than `bandMm` it is +- `FAR_MM`. */
export function signedBand(base: ScalpBase, curve: Float64Array, bandMm: number): Float64Array {
  const distance = distanceFromCurve(base.surface, curve, true, bandMm);
  const inside = insideOf(base.surface, distance, curve, base.centre);
  return distance.map((mm, v) => (inside[v] ? Math.min(mm, FAR_MM) : -mm));
}

function in64ths(mm: number): number {
  return Math.round(64 * mm);
}
