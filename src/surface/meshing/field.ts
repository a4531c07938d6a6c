/** A signed distance-like function, millimetres: negative inside, zero on the surface. */
export type Field = (x: number, y: number, z: number) => number;

type Triple = readonly [number, number, number];

/** An axis-aligned box that says how far a point is at least from what it holds. */
export interface Box {
  readonly lo: Triple;
  readonly hi: Triple;
}
