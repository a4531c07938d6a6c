/**
 * Unit vertex normals, each triangle weighted by sine over the product of its edges at the vertex:
 * exact for a sphere whatever its triangles. Max 1999, "Weights for Computing Vertex Normals from
 * Facet Normals", Journal of Graphics Tools 4(2). Needs no arc cosine.
 */
export function vertexNormals(
  positionsUm: ArrayLike<number>,
  triangles: Uint32Array,
): Float32Array {
  const sum = new Float64Array(positionsUm.length);
  for (let t = 0; t < triangles.length; t += 3) {
    for (let k = 0; k < 3; k++) {
      const v = triangles[t + k]! * 3;
      const a = triangles[t + ((k + 1) % 3)]! * 3;
      const b = triangles[t + ((k + 2) % 3)]! * 3;
      const ax = positionsUm[a]! - positionsUm[v]!;
      const ay = positionsUm[a + 1]! - positionsUm[v + 1]!;
      const az = positionsUm[a + 2]! - positionsUm[v + 2]!;
      const bx = positionsUm[b]! - positionsUm[v]!;
      const by = positionsUm[b + 1]! - positionsUm[v + 1]!;
      const bz = positionsUm[b + 2]! - positionsUm[v + 2]!;
      const weight = 1 / ((ax * ax + ay * ay + az * az) * (bx * bx + by * by + bz * bz));
      sum[v]! += weight * (ay * bz - az * by);
      sum[v + 1]! += weight * (az * bx - ax * bz);
      sum[v + 2]! += weight * (ax * by - ay * bx);
    }
  }
  const normals = new Float32Array(sum.length);
  for (let v = 0; v < sum.length; v += 3) {
    const [x, y, z] = [sum[v]!, sum[v + 1]!, sum[v + 2]!];
    const length = Math.sqrt(x * x + y * y + z * z);
    normals[v] = x / length;
    normals[v + 1] = y / length;
    normals[v + 2] = z / length;
  }
  return normals;
}
