import { describe, expect, test } from 'vitest';
import { dot, length, pointAt, sub, type Vec3 } from '../../../src/base/vec3.ts';
import { makeHead } from '../../../src/head/parametric-head.ts';
import { hairGrowth } from '../../../src/scalp/hair/growth.ts';
import { headHull } from '../../../src/scalp/hair/hull.ts';
import { surfaceOf } from '../../../src/surface/topology.ts';

const head = await makeHead({ base: 'male' });

const at = (list: ArrayLike<number>, v: number): Vec3 => [
  list[3 * v]!,
  list[3 * v + 1]!,
  list[3 * v + 2]!,
];
const placeMm = (v: number) => pointAt(surfaceOf(head.mesh).positionsMm, v);
const scalp = () => Array.from(head.scalp.keys()).filter((v) => head.scalp[v]);

describe('hair that nobody combed', () => {
  test('leans along the skin, everywhere', () => {
    const { directions } = hairGrowth(head, { kind: 'even' }, 1);
    for (const v of scalp()) {
      const lean = at(directions, v);
      expect(Math.abs(length(lean) - 1)).toBeLessThan(1e-5);
      expect(Math.abs(dot(lean, at(head.mesh.normals, v)))).toBeLessThan(1e-4);
    }
  });

  test('turns around one whorl, and flows evenly elsewhere', () => {
    const { directions } = hairGrowth(head, { kind: 'even' }, 1);
    const { triangles } = head.mesh;
    const bends: Vec3[] = [];
    let edges = 0;
    for (let t = 0; t < triangles.length; t += 3) {
      const [a, b] = [triangles[t]!, triangles[t + 1]!];
      if (!(head.scalp[a] && head.scalp[b])) continue;
      edges++;
      const mm = length(sub(placeMm(a), placeMm(b)));
      // More than 30 degrees within a millimetre or two.
      if (dot(at(directions, a), at(directions, b)) < Math.cos(0.26 * Math.max(2, mm))) {
        bends.push(placeMm(a));
      }
    }
    const beside = (place: Vec3) => bends.filter((one) => length(sub(one, place)) < 20).length;
    const first = bends.reduce((best, one) => (beside(one) > beside(best) ? one : best), bends[0]!);
    // Apart from folds of the skin itself, as at the ears.
    expect(bends.length - beside(first)).toBeLessThan(0.003 * edges);
    expect(beside(first)).toBeGreaterThan(0);
    // On the crown, behind the top.
    expect(first[2]).toBeLessThan(head.landmarks.vertex[2]);
  });

  test('points forward in front, down at the sides and the nape', () => {
    const { directions } = hairGrowth(head, { kind: 'even' }, 1);
    const { trichion, euryonLeft, euryonRight, inion } = head.landmarks;
    const near = (place: Vec3) =>
      scalp().reduce((best, v) =>
        length(sub(placeMm(v), place)) < length(sub(placeMm(best), place)) ? v : best,
      );
    const front = at(directions, near([trichion[0], trichion[1] + 8, trichion[2] - 12]));
    expect(front[2]).toBeGreaterThan(0.5);
    for (const place of [euryonLeft, euryonRight, inion]) {
      expect(at(directions, near(place))[1]).toBeLessThan(-0.6);
    }
  });
});

describe('a cut', () => {
  test('a fade rises from the lower edge, and goes over into the top', () => {
    const cut = { kind: 'fade', lowMm: 0.5, sidesMm: 9, heightMm: 60 } as const;
    const { lengthMm } = hairGrowth(head, cut, 3);
    // Up the side, above the ear.
    const side = scalp()
      .filter((v) => Math.abs(placeMm(v)[2] + 10) < 6 && placeMm(v)[0] > 0)
      .sort((a, b) => placeMm(a)[1] - placeMm(b)[1]);
    const lengths = side.map((v) => lengthMm[v]!);
    expect(lengths[0]).toBeLessThan(2.5);
    expect(Math.max(...lengths)).toBeGreaterThan(6);
    expect(lengths.at(-1)).toBeCloseTo(3, 1);
  });

  test('long hair leaves its part to both sides', () => {
    const { directions } = hairGrowth(head, { kind: 'long', lengthMm: 300, part: 'middle' }, 1);
    for (const v of scalp()) {
      const [x, y] = placeMm(v);
      if (y < head.landmarks.vertex[1] - 25 || Math.abs(x) < 6) continue;
      expect(Math.sign(at(directions, v)[0])).toBe(Math.sign(x));
    }
  });
});

test('the hull holds all of the head', () => {
  const { centre, radiusMm } = headHull(head);
  expect(radiusMm.every((mm) => mm > 40 && mm < 400)).toBe(true);
  // The map is coarse: it may cut a nose by a few millimetres, not a scalp.
  const top = length(sub(head.landmarks.vertex, centre));
  expect(Math.max(...radiusMm)).toBeGreaterThan(top);
});
