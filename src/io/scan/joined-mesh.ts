import type { FileMesh } from './scan-file.ts';

/** One mesh of several, in their order. */
export function joinedMesh(pieces: readonly FileMesh[]): FileMesh {
  const count = (of: 'positions' | 'triangles') =>
    pieces.reduce((sum, piece) => sum + piece[of].length, 0);
  const positions = new Float64Array(count('positions'));
  const triangles = new Uint32Array(count('triangles'));
  let [v, t] = [0, 0];
  for (const piece of pieces) {
    positions.set(piece.positions, 3 * v);
    for (const corner of piece.triangles) triangles[t++] = corner + v;
    v += piece.positions.length / 3;
  }
  return { positions, triangles };
}
