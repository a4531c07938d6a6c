import { expect, test } from 'vitest';
import { DotworkError } from '../../../src/base/errors.ts';
import { dotQuestion, dotRemarks, type OpticsFlags } from '../../../src/cli/optics-flags.ts';
import { dotOptics } from '../../../src/engine/dot/dot-optics.ts';
import { PIGMENT_KINDS, PIGMENTS } from '../../../src/ink/pigments.ts';
import { bareReflectance } from '../../../src/light/bare-skin.ts';
import { skinOfIta } from '../../../src/light/skin-types.ts';

const DOT: OpticsFlags = {
  skin: 'II',
  layer: [],
  shape: 'sphere',
  depthMm: '0.3',
  radiusMm: '0.075',
  absorptionPerMm: '50',
};
const { depthMm: _, ...NOWHERE } = DOT;
const { absorptionPerMm: __, ...CLEAR } = DOT;
const COLUMN: OpticsFlags = { ...NOWHERE, shape: 'column' };
const carbon = { ...CLEAR, pigment: 'carbon-black' } as const;

test('flags become the dot they describe', () => {
  const question = dotQuestion(DOT);
  expect(question.shape).toEqual({ kind: 'sphere', depthMm: 0.3, radiusMm: 0.075 });
  expect(question.absorptionPerMm).toEqual([50, 50, 50, 50, 50, 50]);
  expect(question.spacingMm).toBeUndefined();
});

test('a column may be given by its ends or by its middle and length', () => {
  const byEnds = dotQuestion({ ...COLUMN, topMm: '0.1', bottomMm: '0.5' }).shape;
  const byMiddle = dotQuestion({ ...COLUMN, depthMm: '0.3', lengthMm: '0.4' }).shape;
  expect(byEnds).toEqual({ kind: 'column', topMm: 0.1, bottomMm: 0.5, radiusMm: 0.075 });
  if (byMiddle.kind !== 'column') throw new Error('not a column');
  expect(byMiddle.topMm).toBeCloseTo(0.1, 12);
  expect(byMiddle.bottomMm).toBeCloseTo(0.5, 12);
});

test('a depth profile is a column that begins and ends with it, and a dose fills it', () => {
  const profile = dotQuestion({ ...NOWHERE, profile: '0.08:1, 0.3:0.4' }).shape;
  const points = [
    [0.08, 1],
    [0.3, 0.4],
  ];
  expect(profile).toEqual({
    kind: 'column',
    topMm: 0.08,
    bottomMm: 0.3,
    radiusMm: 0.075,
    profile: points,
  });
  const { depthMm: ___, ...filled } = { ...carbon, doseUg: '0.01' };
  const dense = dotQuestion({ ...filled, profile: '0.1:1,0.2:1,0.2001:0.5,0.3:0.5' });
  const even = dotQuestion({ ...filled, shape: 'column', topMm: '0.1', bottomMm: '0.25' });
  // Half as dense for as long again is as much as half as long.
  expect(dense.absorptionPerMm[3]! / even.absorptionPerMm[3]!).toBeCloseTo(1, 3);
});

test('what is no depth profile is refused by name', () => {
  for (const [profile, told] of [
    ['0.3:1,0.1:1', 'goes from 0.3 to 0.1 mm'],
    ['0.1:1', 'two points'],
    ['0.1:1,0.3:dense', '"0.3:dense"'],
    ['0.1:1:2,0.3:1', '"0.1:1:2"'],
    ['0.1:,0.3:1', '"0.1:"'],
    ['0.1:0,0.3:0', 'holds nothing'],
    ['0.1:1,0.3:-1', 'density at 0.3 mm is -1'],
  ]) {
    expect(() => dotQuestion({ ...NOWHERE, profile: profile! })).toThrow(told);
  }
  expect(() => dotQuestion({ ...DOT, profile: '0.1:1,0.3:1' })).toThrow('--depth-mm');
});

test('a skin by angle, warmed and flushed, with a layer of its own', () => {
  const { skin: __, ...noType } = DOT;
  const flags = { ...noType, ita: '20' };
  expect(dotQuestion(flags).skin).toEqual(skinOfIta(20));
  const other = { ...flags, undertone: '1', redness: '0.5', layer: ['papillary.blood=0.02'] };
  const red = bareReflectance(dotQuestion(other).skin)[3]!;
  expect(red).toBeLessThan(bareReflectance(skinOfIta(20))[3]!);
});

test('a dose fills the volume of the dot', () => {
  const { absorptionPerMm } = dotQuestion({ ...carbon, doseUg: '0.1' });
  // 0.1 ug in a ball of 75 um is 0.0566 g/cm3; 7.64 m2/g at 540 nm.
  expect(absorptionPerMm[3]).toBeCloseTo(432, -1);
  const half = dotQuestion({ ...carbon, doseUg: '0.1', packing: '0.5' }).absorptionPerMm;
  expect(half[3]).toBeCloseTo(absorptionPerMm[3]! / 2, 6);
  const column = dotQuestion({
    ...COLUMN,
    absorptionPerMm: undefined as never,
    pigment: 'carbon-black',
    doseUg: '0.1',
    topMm: '0.1',
    bottomMm: '0.5',
  });
  // pi 0.075^2 0.4 mm3 against 4/3 pi 0.075^3.
  expect(absorptionPerMm[0]! / column.absorptionPerMm[0]!).toBeCloseTo(4, 6);
});

test('thinner ink leaves less', () => {
  const at = (dilution: string) => dotQuestion({ ...carbon, dilution }).absorptionPerMm[3]!;
  // One part in dilution + 1.
  expect(at('12') / at('25')).toBeCloseTo(2, 10);
});

test('density and spacing are two words for one thing', () => {
  expect(dotQuestion({ ...DOT, dotsPerCm2: '100' }).spacingMm).toBeCloseTo(1.0746, 4);
  expect(dotQuestion({ ...DOT, spacingMm: '0.8' }).spacingMm).toBe(0.8);
});

test('every pigment that absorbs can be asked for', () => {
  for (const pigment of PIGMENT_KINDS) {
    const asked = () => dotQuestion({ ...CLEAR, pigment, doseUg: '0.01' });
    if (pigment === 'titanium-dioxide') expect(asked).toThrowError('only scatters');
    else expect(Math.max(...asked().absorptionPerMm)).toBeGreaterThan(0);
  }
});

test('what the fast path leaves out is said', () => {
  const told = (flags: OpticsFlags) => dotRemarks(flags, dotQuestion(flags)).join(' ');
  expect(told(DOT)).toBe('');
  expect(told({ ...DOT, layer: ['all.index=1.38'] })).toContain('only --reference shows');
  expect(told({ ...CLEAR, pigment: 'iron-oxide-red', doseUg: '0.01' })).toContain('also scatters');
  expect(told({ ...DOT, radiusMm: '0.2' })).toContain('0.04 to 0.15 mm');
});

const wrong: [what: string, flags: OpticsFlags, says: string][] = [
  ['no depth', NOWHERE, '--depth-mm is missing'],
  ['no radius', { ...DOT, radiusMm: undefined as never }, '--radius-mm is missing'],
  ['no skin', { ...DOT, skin: undefined as never }, 'Neither --skin nor --ita'],
  ['no absorber', CLEAR, 'Neither --absorption-per-mm nor --pigment'],
  ['two skins', { ...DOT, ita: '20' }, 'exclude each other'],
  ['two absorbers', { ...DOT, pigment: 'carbon-black' }, 'exclude each other'],
  ['an unknown skin', { ...DOT, skin: 'VII' }, '--skin is "VII". Choose from I, II'],
  ['an angle off the scale', { ...CLEAR, skin: undefined as never, ita: '99' }, '--ita is "99"'],
  ['a negative depth', { ...DOT, depthMm: '-0.3' }, '--depth-mm is "-0.3"'],
  ['no depth at all', { ...DOT, depthMm: '0' }, 'more than 0 mm'],
  ['a depth in words', { ...DOT, depthMm: 'deep' }, '--depth-mm is "deep"'],
  ['an empty depth', { ...DOT, depthMm: '' }, '--depth-mm is ""'],
  ['no radius', { ...DOT, radiusMm: '0' }, '--radius-mm is 0'],
  ['no number', { ...DOT, absorptionPerMm: 'NaN' }, '--absorption-per-mm is "NaN"'],
  ['light from a dot', { ...DOT, absorptionPerMm: '-5' }, '--absorption-per-mm is "-5"'],
  ['endless absorption', { ...DOT, absorptionPerMm: 'Infinity' }, 'from 0 to 100000'],
  ['a ball with a length', { ...DOT, lengthMm: '0.2' }, '--length-mm belongs to --shape column'],
  ['a column without length', { ...COLUMN, depthMm: '0.3' }, '--length-mm is missing'],
  ['a column without a bottom', { ...COLUMN, topMm: '0.1' }, '--bottom-mm is missing'],
  ['a column without a place', COLUMN, 'A column needs its ends'],
  ['a column given twice', { ...COLUMN, depthMm: '0.3', topMm: '0.1' }, 'not both'],
  ['a dose of nothing', { ...DOT, doseUg: '1' }, '--dose-ug belongs to --pigment'],
  ['a pigment without dose', carbon, 'Neither --dose-ug nor --dilution'],
  ['a dose and an ink', { ...carbon, doseUg: '1', dilution: '2' }, 'exclude each other'],
  ['more pigment than room', { ...carbon, doseUg: '100' }, 'do not fit into the dot'],
  ['two spacings', { ...DOT, spacingMm: '1', dotsPerCm2: '100' }, 'exclude each other'],
  ['no spacing', { ...DOT, spacingMm: '0' }, '--spacing-mm is 0'],
  ['a negative density', { ...DOT, dotsPerCm2: '-3' }, '--dots-per-cm2 is "-3"'],
  ['a redness too far', { ...DOT, redness: '2' }, '--redness is "2"'],
  ['a list that is none', { ...DOT, lateralMm: '0,,1' }, '--lateral-mm is ""'],
  ['an unknown layer', { ...DOT, layer: ['skull.blood=0.1'] }, 'names no layer'],
];

test.each(wrong)('%s is a usage error that says so', (_, flags, says) => {
  let caught: unknown;
  try {
    dotQuestion(flags);
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(DotworkError);
  expect((caught as DotworkError).code).toBe('usage');
  expect((caught as DotworkError).message).toContain(says);
});

test('a wavelength without tables is told when it comes to light', () => {
  const question = dotQuestion({ ...DOT, bandNm: '450,555' });
  expect(() => dotOptics(question)).toThrowError('There is no band at 555 nm. Choose from 420');
});

test('absorption per gram and density are those of a powder', () => {
  for (const kind of PIGMENT_KINDS) {
    const { massAbsorption, densityGPerCm3, massScattering550 } = PIGMENTS[kind];
    expect(massAbsorption).toHaveLength(6);
    expect(Math.min(...massAbsorption)).toBeGreaterThanOrEqual(0);
    // Nothing extinguishes much more than its smallest grains' cross-section: 20 m2/g.
    expect(Math.max(...massAbsorption) + massScattering550).toBeLessThan(20);
    expect(densityGPerCm3).toBeGreaterThan(1.5);
  }
});
