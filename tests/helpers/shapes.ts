import type { Vec3 } from '../../src/base/vec3.ts';
import { type Head, LANDMARKS } from '../../src/head/head.ts';
import type { SurfaceMesh } from '../../src/surface/surface-mesh.ts';

/** A mesh from points in millimetres; normals and occlusion are placeholders. */
export function meshOf(pointsMm: readonly Vec3[], triangles: ArrayLike<number>): SurfaceMesh {
  return {
    positionsUm: Int32Array.from(pointsMm.flat(), (mm) => Math.round(mm * 1000)),
    triangles: Uint32Array.from(triangles),
    normals: new Float32Array(pointsMm.length * 3),
    occlusion: new Float32Array(pointsMm.length).fill(1),
  };
}

/** An icosahedron with every face cut into `cuts` squared, pushed onto an ellipsoid. */
export function ellipsoidMesh(
  cuts: number,
  radiiMm: Vec3,
  centreMm: Vec3 = [0, 0, 0],
): SurfaceMesh {
  const g = (1 + Math.sqrt(5)) / 2;
  const base: Vec3[] = [
    [-1, g, 0],
    [1, g, 0],
    [-1, -g, 0],
    [1, -g, 0],
    [0, -1, g],
    [0, 1, g],
    [0, -1, -g],
    [0, 1, -g],
    [g, 0, -1],
    [g, 0, 1],
    [-g, 0, -1],
    [-g, 0, 1],
  ];
  const faces = [
    [0, 11, 5],
    [0, 5, 1],
    [0, 1, 7],
    [0, 7, 10],
    [0, 10, 11],
    [1, 5, 9],
    [5, 11, 4],
    [11, 10, 2],
    [10, 7, 6],
    [7, 1, 8],
    [3, 9, 4],
    [3, 4, 2],
    [3, 2, 6],
    [3, 6, 8],
    [3, 8, 9],
    [4, 9, 5],
    [2, 4, 11],
    [6, 2, 10],
    [8, 6, 7],
    [9, 8, 1],
  ] as const;
  const points: Vec3[] = [];
  const triangles: number[] = [];
  const known = new Map<string, number>();
  for (const [a, b, c] of faces) {
    const at = (i: number, j: number) => {
      const mix = [0, 1, 2].map(
        (k) => (base[a]![k]! * (cuts - i - j) + base[b]![k]! * i + base[c]![k]! * j) / cuts,
      );
      const size = Math.sqrt(mix[0]! ** 2 + mix[1]! ** 2 + mix[2]! ** 2);
      const point = mix.map((m, k) => centreMm[k]! + (radiiMm[k]! * m) / size);
      const key = point.map((m) => Math.round(m * 100)).join();
      const old = known.get(key);
      if (old !== undefined) return old;
      points.push(point as unknown as Vec3);
      known.set(key, points.length - 1);
      return points.length - 1;
    };
    for (let i = 0; i < cuts; i++) {
      for (let j = 0; j < cuts - i; j++) {
        triangles.push(at(i, j), at(i + 1, j), at(i, j + 1));
        if (i + j < cuts - 1) triangles.push(at(i + 1, j), at(i + 1, j + 1), at(i, j + 1));
      }
    }
  }
  return meshOf(points, triangles);
}

/** Half axes and centre of a head without face, neck and ears. */
export const EGG = { radiiMm: [76, 100, 99] as Vec3, centreMm: [0, 30, -2] as Vec3 };

/** An ellipsoid with landmarks where a head has them: enough for rules and patterns. */
export function eggHead(cuts = 36): Head {
  const { radiiMm: r, centreMm: c } = EGG;
  const on = (x: number, y: number, z: number): Vec3 => {
    const d = [x - c[0], y - c[1], z - c[2]] as const;
    const size = Math.sqrt((d[0] / r[0]) ** 2 + (d[1] / r[1]) ** 2 + (d[2] / r[2]) ** 2);
    return [c[0] + d[0] / size, c[1] + d[1] / size, c[2] + d[2] / size];
  };
  const half = {
    nasion: on(0, 15, 90),
    glabella: on(0, 33, 96),
    trichion: on(0, 100, 72),
    vertex: on(0, 130, -2),
    opisthocranion: on(0, 30, -100),
    inion: on(0, 4, -95),
    menton: on(0, -60, 40),
    tragionLeft: on(72, 0, 0),
    euryonLeft: on(76, 40, -10),
    frontotemporaleLeft: on(53, 45, 71),
    canthusLeft: on(48, 12, 74),
    pupilLeft: on(32, 12, 84),
  };
  const landmarks = Object.fromEntries(
    LANDMARKS.map((name) => {
      const left = half[name.replace('Right', 'Left') as keyof typeof half];
      return [name, name.endsWith('Right') ? [-left[0], left[1], left[2]] : left];
    }),
  ) as unknown as Head['landmarks'];
  const mesh = ellipsoidMesh(cuts, r, c);
  return { mesh, landmarks, scalp: new Uint8Array(mesh.positionsUm.length / 3).fill(1) };
}

/** The same mesh with its vertices and triangles numbered in another order. */
export function shuffled(mesh: SurfaceMesh, seed = 7): { mesh: SurfaceMesh; newOf: Uint32Array } {
  const count = mesh.positionsUm.length / 3;
  const newOf = Uint32Array.from({ length: count }, (_, i) => i);
  let state = seed;
  for (let i = count - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = state % (i + 1);
    [newOf[i], newOf[j]] = [newOf[j]!, newOf[i]!];
  }
  const positionsUm = new Int32Array(mesh.positionsUm.length);
  for (let v = 0; v < count; v++) {
    for (let k = 0; k < 3; k++) positionsUm[3 * newOf[v]! + k] = mesh.positionsUm[3 * v + k]!;
  }
  const faces = mesh.triangles.length / 3;
  const triangles = new Uint32Array(mesh.triangles.length);
  for (let t = 0; t < faces; t++) {
    const to = (t * 7919) % faces;
    for (let k = 0; k < 3; k++) {
      // Faces keep their winding but start at another corner.
      triangles[3 * to + k] = newOf[mesh.triangles[3 * t + ((k + 1) % 3)]!]!;
    }
  }
  return { mesh: { ...mesh, positionsUm, triangles }, newOf };
}
