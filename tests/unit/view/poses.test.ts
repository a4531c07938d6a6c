import { beforeAll, describe, expect, test } from 'vitest';
import { distance, pointAt, sub, unit } from '../../../src/base/vec3.ts';
import type { Head } from '../../../src/head/head.ts';
import { makeHead } from '../../../src/head/parametric-head.ts';
import { atDistance, namedPose } from '../../../src/view/poses.ts';
import { CLINICAL_VIEWS, NAMED_VIEWS, VIEWING_DISTANCES_M } from '../../../src/view/view-api.ts';

let head: Head;
let points: Float64Array;

beforeAll(async () => {
  head = await makeHead({ base: 'male', measuresMm: {} });
  points = Float64Array.from(head.mesh.positionsUm, (um) => um / 1000);
});

function nearestSkinMm(eyeMm: readonly [number, number, number]): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < points.length / 3; i++) {
    nearest = Math.min(nearest, distance(pointAt(points, i), eyeMm));
  }
  return nearest;
}

describe('named views', () => {
  test('there are nine clinical ones, and no two look alike', () => {
    expect(CLINICAL_VIEWS).toHaveLength(9);
    const from = NAMED_VIEWS.map((view) => JSON.stringify(namedPose(view, head, undefined)));
    expect(new Set(from).size).toBe(NAMED_VIEWS.length);
  });

  test.each([
    ['three-quarter', 'three-quarter-right'],
    ['left', 'right'],
  ] as const)('%s mirrors %s', (left, right) => {
    const [a, b] = [namedPose(left, head, undefined), namedPose(right, head, undefined)];
    expect(b.eyeMm[0]).toBeCloseTo(-a.eyeMm[0], 9);
    expect(b.eyeMm.slice(1)).toEqual(a.eyeMm.slice(1));
    // The head's own left is where x is positive.
    expect(a.eyeMm[0]).toBeGreaterThan(0);
  });

  test('no eye is inside the head', () => {
    for (const view of NAMED_VIEWS) {
      expect(nearestSkinMm(namedPose(view, head, undefined).eyeMm)).toBeGreaterThan(30);
    }
  });
});

describe('another distance', () => {
  test.each(NAMED_VIEWS)(
    '%s: the nearest skin is as far as asked, on the same line of sight',
    (view) => {
      const pose = namedPose(view, head, undefined);
      for (const distanceM of [0.02, ...VIEWING_DISTANCES_M]) {
        const moved = atDistance(pose, head, 1000 * distanceM);
        expect(nearestSkinMm(moved.eyeMm) / (1000 * distanceM)).toBeCloseTo(1, 6);
        const [was, is] = [pose, moved].map(({ eyeMm, targetMm }) => unit(sub(eyeMm, targetMm)));
        expect(distance(was!, is!)).toBeLessThan(1e-9);
      }
    },
  );

  test('the lens stays the same, so a head three times as far is a third as large', () => {
    const pose = namedPose('front', head, undefined);
    const fov = new Set(VIEWING_DISTANCES_M.map((m) => atDistance(pose, head, 1000 * m).fovDeg));
    expect(fov.size).toBe(1);
  });
});
