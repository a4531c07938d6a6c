import { describe, expect, test } from 'vitest';
import { xyzToLab } from '../../../src/color/lab.ts';
import { type RAMPS, rampColour } from '../../../src/color/ramps.ts';
import { decodeSrgb, linearToXyz } from '../../../src/color/srgb.ts';
import type { HeadMap } from '../../../src/engine/maps/head-maps.ts';
import { FINDINGS, MAP_NAMES, type MapName } from '../../../src/engine/maps/map-names.ts';
import { mapSpread } from '../../../src/engine/maps/spread.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { placeWords, shownMap } from '../../../src/words/maps/map-legend.ts';
import { type AreaUnit, findingName, MAP_WORDS } from '../../../src/words/maps/map-words.ts';

const lightness = (ramp: keyof typeof RAMPS, share: number) =>
  xyzToLab(linearToXyz(decodeSrgb(rampColour(ramp, share))))[0];

describe('ramps', () => {
  const shares = Array.from({ length: 201 }, (_, i) => i / 200);

  test('the rising one gets lighter all the way, evenly', () => {
    const steps = shares
      .slice(1)
      .map((share, i) => lightness('rising', share) - lightness('rising', shares[i]!));
    for (const step of steps) expect(step).toBeGreaterThan(0);
    // A fifth of it is a fifth of the lightness, within a third.
    const whole = lightness('rising', 1) - lightness('rising', 0);
    for (let i = 0; i < 5; i++) {
      const part = lightness('rising', (i + 1) / 5) - lightness('rising', i / 5);
      expect(Math.abs((5 * part) / whole - 1)).toBeLessThan(0.34);
    }
  });

  test('the parting one gets lighter up to its middle, which is no colour, then darker', () => {
    for (const [i, share] of shares.slice(1).entries()) {
      const step = lightness('parting', share) - lightness('parting', shares[i]!);
      if (share <= 0.5) expect(step).toBeGreaterThan(0);
      else expect(step).toBeLessThan(0);
    }
    const [r, g, b] = rampColour('parting', 0.5);
    expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeLessThan(0.01);
  });

  test('ends hold beyond', () => {
    expect(rampColour('rising', -3)).toEqual(rampColour('rising', 0));
    expect(rampColour('rising', 7)).toEqual(rampColour('rising', 1));
  });
});

/** Ten places of 10 mm2 with these values. */
function shown(name: MapName, values: readonly number[], area: AreaUnit = 'cm2') {
  const map: HeadMap = {
    name,
    values: Float32Array.from(values),
    edge: new Float32Array(values.length).fill(1),
  };
  const inside = Uint32Array.from(values.keys());
  const skin = {
    positionsUm: new Int32Array(3 * values.length),
    areasMm2: new Float32Array(values.length).fill(1000),
    ...{ inside, around: inside },
  };
  return shownMap(map, skin, mapSpread(map, skin), DEFAULT_PLAN, area);
}

const SOME = [62, 65, 70, 75, 80, 88, 90, 95, 99, 100];

describe('scales and legends', () => {
  test('ticks are round and evenly apart, lines run halfway between them', () => {
    for (const name of MAP_NAMES) {
      for (const values of [SOME, SOME.map((v) => v / 150), SOME.map(() => 0.4), []]) {
        const { scale } = shown(name, values);
        const [first, second] = scale.ticks.map(({ value }) => value);
        expect(scale.ticks.length, name).toBeGreaterThanOrEqual(3);
        expect(scale.ticks.length, name).toBeLessThanOrEqual(13);
        expect(scale.low).toBe(first);
        scale.ticks.forEach(({ value }, i) => {
          expect(value).toBeCloseTo(first! + i * (second! - first!), 9);
        });
        scale.lines.levels.forEach(({ value }, i) => {
          expect(value).toBeCloseTo((scale.ticks[i]!.value + scale.ticks[i + 1]!.value) / 2, 9);
        });
        // Told apart by their text alone.
        expect(new Set(scale.ticks.map(({ text }) => text)).size).toBe(scale.ticks.length);
      }
    }
  });

  test('placed and asked for look alike: both scales run from nothing to beyond the plan', () => {
    const [placed, asked] = [
      shown('density', SOME),
      shown(
        'asked',
        SOME.map((v) => 1.01 * v),
      ),
    ];
    expect(placed.scale.low).toBe(0);
    expect(placed.scale.high).toBeGreaterThan(DEFAULT_PLAN.density.dotsPerCm2);
    expect([asked.scale.low, asked.scale.high]).toEqual([placed.scale.low, placed.scale.high]);
  });

  test('a square inch holds 6.45 square centimetres, of dots and of skin', () => {
    const [cm2, in2] = [shown('density', SOME), shown('density', SOME, 'in2')];
    expect(placeWords(cm2, 100)).toBe('100 dots/cm²');
    expect(placeWords(in2, 100)).toBe('645 dots/in²');
    expect(cm2.legend.sentences.join(' ')).toContain('On 100 cm²');
    expect(in2.legend.sentences.join(' ')).toContain('On 16 in²');
    expect(in2.legend.unit).toBe('dots/in²');
    expect(placeWords(shown('darkness', [-1, 0, 1]), -0.001)).toMatch(/^0\.0+ ΔE₀₀$/);
    // Lengths are lengths in both.
    expect(placeWords(shown('depth', [0.3, 0.4, 0.5], 'in2'), 0.4)).toMatch(/^0.400? mm$/);
  });

  test('a legend draws all of its skin, and marks its percentiles in order', () => {
    const { legend } = shown('density', SOME);
    expect(Math.max(...legend.bars.map(({ high }) => high))).toBe(1);
    const { p10, median, p90 } = legend.marks!;
    expect(p10).toBeLessThan(median);
    expect(median).toBeLessThan(p90);
    expect(shown('density', []).legend.marks).toBeUndefined();
    expect(shown('density', []).legend.sentences).toEqual(['No dots to tell of.']);
  });

  test('findings are kinds: each has its colour, its name and its skin', () => {
    const found = shown('findings', [3, 3, 3, 0]);
    expect(found.legend.kinds.map(({ name }) => name)).toEqual(
      FINDINGS.map((of) => findingName(of)),
    );
    expect(new Set(found.legend.kinds.map(({ colour }) => colour)).size).toBe(FINDINGS.length);
    expect(found.legend.kinds[3]!.area).toBe('30 cm²');
    expect(found.legend.kinds[0]!.area).toBe('10 cm²');
    expect(placeWords(found, 3)).toBe(findingName('shallow'));
    expect(placeWords(found, undefined)).toBe('Nothing found');
  });

  test('every map has a title of its own and says what it is', () => {
    const titles = MAP_NAMES.map((name) => MAP_WORDS[name].title);
    expect(new Set(titles).size).toBe(MAP_NAMES.length);
    for (const name of MAP_NAMES) expect(MAP_WORDS[name].about.length).toBeGreaterThan(20);
  });
});
