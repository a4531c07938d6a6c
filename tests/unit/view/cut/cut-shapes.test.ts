import { describe, expect, test } from 'vitest';
import { BAND_COUNT } from '../../../../src/color/bands.ts';
import { type Cut, columnOf, type DotWords } from '../../../../src/engine/cut/cut.ts';
import { binEdgesMm } from '../../../../src/ink/column-bins.ts';
import { DEFAULT_PLAN } from '../../../../src/plan/defaults.ts';
import { cutFrame } from '../../../../src/view/cut/cut-frame.ts';
import { chosenDot, cutShapes, sideDark } from '../../../../src/view/cut/cut-shapes.ts';
import { lookingDown } from '../../../../src/view/cut/macro-picture.ts';
import { needlePose } from '../../../../src/view/cut/needle-shapes.ts';
import { freshProfile, healedProfile } from '../../../../src/view/cut/profile-shapes.ts';
import type { Shape } from '../../../../src/view/cut/shape.ts';
import { cutSentences } from '../../../../src/words/cut.ts';

const LAYERS = { epidermisMm: 0.08, papillaryMm: 0.28, skinBaseMm: 1.5 };
const WORDS: DotWords = {
  ...LAYERS,
  slot: 7,
  id: 7,
  kind: 1,
  alongMm: 0.5,
  acrossMm: 0.1,
  depthMm: 0.4,
  radiusMm: 0.08,
  massUg: 0.1,
  scar: 0,
  varianceMm2: 0.0025,
  bottomMm: 0.41,
  left: 0.5,
  ageDays: 60,
  crust: 0,
  bins: [0, 0, 0, 0, 0.004, 0.005, 0.006, 0.01, 0.012, 0.013],
};
const dot = columnOf(WORDS, DEFAULT_PLAN);
const CUT: Cut = {
  line: {
    middleMm: [1, 2, 3],
    along: [1, 0, 0],
    across: [0, 0, -1],
    normal: [0, 1, 0],
    lengthMm: 4,
  },
  plan: DEFAULT_PLAN,
  dots: [dot, columnOf({ ...WORDS, slot: 8, id: 8, alongMm: -1, ageDays: -1 }, DEFAULT_PLAN)],
  hairs: [{ alongMm: 1.5, acrossMm: 0 }],
  hairRadiusMm: 0.06,
  hairDepthMm: 4,
  hairAbsorptionPerMm: Array(BAND_COUNT).fill(30),
  layers: [-2, 0, 2].map((alongMm) => ({ ...LAYERS, alongMm })),
};
const frame = cutFrame(CUT, 1000);
const shapes = cutShapes(CUT, frame, 7);
const areas = (role: string) =>
  shapes.filter((shape): shape is Extract<Shape, { kind: 'area' }> => {
    return shape.kind === 'area' && shape.role === role;
  });
const span = (points: readonly (readonly [number, number])[], axis: 0 | 1) => {
  const at = points.map((point) => point[axis]);
  return [Math.min(...at), Math.max(...at)] as const;
};

describe('a column', () => {
  test('holds what its bins say: mass over volume times mass absorption', () => {
    const edges = binEdgesMm(0.4, LAYERS, 60 / 47);
    expect(dot.radiusMm).toBeCloseTo(0.1, 12);
    // Sunk by 0.01 mm as a whole.
    expect(dot.edgesMm.at(-1)).toBeCloseTo(0.41, 12);
    expect(dot.edgesMm.at(-1)! - dot.edgesMm.at(-2)!).toBeCloseTo(
      edges.at(-1)! - edges.at(-2)!,
      12,
    );
    // All of a column's absorption over its volume is its pigment's.
    const total = dot.absorptionPerMm.reduce((sum, bands, bin) => {
      const heightMm = dot.edgesMm[bin + 1]! - dot.edgesMm[bin]!;
      return sum + bands[3]! * Math.PI * 0.1 ** 2 * heightMm;
    }, 0);
    const perUg = total / 0.05;
    const one = columnOf({ ...WORDS, bins: WORDS.bins.map((ug) => 2 * ug) }, DEFAULT_PLAN);
    expect(one.absorptionPerMm[9]![3]).toBeCloseTo(2 * dot.absorptionPerMm[9]![3]!, 9);
    expect(perUg).toBeGreaterThan(0);
  });

  test('is as dark from the side as light through its middle loses', () => {
    expect(sideDark(dot, 9)).toBeCloseTo(1 - Math.exp(-dot.absorptionPerMm[9]![3]! * 0.2), 12);
    expect(sideDark(dot, 0)).toBe(0);
  });

  test('stands to scale: each bin between its borders, as wide as the dot', () => {
    const bins = areas('pigment');
    expect(bins).toHaveLength(6);
    bins.forEach(({ points }, i) => {
      const [left, right] = span(points, 0);
      const [top, end] = span(points, 1);
      expect((right - left) / frame.pxPerMm).toBeCloseTo(0.2, 9);
      expect(frame.depthMm(top)).toBeCloseTo(dot.edgesMm[4 + i]!, 9);
      expect(frame.depthMm(end)).toBeCloseTo(dot.edgesMm[5 + i]!, 9);
      expect(frame.alongMm((left + right) / 2)).toBeCloseTo(0.5, 9);
    });
  });
});

test('layers reach from border to border', () => {
  const depths = ['epidermis', 'papillary', 'reticular', 'fat'].map((role) =>
    span(areas(role)[0]!.points, 1).map((y) => frame.depthMm(y)),
  );
  const expected = [
    [0, 0.08],
    [0.08, 0.28],
    [0.28, 1.5],
    [1.5, 2],
  ];
  depths.flat().forEach((mm, i) => {
    expect(mm).toBeCloseTo(expected.flat()[i]!, 9);
  });
});

test('a follicle is as wide as its shafts; a dot still to come is not drawn', () => {
  const [left, right] = span(areas('follicle')[0]!.points, 0);
  expect((right - left) / frame.pxPerMm).toBeCloseTo(0.12, 9);
  expect(chosenDot(CUT, 8)?.isThere).toBe(false);
  expect(chosenDot(CUT, 999)?.id).toBe(7);
});

test('the needle hangs out as far as the plan says, and the skin gives way for the rest', () => {
  const pose = needlePose(DEFAULT_PLAN, dot);
  expect(pose.extensionMm).toBeCloseTo(1, 12);
  expect(pose.tentingMm).toBeCloseTo(0.6, 12);
});

test('profiles hold the whole dose when fresh and what is left now', () => {
  const mass = ({ edgesMm, ugPerMm }: ReturnType<typeof healedProfile>) =>
    ugPerMm.reduce((sum, ug, bin) => sum + ug * (edgesMm[bin + 1]! - edgesMm[bin]!), 0);
  expect(mass(freshProfile(CUT, dot))).toBeCloseTo(0.1, 9);
  expect(mass(healedProfile(dot))).toBeCloseTo(0.05, 9);
});

test('nothing is drawn outside, and letters are as large on a narrow drawing', () => {
  for (const width of [300, 700, 2000]) {
    const narrow = cutFrame(CUT, width);
    for (const shape of cutShapes(CUT, narrow, 7)) {
      if (shape.kind === 'text') expect(shape.sizePx).toBeGreaterThanOrEqual(12);
      if (shape.kind !== 'area') continue;
      for (const [x, y] of shape.points) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(width);
        expect(y).toBeLessThanOrEqual(narrow.heightPx);
      }
    }
  }
});

test('the camera above looks down on the middle: along to the right, across up', () => {
  const m = lookingDown(CUT.line, 4, 1.4);
  const seen = (p: readonly number[]) =>
    [0, 1, 2].map(
      (row) => m[row]! * p[0]! + m[4 + row]! * p[1]! + m[8 + row]! * p[2]! + m[12 + row]!,
    );
  const close = (found: number[], wanted: number[]) =>
    found.forEach((x, k) => {
      expect(x).toBeCloseTo(wanted[k]!, 9);
    });
  close(seen([1, 2, 3]), [0, 0, 0.5]);
  close(seen([3, 2, 3]), [1, 0, 0.5]);
  close(seen([1, 2, 2.3]), [0, 1, 0.5]);
});

test('words tell depth, width, what is left and what is assumed', () => {
  const [first, second] = cutSentences(CUT, dot);
  expect(first).toBe(
    'Dot 7, session 1, 60 days old: 0.40 mm deep (planned 0.40), 0.20 mm wide, 50 % of its pigment left.',
  );
  expect(second).toBe('Cut 4.0 mm long, to scale: 1 dot, 1 follicle.');
  expect(cutSentences(CUT, dot).at(-1)).toContain('Assumed');
});
