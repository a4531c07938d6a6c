import type { TriangleSoup } from '../triangle-soup.ts';
import type { HalfGrid } from './half-grid.ts';

/**
 * Surface nets of a field that is symmetric in x, right half only (x >= 0).
 *
 * The grid straddles the midline, so the first column of cells lies on it: its vertices are put at
 * x = 0 exactly and mirroring closes the mesh.
 */
export function surfaceNetsHalf(grid: HalfGrid): TriangleSoup {
  const cells = placeVertices(grid);
  return { positions: Float64Array.from(cells.positions), triangles: quads(grid, cells.vertexOf) };
}

/** One vertex a cell that the surface passes through: the mean of the crossings on its edges. */
function placeVertices({ n, origin, step, values }: HalfGrid) {
  const vertexOf = new Int32Array(values.length).fill(-1);
  const positions: number[] = [];
  const dx = [0, 1, 0, 1, 0, 1, 0, 1];
  const dy = [0, 0, 1, 1, 0, 0, 1, 1];
  const dz = [0, 0, 0, 0, 1, 1, 1, 1];
  const corner = new Float64Array(8);
  for (let z = 0; z + 1 < n[2]; z++) {
    for (let y = 0; y + 1 < n[1]; y++) {
      for (let x = 0; x + 1 < n[0]; x++) {
        const cell = (z * n[1] + y) * n[0] + x;
        let inside = 0;
        for (let c = 0; c < 8; c++) {
          corner[c] = values[cell + dx[c]! + n[0] * (dy[c]! + n[1] * dz[c]!)]!;
          if (corner[c]! < 0) inside++;
        }
        if (inside === 0 || inside === 8) continue;
        let [sx, sy, sz, count] = [0, 0, 0, 0];
        for (let a = 0; a < 8; a++) {
          for (const bit of [1, 2, 4]) {
            const b = a | bit;
            if (a === b || corner[a]! < 0 === corner[b]! < 0) continue;
            const t = corner[a]! / (corner[a]! - corner[b]!);
            sx += dx[a]! + t * (dx[b]! - dx[a]!);
            sy += dy[a]! + t * (dy[b]! - dy[a]!);
            sz += dz[a]! + t * (dz[b]! - dz[a]!);
            count++;
          }
        }
        vertexOf[cell] = positions.length / 3;
        positions.push(
          x === 0 ? 0 : origin[0] + step * (x + sx / count),
          origin[1] + step * (y + sy / count),
          origin[2] + step * (z + sz / count),
        );
      }
    }
  }
  return { positions, vertexOf };
}

/** Two triangles around every grid edge that changes sign, counter-clockwise from outside. */
function quads({ n, values }: HalfGrid, vertexOf: Int32Array): Uint32Array {
  const out: number[] = [];
  const stride = [1, n[0], n[0] * n[1]] as const;
  for (let z = 1; z + 1 < n[2]; z++) {
    for (let y = 1; y + 1 < n[1]; y++) {
      for (let x = 1; x + 1 < n[0]; x++) {
        const at = (z * n[1] + y) * n[0] + x;
        for (const axis of [0, 1, 2] as const) {
          const inside = values[at]! < 0;
          if (inside === values[at + stride[axis]]! < 0) continue;
          const s = stride[((axis + 1) % 3) as 0 | 1 | 2];
          const t = stride[((axis + 2) % 3) as 0 | 1 | 2];
          const quad = [at - s - t, at - t, at, at - s].map((cell) => vertexOf[cell]!);
          if (!inside) quad.reverse();
          const [a, b, c, d] = quad as [number, number, number, number];
          out.push(a, b, c, a, c, d);
        }
      }
    }
  }
  return Uint32Array.from(out);
}
