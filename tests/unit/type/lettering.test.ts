import { expect, test } from 'vitest';
import { isRightToLeft, Lettering } from '../../../src/type/lettering.ts';
import { lay } from '../../../src/type/overlay.ts';

const SIZE_PX = 40;

/** Pixels of one line, as text that can be compared. */
async function drawn(text: string): Promise<{ readonly ink: number; readonly pixels: string }> {
  const letters = await Lettering.load([text]);
  const { rgba } = letters.overlay(600, 80, [{ text, xPx: 20, topPx: 10, sizePx: SIZE_PX }]);
  const cover = rgba.filter((_, i) => i % 4 === 3);
  return { ink: cover.filter((value) => value > 0).length, pixels: cover.join() };
}

/** A letter that no font has: drawn as a box. */
const NOWHERE = '\u{10fffe}';

test.each([
  ['Latin', 'g'],
  ['Latin of Europe', 'ł'],
  ['Vietnamese', 'ệ'],
  ['Greek', 'ψ'],
  ['Cyrillic', 'ж'],
  ['Arabic', 'ع'],
  ['Hebrew', 'ש'],
  ['Devanagari', 'क'],
  ['Thai', 'ก'],
  ['signs', '²'],
  ['arrows and operators', '≤'],
])('%s has letters, not boxes', async (_, letter) => {
  const [real, box] = [await drawn(letter), await drawn(NOWHERE)];
  expect(real.ink).toBeGreaterThan(0);
  expect(real.pixels).not.toBe(box.pixels);
});

test('Arabic is joined: letters beside each other are not those that stand alone', async () => {
  const joiner = '\u200c'; // Keeps apart.
  expect((await drawn('عع')).pixels).not.toBe((await drawn(`ع${joiner}ع`)).pixels);
});

test('Devanagari is shaped: two consonants become one letter', async () => {
  const letters = await Lettering.load(['क्ष']);
  const [joint, first, second] = ['क्ष', 'क', 'ष'].map((text) => letters.widthPx(text, SIZE_PX));
  expect(joint).toBeLessThan(0.8 * (first! + second!));
});

test('a line from right to left is told by its first letter, names kept apart left out', () => {
  expect(isRightToLeft('مرحبا 30')).toBe(true);
  expect(isRightToLeft('30 שלום')).toBe(true);
  expect(isRightToLeft('Norwood שלום')).toBe(false);
  expect(isRightToLeft('\u2068שלום\u2069 | seed 7')).toBe(false);
  expect(isRightToLeft('30')).toBe(false);
});

test('from right to left, what comes first stands at the right', async () => {
  const letters = await Lettering.load(['אבג!']);
  const line = { xPx: 20, topPx: 10, sizePx: SIZE_PX };
  const lastInk = (text: string, rightToLeft: boolean) => {
    const { rgba, widthPx } = letters.overlay(300, 80, [{ ...line, text, rightToLeft }]);
    let last = 0;
    rgba.forEach((value, i) => {
      if (i % 4 === 3 && value > 128) last = Math.max(last, ((i - 3) / 4) % widthPx);
    });
    return last;
  };
  // The mark ends the line: at its left here, at its right in a line from left to right.
  expect(lastInk('אבג!', true)).toBeLessThan(20 + letters.widthPx('אבג!', SIZE_PX));
  expect(lastInk('אבג!', true)).not.toBe(lastInk('אבג!', false));
});

test('width grows with size and weight, and wrapped lines fit', async () => {
  const text = 'Preview only, 30 days after, as planned';
  const letters = await Lettering.load([text]);
  expect(letters.widthPx(text, 20)).toBeCloseTo(2 * letters.widthPx(text, 10), -1);
  expect(letters.widthPx(text, 20, true)).toBeGreaterThan(letters.widthPx(text, 20));
  const lines = letters.lines(text, 20, 150);
  expect(lines.join(' ')).toBe(text);
  expect(lines.every((line) => letters.widthPx(line, 20) <= 150)).toBe(true);
});

test('an overlay is laid by its cover, clipped at every side', () => {
  const ground = { widthPx: 2, heightPx: 2, rgba: new Uint8Array(16).fill(100) };
  const overlay = {
    widthPx: 2,
    heightPx: 2,
    rgba: Uint8ClampedArray.of(...Array(12).fill(0), 200, 200, 200, 51),
  };
  lay(ground, overlay, -1, -1);
  expect([...ground.rgba.subarray(0, 8)]).toEqual([120, 120, 120, 255, 100, 100, 100, 100]);
  lay(ground, overlay, 5, 5);
  expect(ground.rgba[12]).toBe(100);
});
