import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HalfGrid } from '../../../src/surface/meshing/half-grid.ts';
import { improveAngles } from '../../../src/surface/meshing/improve-angles.ts';
import { meshCensus, minAnglesDeg } from '../../../src/surface/meshing/mesh-census.ts';
import { surfaceNetsHalf } from '../../../src/surface/meshing/surface-nets.ts';
import { makeWellComposed } from '../../../src/surface/meshing/well-composed.ts';
import { WorstAngle } from '../../../src/surface/meshing/worst-angle.ts';
import { mirrorTriangles, type TriangleSoup } from '../../../src/surface/triangle-soup.ts';

/** A half grid of blocks: solid where told, its first column the image of the second. */
function blocks(size: number, solid: (x: number, y: number, z: number) => boolean): HalfGrid {
  const values = new Float32Array(size ** 3);
  for (let i = 0; i < values.length; i++) {
    const [x, y, z] = [
      Math.max(1, i % size),
      Math.floor(i / size) % size,
      Math.floor(i / size ** 2),
    ];
    const border = x > size - 3 || Math.min(y, z) < 2 || Math.max(y, z) > size - 3;
    values[i] = !border && solid(x, y, z) ? -1 - ((7 * i) % 11) / 20 : 1 + ((5 * i) % 13) / 20;
  }
  return { n: [size, size, size], origin: [-0.5, 0, 0], step: 1, values };
}

test('blocks that touch along an edge pinch a net, until the grid is well-composed', () => {
  const touching = () => blocks(10, (x, y) => (x < 4 ? y < 5 : y >= 5));
  expect(meshCensus(surfaceNetsHalf(touching())).badEdges).toBeGreaterThan(0);
  const grid = touching();
  makeWellComposed(grid);
  expect(meshCensus(surfaceNetsHalf(grid)).badEdges).toBe(0);
});

test('whatever the solid, the net of a well-composed grid is a closed manifold', () => {
  const bits = fc.array(fc.boolean(), { minLength: 343, maxLength: 343 });
  fc.assert(
    fc.property(bits, (filled) => {
      const grid = blocks(11, (x, y, z) => filled[(x % 7) + 7 * ((y % 7) + 7 * (z % 7))]!);
      makeWellComposed(grid);
      const half = surfaceNetsHalf(grid);
      const p = half.positions;
      const whole = mirrorTriangles((v) => p[3 * v] === 0, p.length / 3, half.triangles);
      const positions = new Float64Array(3 * whole.sources.length);
      whole.sources.forEach((v, i) => {
        const side = i < p.length / 3 ? 1 : -1;
        positions.set([side * p[3 * v]!, p[3 * v + 1]!, p[3 * v + 2]!], 3 * i);
      });
      const census = meshCensus({ positions, triangles: whole.triangles });
      expect(census).toMatchObject({ badEdges: 0, openEdges: 0 });
    }),
    { seed: 11, numRuns: 60 },
  );
});

test('slivers of a plane are evened out in every shape it is bent to', () => {
  const { soup, inner } = crumpledPlane(14);
  // As it is, half as wide again, and sheared.
  const shapes = [1, 1, 1, 0, 0, 0, 2.25, 1, 1, 0, 0, 0, 1, 1.06, 1, 0.25, 0, 0];
  const worst = new WorstAngle(() => Float64Array.from(shapes));
  const even = improveAngles(soup, (_x, _y, z) => z, worst, inner, 28);
  expect(least(soup)).toBeLessThan(8);
  expect(least(even)).toBeGreaterThan(28);
  const wide = even.positions.map((mm, i) => (i % 3 === 0 ? 1.5 * mm : mm));
  expect(least(even, wide)).toBeGreaterThan(28);
  expect(even.positions.filter((_, i) => i % 3 === 2).every((z) => Math.abs(z) < 1e-3)).toBe(true);

  function least({ positions: p, triangles: t }: TriangleSoup, bent = p): number {
    const angles = minAnglesDeg({ positions: bent, triangles: t });
    return angles.reduce((low, deg, i) => {
      const within = [0, 1, 2].every((k) => {
        const v = 3 * t[3 * i + k]!;
        return inner(p[v]!, p[v + 1]!);
      });
      return within ? Math.min(low, deg) : low;
    }, 180);
  }
});

/** A square of triangles in the plane z = 0, its points pushed about; x starts beyond the midline. */
function crumpledPlane(n: number) {
  const positions: number[] = [];
  const triangles: number[] = [];
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) {
      const rim = i === 0 || j === 0 || i === n - 1 || j === n - 1;
      const push = (k: number) => (rim ? 0 : 0.8 * (((Math.sin(k) * 43758.5453) % 1) / 1.2));
      positions.push(1 + i + push(i + n * j), j + push(91 + i * n + j), 0);
      if (i === 0 || j === 0) continue;
      const at = j * n + i;
      triangles.push(at, at - 1, at - n - 1, at, at - n - 1, at - n);
    }
  }
  const middle = (n - 1) / 2;
  const inner = (x: number, y: number) =>
    Math.max(Math.abs(x - 1 - middle), Math.abs(y - middle)) < 4;
  return {
    soup: { positions: Float64Array.from(positions), triangles: Uint32Array.from(triangles) },
    inner,
  };
}
