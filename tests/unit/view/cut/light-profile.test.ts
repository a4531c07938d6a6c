import { expect, test } from 'vitest';
import type { CutDot } from '../../../../src/engine/cut/cut.ts';
import type { CutLightResult } from '../../../../src/engine/cut/cut-light.ts';
import { lightProfile } from '../../../../src/view/cut/light-profile.ts';

const dot = {
  ...{ epidermisMm: 0.1, papillaryMm: 0.3, skinBaseMm: 1.4, depthMm: 0.4, isThere: true },
} as CutDot;

const result = (nm: number, scale: number, meanMm: number) =>
  ({
    nm,
    fluence: Array.from({ length: 40 }, (_, i) => scale * Math.exp(-i / 10)),
    meanDepthMm: { value: meanMm, standardError: 0 },
  }) as unknown as CutLightResult;

const drawn = lightProfile([result(450, 1, 0.1), result(630, 2, 0.5)], dot, 300, 10).shapes;
const lines = drawn.flatMap((shape) => (shape.kind === 'line' ? [shape] : []));
const areas = drawn.flatMap((shape) => (shape.kind === 'area' ? [shape] : []));
const heightOf = (role: string) => {
  const ys = areas.find((one) => one.role === role)!.points.map(([, y]) => y);
  return Math.max(...ys) - Math.min(...ys);
};

test('curves of light share one scale, and depth is that of the layers and of the column', () => {
  const [blue, red] = lines as [(typeof lines)[0], (typeof lines)[0]];
  const left = Math.min(...areas.find(({ role }) => role === 'fat')!.points.map(([x]) => x));
  expect((red.points[0]![0] - left) / (blue.points[0]![0] - left)).toBeCloseTo(2, 9);
  // 40 slices of 0.05 mm.
  const perMm = (blue.points[20]![1] - blue.points[0]![1]) / 1;
  expect(heightOf('papillary')).toBeCloseTo(0.2 * perMm, 9);
  expect(heightOf('pigment')).toBeCloseTo(0.4 * perMm, 9);
});

test('a triangle stands at the mean depth of what comes back', () => {
  const tip = (role: string) => areas.find((one) => one.role === role)!.points[0]![1];
  const perMm = (lines[0]!.points[20]![1] - lines[0]!.points[0]![1]) / 1;
  expect(tip('light630') - tip('light450')).toBeCloseTo(0.4 * perMm, 9);
});
