/** A triangle mesh as plain arrays: three coordinates a vertex (mm), three indices a triangle. */
export interface TriangleSoup {
  readonly positions: Float64Array;
  readonly triangles: Uint32Array;
}

/**
 * Mirrors a half mesh (x >= 0) across the midline. Vertices at exactly x = 0 are shared, the
 * others appear twice: first the half in its own order, then the images in the same order.
 */
export function mirrorTriangles(
  onMidline: (vertex: number) => boolean,
  vertexCount: number,
  triangles: Uint32Array,
): { readonly twin: Uint32Array; readonly sources: Uint32Array; readonly triangles: Uint32Array } {
  const twin = new Uint32Array(vertexCount);
  const sources: number[] = [];
  for (let v = 0; v < vertexCount; v++) sources.push(v);
  for (let v = 0; v < vertexCount; v++) {
    if (onMidline(v)) {
      twin[v] = v;
    } else {
      twin[v] = sources.length;
      sources.push(v);
    }
  }
  const both = new Uint32Array(triangles.length * 2);
  both.set(triangles);
  for (let t = 0; t < triangles.length; t += 3) {
    // Mirroring turns a triangle over, so two corners change places.
    both[triangles.length + t] = twin[triangles[t]!]!;
    both[triangles.length + t + 1] = twin[triangles[t + 2]!]!;
    both[triangles.length + t + 2] = twin[triangles[t + 1]!]!;
  }
  return { twin, sources: Uint32Array.from(sources), triangles: both };
}
