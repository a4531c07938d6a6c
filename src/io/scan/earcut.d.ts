/** The copy of mapbox/earcut that three ships, without words on its types. */
declare module 'three/src/extras/lib/earcut.js' {
  /** Corners of triangles over a polygon of x, y pairs. */
  export default function earcut(flat: readonly number[]): number[];
}
