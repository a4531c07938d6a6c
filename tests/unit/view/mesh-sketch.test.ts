import { mat4 } from 'gl-matrix';
import { expect, test } from 'vitest';
import { MeshSketch } from '../../../src/view/mesh-sketch.ts';

/** A square of 2 by 2 that faces z, one below it, and nothing to the right. */
const mesh = {
  positions: Float32Array.of(
    -1,
    -1,
    0,
    1,
    -1,
    0,
    1,
    1,
    0,
    -1,
    1,
    0,
    -1,
    -1,
    -9,
    1,
    -1,
    -9,
    1,
    1,
    -9,
  ),
  triangles: Uint32Array.of(0, 1, 2, 0, 2, 3, 4, 5, 6),
};

/** 20 px a unit, y up in the mesh and down in the picture, the middle at (50, 40). */
const toPicture = mat4.scale([], mat4.fromTranslation([], [50, 40, 0]), [20, -20, 20]);

test('what lies at a pixel is the point that is drawn there', () => {
  const sketch = new MeshSketch(100, 80);
  const pixels = sketch.draw(mesh, toPicture);
  const shade = (x: number, y: number) => pixels[4 * (100 * y + x) + 3];
  expect([shade(50, 40), shade(31, 21), shade(75, 40)]).toEqual([255, 255, 0]);
  const point = [0.5, -0.25, 0] as const;
  expect(sketch.project(point)).toEqual([60, 45, 0]);
  const found = sketch.pointAt(60, 45)!;
  for (const k of [0, 1, 2]) expect(found[k]).toBeCloseTo(point[k]!, 9);
  expect(sketch.pointAt(75, 40)).toBeUndefined();
});

test('a point behind the mesh is not in sight, one before it is', () => {
  const sketch = new MeshSketch(100, 80);
  sketch.draw(mesh, toPicture);
  expect([sketch.sees([0, 0, 0]), sketch.sees([0, 0, 2]), sketch.sees([0, 0, -9])]).toEqual([
    true,
    true,
    false,
  ]);
});

test('turned away, the back of a mesh is not drawn', () => {
  const sketch = new MeshSketch(100, 80);
  const pixels = sketch.draw(mesh, mat4.rotateY([], toPicture, Math.PI));
  expect(pixels.every((value) => value === 0)).toBe(true);
});
