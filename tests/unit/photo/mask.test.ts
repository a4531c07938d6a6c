import { describe, expect, test } from 'vitest';
import { unitHash } from '../../../src/base/unit-hash.ts';
import { regionsOf } from '../../../src/photo/mask/regions.ts';
import { partsOfLight } from '../../../src/photo/mask/skin-model.ts';
import { readStrokes, withStrokes } from '../../../src/photo/mask/strokes.ts';

const SIZE = { widthPx: 60, heightPx: 40 };
const empty = () => new Uint8Array(SIZE.widthPx * SIZE.heightPx);
const sum = (mask: Uint8Array) => mask.reduce((all, byte) => all + byte, 0) / 255;

describe('strokes', () => {
  test('cover what a disc covers that slides along them', () => {
    const dot = withStrokes(empty(), SIZE, [{ kind: 'add', radiusPx: 8, points: [[30, 20]] }]);
    expect(sum(dot)).toBeCloseTo(Math.PI * 64, -1);
    const line = withStrokes(empty(), SIZE, [
      {
        kind: 'add',
        radiusPx: 5,
        points: [
          [15, 20],
          [30, 20],
          [45, 20],
        ],
      },
    ]);
    expect(Math.abs(sum(line) - (Math.PI * 25 + 300))).toBeLessThan(4);
  });

  test('lie over each other in order, and the list without the last is the one before', () => {
    const strokes = [
      { kind: 'add', radiusPx: 10, points: [[30, 20]] },
      { kind: 'keep-out', radiusPx: 4, points: [[30, 20]] },
    ] as const;
    const both = withStrokes(empty(), SIZE, strokes);
    expect(both[20 * 60 + 30]).toBe(0);
    expect(both[20 * 60 + 37]).toBe(255);
    const undone = withStrokes(empty(), SIZE, strokes.slice(0, -1));
    expect(undone[20 * 60 + 30]).toBe(255);
    // Drawn past the edge of the picture they stay on it.
    expect(() =>
      withStrokes(empty(), SIZE, [
        {
          kind: 'add',
          radiusPx: 9,
          points: [
            [-50, -3],
            [80, 60],
          ],
        },
      ]),
    ).not.toThrow();
  });

  test.each([
    [{}, /no list of strokes/],
    [[{ kind: 'paint', radiusPx: 3, points: [[1, 2]] }], /stroke 1 that is neither/],
    [[{ kind: 'add', radiusPx: 0, points: [[1, 2]] }], /stroke 1 without a radiusPx/],
    [[{ kind: 'add', radiusPx: 3, points: [[1, Number.NaN]] }], /whose points are not pairs/],
    [[null], /stroke 1 that is neither/],
  ])('refuses %j', (value, why) => {
    expect(() => readStrokes(value, 'strokes.json')).toThrow(why);
  });
});

test('light is parted into what comes from under skin and what it mirrors', () => {
  const model = { body: [1.48, 0.89, 0.67], lamp: [1.1, 1, 0.75] } as const;
  const lit = (body: number, mirrored: number) =>
    model.body.map((part, i) => body * part + mirrored * model.lamp[i]!) as [
      number,
      number,
      number,
    ];
  const gloss = partsOfLight(model, ...lit(0.3, 0.2));
  expect(gloss.body).toBeCloseTo(0.3, 6);
  expect(gloss.mirrored).toBeCloseTo(0.2, 6);
  expect(gloss.rest).toBeLessThan(1e-6);
  // Grey hair as bright as skin gives nothing back from under a skin; fair hair is neither.
  expect(partsOfLight(model, 0.33, 0.3, 0.225).body).toBeLessThan(0.05);
  expect(partsOfLight(model, 0.42, 0.29, 0.1).rest).toBeGreaterThan(0.15);
});

describe('skin in pieces', () => {
  const [width, height] = [60, 40];
  const field = (of: (x: number, y: number) => number) =>
    Float64Array.from({ length: width * height }, (_, i) => of(i % width, Math.floor(i / width)));
  const noise = (x: number, y: number) => 0.05 * (unitHash(x, y) - 0.5);
  const cells = (of: (x: number, y: number) => boolean) =>
    Uint8Array.from(field((x, y) => (of(x, y) ? 1 : 0)));
  const face = cells((x, y) => Math.abs(x - 30) < 4 && y > 32);
  const all = cells(() => true);

  test('a hand before it has an edge all around but for a gap, and is left out', () => {
    const hand = (x: number, y: number) => x > 40 && y > 10 && y < 24;
    const level = field((x, y) => noise(x, y) + (hand(x, y) && !(x === 41 && y === 17) ? 0.4 : 0));
    const found = regionsOf({ width, height, may: all, level }, face, all);
    expect(found[17 * width + 50]).toBe(0);
    expect(found[5 * width + 50]).toBe(1);
    expect(found[17 * width + 20]).toBe(1);
  });

  test('a bald crown behind a lock of hair belongs to it', () => {
    const lock = (_: number, y: number) => y > 18 && y < 26;
    const may = cells((x, y) => !lock(x, y));
    const found = regionsOf({ width, height, may, level: field(noise) }, face, may);
    expect(found[10 * width + 30]).toBe(1);
    expect(found[22 * width + 30]).toBe(0);
  });
});
