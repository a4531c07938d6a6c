import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DotworkError } from '../../../src/base/errors.ts';
import type { Vec3 } from '../../../src/base/vec3.ts';
import { distance } from '../../../src/base/vec3.ts';
import type { Head } from '../../../src/head/head.ts';
import { makeHead } from '../../../src/head/parametric-head.ts';
import { hairline } from '../../../src/scalp/hairline/hairline.ts';
import {
  FRONT_POINTS,
  type FrontPoint,
  type MovedPoints,
  offsetTo,
  otherSide,
  placeAt,
} from '../../../src/scalp/hairline/hairline-moves.ts';
import { measureHairline } from '../../../src/scalp/hairline/hairline-rules.ts';
import type { HairlineSpec } from '../../../src/scalp/hairline/hairline-spec.ts';
import { nearestPoint } from '../../../src/surface/nearest.ts';
import { surfaceOf } from '../../../src/surface/topology.ts';

const man = await makeHead({ base: 'male' });
const large = await makeHead({ base: 'male', measuresMm: { circumference: 605, length: 210 } });
const natural: HairlineSpec = { style: 'natural', sex: 'male' };

const lineOf = (moved: MovedPoints, head: Head = man, spec = natural) =>
  hairline(head, { ...spec, moved });

function at(points: readonly { name: string; positionMm: Vec3 }[], name: string): Vec3 {
  return points.find((point) => point.name === name)!.positionMm;
}

describe('a moved point', () => {
  test('lies exactly where it was put, whatever the waves, and drags only its part along', () => {
    const plain = lineOf({});
    for (const name of ['midFrontal', 'moundLeft', 'cornerRight', 'temporalPeakLeft'] as const) {
      const offset = { backMm: 6, outMm: -4 };
      const line = lineOf({ [name]: offset }, man, { ...natural, macroMm: 6 });
      const want = placeAt(man, name, at(line.rulePoints, name), offset);
      expect(distance(at(line.controlPoints, name), want)).toBeLessThan(1e-4);
      // Points that are not its neighbours stay: a spline through four reaches no further.
      const far = name === 'midFrontal' ? 'temporalPeakLeft' : 'sideburnTipRight';
      const moved = lineOf({ [name]: offset });
      expect(distance(at(moved.controlPoints, far), at(plain.controlPoints, far))).toBeLessThan(
        0.6,
      );
    }
  });

  test('goes as many millimetres along the skin as it is told, and the way is found back', () => {
    const { rulePoints } = lineOf({});
    const movable = FRONT_POINTS.filter((name) => !name.startsWith('peakShoulder'));
    const mm = fc.integer({ min: -200, max: 200 }).map((tenths) => tenths / 10);
    fc.assert(
      fc.property(fc.constantFrom(...movable), mm, mm, (name, backMm, outMm) => {
        const rule = at(rulePoints, name);
        const to = placeAt(man, name, rule, { backMm, outMm });
        expect(distance(to, nearestPoint(surfaceOf(man.mesh), to).pointMm)).toBeLessThan(1e-6);
        const found = offsetTo(man, name, rule, to);
        expect(Math.abs(found.backMm - backMm)).toBeLessThan(0.05);
        expect(Math.abs(found.outMm - outMm)).toBeLessThan(0.05);
      }),
      { numRuns: 150 },
    );
  });

  test('backwards is towards the back of the head, outwards away from the midline or down', () => {
    const { rulePoints } = lineOf({});
    for (const name of ['midFrontal', 'cornerLeft', 'temporalPeakLeft', 'moundRight'] as const) {
      const rule = at(rulePoints, name);
      const back = placeAt(man, name, rule, { backMm: 8, outMm: 0 });
      expect(back[2]).toBeLessThan(rule[2] - 3);
      const out = placeAt(man, name, rule, { backMm: 0, outMm: 8 });
      const side = name.endsWith('Right') ? -1 : 1;
      expect(side * (out[0] - rule[0]) - (out[1] - rule[1])).toBeGreaterThan(6);
    }
  });

  test('mirrors: the same numbers on both sides leave the line as even as it was', () => {
    const calm = { ...natural, macroMm: 0, microMm: 0, asymmetryMm: 0 };
    const offset = { backMm: 9, outMm: 5 };
    const { controlPoints } = lineOf({ cornerLeft: offset, cornerRight: offset }, man, calm);
    const [x, y, z] = at(controlPoints, 'cornerRight');
    expect(distance([-x, y, z], at(controlPoints, 'cornerLeft'))).toBeLessThan(0.1);
    expect(FRONT_POINTS.map(otherSide).map(otherSide)).toEqual([...FRONT_POINTS]);
  });

  test('means the same on a larger head: 10 mm further back than its rule there', () => {
    const spec = { ...natural, macroMm: 0, microMm: 0, asymmetryMm: 0 };
    const offset = { backMm: 10, outMm: 0 };
    for (const head of [man, large]) {
      const deeper = measureHairline(head, lineOf({ cornerLeft: offset }, head, spec));
      const plain = measureHairline(head, lineOf({}, head, spec));
      const by = deeper.left.recessionMm - plain.left.recessionMm;
      expect(by).toBeGreaterThan(8);
      expect(by).toBeLessThan(10.5);
      expect(Math.abs(deeper.right.recessionMm - plain.right.recessionMm)).toBeLessThan(0.5);
    }
  });

  test('a point only some styles have is left alone in the others', () => {
    const moved = { peakShoulderLeft: { backMm: 3, outMm: 0 } };
    expect(lineOf(moved).boundary).toEqual(lineOf({}).boundary);
  });
});

test('a line whose points were moved past each other is told to cross itself', () => {
  const knotted = {
    moundLeft: { backMm: 0, outMm: 35 },
    midPupilLeft: { backMm: 20, outMm: -10 },
    cornerLeft: { backMm: -30, outMm: -25 },
  };
  expect(measureHairline(man, lineOf(knotted)).crossesItself).toBe(true);
  for (const style of ['natural', 'receded', 'widows-peak', 'rounded', 'm-shape'] as const) {
    const line = hairline(man, { style, sex: 'male', macroMm: 6 });
    expect(measureHairline(man, line).crossesItself, style).toBe(false);
  }
});

test.each([
  [{ corner: { backMm: 1, outMm: 1 } }, /no point "corner" that can be moved/],
  [{ nape: { backMm: 1, outMm: 1 } }, /no point "nape"/],
  [{ cornerLeft: { backMm: 41, outMm: 0 } }, /cornerLeft is moved by 41 \(backMm\).*-40 to 40 mm/],
  [{ cornerLeft: { backMm: 0, outMm: Number.NaN } }, /cornerLeft is moved by NaN \(outMm\)/],
])('refuses %o', (moved, message) => {
  const lay = () => lineOf(moved as Partial<Record<FrontPoint, never>>);
  expect(lay).toThrow(DotworkError);
  expect(lay).toThrow(message);
});
