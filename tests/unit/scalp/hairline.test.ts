import { describe, expect, test } from 'vitest';
import { DotworkError } from '../../../src/base/errors.ts';
import type { Vec3 } from '../../../src/base/vec3.ts';
import { distance, pointAt } from '../../../src/base/vec3.ts';
import type { Head } from '../../../src/head/head.ts';
import { makeHead } from '../../../src/head/parametric-head.ts';
import { hairline } from '../../../src/scalp/hairline/hairline.ts';
import { HAIRLINE_STYLES, type HairlineSpec } from '../../../src/scalp/hairline/hairline-spec.ts';
import { nearestPoint } from '../../../src/surface/nearest.ts';
import { surfaceOf } from '../../../src/surface/topology.ts';
import { tracePlane } from '../../../src/surface/trace-plane.ts';
import { eggHead } from '../../helpers/shapes.ts';

const egg = eggHead();
const man = await makeHead({ base: 'male' });
const natural: HairlineSpec = { style: 'natural', sex: 'male' };

function control(head: Head, spec: HairlineSpec, name: string): Vec3 {
  return hairline(head, spec).controlPoints.find((point) => point.name === name)!.positionMm;
}

/** Length of the midline skin from the glabella up to the height of a point. */
function tapeTo(head: Head, to: Vec3): number {
  const path = tracePlane(surfaceOf(head.mesh), head.landmarks.glabella, [1, 0, 0], [0, 1, 0], 150);
  let sum = 0;
  for (let i = 1; i < path.length; i++) {
    const [a, b] = [path[i - 1]!.pointMm, path[i]!.pointMm];
    if (b[1] >= to[1]) return sum + distance(a, to);
    sum += distance(a, b);
  }
  return Number.NaN;
}

describe('a hairline', () => {
  test('walks on the sphere as a tape does', () => {
    const path = tracePlane(surfaceOf(egg.mesh), [0, 30, 97], [1, 0, 0], [0, 1, 0], 60);
    let sum = 0;
    for (let i = 1; i < path.length; i++) {
      sum += distance(path[i - 1]!.pointMm, path[i]!.pointMm);
    }
    expect(sum).toBeCloseTo(60, 9);
  });

  test.each(HAIRLINE_STYLES)('%s lies on the skin and closes without gaps', (style) => {
    for (const sex of ['male', 'female'] as const) {
      const { boundary } = hairline(man, { style, sex });
      const surface = surfaceOf(man.mesh);
      const count = boundary.length / 3;
      for (let i = 0; i < count; i++) {
        const point = pointAt(boundary, i);
        expect(distance(point, nearestPoint(surface, point).pointMm)).toBeLessThan(1e-9);
        // Pieces of 1 mm, stretched by waves at most; below a mesh edge, as distances need.
        expect(distance(point, pointAt(boundary, (i + 1) % count))).toBeLessThan(2.8);
      }
    }
  });

  test.each([60, 75, 95])('starts %d mm above the glabella along the skin', (midFrontalMm) => {
    for (const head of [egg, man]) {
      const mid = control(head, { ...natural, midFrontalMm }, 'midFrontal');
      expect(Math.abs(tapeTo(head, mid) - midFrontalMm)).toBeLessThan(1);
    }
  });

  test('passes its control points', () => {
    const { boundary, controlPoints } = hairline(man, natural);
    for (const { positionMm } of controlPoints) {
      let nearest = Number.POSITIVE_INFINITY;
      for (let i = 0; i < boundary.length / 3; i++) {
        nearest = Math.min(nearest, distance(pointAt(boundary, i), positionMm));
      }
      expect(nearest).toBe(0);
    }
    expect(new Set(controlPoints.map((point) => point.name)).size).toBe(controlPoints.length);
  });

  test('its corners lie where width and recession say', () => {
    const plain = { ...natural, macroMm: 0, microMm: 0, asymmetryMm: 0, halfWidthMm: 50 };
    const near = control(man, { ...plain, templeRecessionMm: 10 }, 'cornerLeft');
    const far = control(man, { ...plain, templeRecessionMm: 40 }, 'cornerLeft');
    expect(Math.abs(near[0] - 50)).toBeLessThan(0.01);
    expect(Math.abs(far[0] - 50)).toBeLessThan(0.01);
    // 30 mm along skin that is nearly straight over so short a way.
    expect(distance(near, far)).toBeGreaterThan(29);
    expect(distance(near, far)).toBeLessThan(30.01);
  });

  test('mirrors itself when no asymmetry is asked for, and differs by what is asked', () => {
    const calm = { ...natural, macroMm: 0, microMm: 0 };
    const mirrored = (spec: HairlineSpec) => {
      const [x, y, z] = control(man, spec, 'cornerRight');
      return distance([-x, y, z], control(man, spec, 'cornerLeft'));
    };
    expect(mirrored({ ...natural, asymmetryMm: 0 })).toBeLessThan(0.1);
    expect(mirrored({ ...calm, asymmetryMm: 4 })).toBeGreaterThan(2);
    expect(mirrored({ ...calm, asymmetryMm: 4 })).toBeLessThan(8);
  });

  test('styles draw different lines even where a plan gives all of them the same numbers', () => {
    const numbers = { midFrontalMm: 75, templeRecessionMm: 20, halfWidthMm: 58, macroMm: 0 };
    const fronts = HAIRLINE_STYLES.map((style) => {
      const spec = { style, sex: 'male', ...numbers, microMm: 0, asymmetryMm: 0 } as const;
      const { boundary, frontCount } = hairline(man, spec);
      return Array.from({ length: frontCount }, (_, i) => pointAt(boundary, i));
    });
    /** Farthest that one line lies from another, mm. */
    const apart = (one: Vec3[], other: Vec3[]) =>
      Math.max(...one.map((point) => Math.min(...other.map((to) => distance(point, to)))));
    for (const [i, one] of fronts.entries()) {
      for (const [k, other] of fronts.entries()) {
        // Natural and receded are told apart by their numbers alone.
        const pair = [HAIRLINE_STYLES[i], HAIRLINE_STYLES[k]].sort().join();
        if (k <= i || pair === 'natural,receded') continue;
        expect(apart(one, other), pair).toBeGreaterThan(1.5);
      }
    }
  });

  test("a widow's peak is a V of 10 mm by 21 mm before a line that stays behind it", () => {
    const spec: HairlineSpec = { style: 'widows-peak', sex: 'female', macroMm: 0, microMm: 0 };
    const woman = { ...spec, asymmetryMm: 0 };
    const tip = control(man, woman, 'midFrontal');
    const shoulder = control(man, woman, 'peakShoulderLeft');
    expect(Math.abs(2 * shoulder[0] - 21.3)).toBeLessThan(0.1);
    const flat = control(man, { ...woman, style: 'rounded', templeRecessionMm: 0 }, 'midFrontal');
    expect(distance(tip, flat)).toBeLessThan(0.1);
    // 10.1 mm behind the tip's level, along skin that bends little over that way.
    const behind = distance(shoulder, [shoulder[0], tip[1], tip[2]]);
    expect(behind).toBeGreaterThan(9);
    expect(behind).toBeLessThan(10.7);
    for (const name of ['moundLeft', 'midPupilLeft', 'cornerLeft']) {
      expect(control(man, woman, name)[2], name).toBeLessThan(shoulder[2] + 0.5);
    }
  });

  test('another seed waves otherwise, the same seed alike', () => {
    const one = hairline(egg, { ...natural, seed: 1 }).boundary;
    expect(hairline(egg, { ...natural, seed: 1 }).boundary).toEqual(one);
    expect(hairline(egg, { ...natural, seed: 2 }).boundary).not.toEqual(one);
  });

  test('keeps off the ears', () => {
    const { boundary, frontCount } = hairline(man, natural);
    // Ear skin stands out sideways between the heights of its lobe and its top.
    const ear: Vec3[] = [];
    for (let v = 0; v < man.scalp.length; v++) {
      const [x, y, z] = [0, 1, 2].map((k) => man.mesh.positionsUm[3 * v + k]! / 1000);
      if (Math.abs(x!) > 79 && y! < 36 && y! > -30 && z! < 10) ear.push([x!, y!, z!]);
    }
    expect(ear.length).toBeGreaterThan(100);
    let nearest = Number.POSITIVE_INFINITY;
    for (let i = frontCount; i < boundary.length / 3; i += 4) {
      for (const point of ear) nearest = Math.min(nearest, distance(pointAt(boundary, i), point));
    }
    expect(nearest).toBeGreaterThan(8);
  });

  test.each([
    [{ midFrontalMm: 20 }, /midFrontalMm is 20; it must be from 50 to 110 mm/],
    [{ midFrontalMm: 200 }, /midFrontalMm/],
    [{ midFrontalMm: Number.NaN }, /midFrontalMm is NaN/],
    [{ macroMm: -1 }, /macroMm/],
    [{ seed: 1.5 }, /seed is 1.5/],
    [{ style: 'mohawk' as never }, /mohawk/],
  ])('refuses %o', (wrong, message) => {
    const lay = () => hairline(egg, { ...natural, ...wrong });
    expect(lay).toThrow(DotworkError);
    expect(lay).toThrow(message);
  });
});
