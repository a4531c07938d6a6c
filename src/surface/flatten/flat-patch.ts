import type { Vec3 } from '../../base/vec3.ts';
import { distance, dot, pointAt, sub } from '../../base/vec3.ts';
import { nearestPoint } from '../nearest.ts';
import type { Surface } from '../topology.ts';

/** A place on paper, mm. */
export type PaperPoint = readonly [x: number, y: number];

/** Farther from the piece than this a point is not on it, mm: chords of lines dip this far below the skin. */
const OFF_MM = 0.3;
/** The edge itself belongs to the paper, whatever rounding says, mm. */
const EDGE_MM = 1e-6;

/** A piece of skin and where it lies on paper. */
export class FlatPatch {
  readonly surface: Surface;
  /** Two per vertex, mm. */
  readonly paper: Float64Array;
  /** How far inside the edge of the paper each vertex lies, mm; below zero it is cut away. */
  readonly insideMm: Float64Array;

  constructor(surface: Surface, paper: Float64Array, insideMm: Float64Array) {
    this.surface = surface;
    this.paper = paper;
    this.insideMm = insideMm;
  }

  /** Where a point of the head lies on paper; undefined if it is not on it. */
  place(at: Vec3): PaperPoint | undefined {
    const { surface, paper } = this;
    const { pointMm, triangle } = nearestPoint(surface, at);
    if (distance(pointMm, at) > OFF_MM) return undefined;
    const corner = (k: number) => surface.triangles[3 * triangle + k]!;
    const a = pointAt(surface.positionsMm, corner(0));
    const u = sub(pointAt(surface.positionsMm, corner(1)), a);
    const v = sub(pointAt(surface.positionsMm, corner(2)), a);
    const w = sub(pointMm, a);
    const [uu, uv, vv, uw, vw] = [dot(u, u), dot(u, v), dot(v, v), dot(u, w), dot(v, w)];
    const det = uu * vv - uv * uv;
    const b = det > 0 ? (vv * uw - uv * vw) / det : 0;
    const c = det > 0 ? (uu * vw - uv * uw) / det : 0;
    const mixed = (of: (vertex: number) => number) =>
      (1 - b - c) * of(corner(0)) + b * of(corner(1)) + c * of(corner(2));
    if (mixed((vertex) => this.insideMm[vertex]!) < -EDGE_MM) return undefined;
    return [mixed((vertex) => paper[2 * vertex]!), mixed((vertex) => paper[2 * vertex + 1]!)];
  }

  /** The same piece with another paper under it: turned, shifted or mirrored. */
  moved(to: (at: PaperPoint) => PaperPoint): FlatPatch {
    const paper = new Float64Array(this.paper.length);
    for (let v = 0; v < paper.length; v += 2) {
      paper.set(to([this.paper[v]!, this.paper[v + 1]!]), v);
    }
    return new FlatPatch(this.surface, paper, this.insideMm);
  }
}
