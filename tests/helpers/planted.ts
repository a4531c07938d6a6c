import type { Vec3 } from '../../src/base/vec3.ts';
import { distance } from '../../src/base/vec3.ts';
import type { Head } from '../../src/head/head.ts';
import { makeHead } from '../../src/head/parametric-head.ts';
import { simplified } from '../../src/io/scan/simplify.ts';
import type { Mesh } from './scan-files.ts';

/*
 * Our own heads, light enough for quick tests, and ways to plant into them what scans of real
 * people have.
 */

export type Move = (p: Vec3) => Vec3;

/** The mean man and a scan of him in millimetres, of some `triangles`. */
export async function manScan(triangles = 14_000): Promise<{ man: Head; scan: Mesh }> {
  const man = await makeHead({ base: 'male' });
  const positions = Float64Array.from(man.mesh.positionsUm, (um) => um / 1000);
  const { mesh } = await simplified({ positions, triangles: man.mesh.triangles }, triangles);
  return { man, scan: mesh };
}

/** Every point moved; the triangles are the copy's own. */
export function moved({ positions: p, triangles }: Mesh, move: Move): Mesh {
  const out = new Float64Array(p.length);
  for (let i = 0; i < p.length; i += 3) out.set(move([p[i]!, p[i + 1]!, p[i + 2]!]), i);
  return { positions: out, triangles: triangles.slice() };
}

/** The triangles all of whose corners are wanted. */
export function kept({ positions: p, triangles }: Mesh, wanted: (p: Vec3) => boolean): Mesh {
  const at = (v: number): Vec3 => [p[3 * v]!, p[3 * v + 1]!, p[3 * v + 2]!];
  const left = triangles.filter((_, i) => {
    const t = i - (i % 3);
    return [0, 1, 2].every((k) => wanted(at(triangles[t + k]!)));
  });
  return { positions: p.slice(), triangles: left };
}

/** Two meshes in one, not joined. */
export function together(a: Mesh, b: Mesh): Mesh {
  const shift = a.positions.length / 3;
  return {
    positions: Float64Array.from([...a.positions, ...b.positions]),
    triangles: Uint32Array.from([...a.triangles, ...b.triangles.map((v) => v + shift)]),
  };
}

/** Shifts what lies round a point, less with distance: full within a third of `reachMm`. */
export function nudge(at: Vec3, by: Vec3, reachMm: number): Move {
  return (p) => {
    const near = Math.exp(-((distance(p, at) / reachMm) ** 4));
    return [p[0] + near * by[0], p[1] + near * by[1], p[2] + near * by[2]];
  };
}

/** One move after the other. */
export function inTurn(...moves: readonly Move[]): Move {
  return (p) => moves.reduce((at, move) => move(at), p);
}
