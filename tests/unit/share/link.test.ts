import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fingerprint } from '../../../src/base/fingerprint.ts';
import { pcg } from '../../../src/base/hash.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { applyPreset, presets } from '../../../src/plan/presets.ts';
import { readPlan } from '../../../src/plan/reading/read.ts';
import dictionary from '../../../src/share/dictionary-1.json';
import {
  isLink,
  leftBehind,
  linkIfShort,
  MOST_LINK_CHARS,
  readLink,
  shareLink,
} from '../../../src/share/link.ts';
import { packText, unpackText } from '../../../src/share/packed.ts';
import { planHash } from '../../../src/share/plan-hash.ts';
import { packShared, type SharedCamera, unpackShared } from '../../../src/share/shared.ts';
import { arbitraryPlan } from '../../helpers/arbitrary-plan.ts';

/** Each alone changes a plan; of most, any value goes with any other. */
const SECTIONS = ['head', 'skin', 'hair', 'hairline', 'manual', 'noGo', 'zones', 'notes'] as const;

const BASE = 'https://example.com/dotwork/';
const CAMERA: SharedCamera = { eyeMm: [12.34, 100, 612.96], targetMm: [0, 60.5, 0], fovDeg: 30 };
const LINK = shareLink(BASE, { plan: DEFAULT_PLAN, camera: CAMERA });

test('any plan comes back from packed text as it was', () => {
  fc.assert(
    fc.property(arbitraryPlan, (plan) => {
      const back = unpackShared(packShared({ plan })).plan;
      expect(back).toEqual(readPlan(JSON.parse(JSON.stringify(plan))));
      expect(planHash(back)).toBe(planHash(plan));
    }),
    { numRuns: 20 },
  );
});

test('any plan goes as a link and comes back, or is told to be too long', () => {
  let sent = 0;
  fc.assert(
    fc.property(arbitraryPlan, fc.constantFrom(...SECTIONS), (plan, section) => {
      const changed = { ...DEFAULT_PLAN, [section]: plan[section] };
      let link: string;
      try {
        link = shareLink(BASE, { plan: changed });
      } catch (error) {
        expect(String(error)).toMatch(/would have \d{4,} characters.*file instead/);
        return;
      }
      sent += 1;
      expect(link.length).toBeLessThanOrEqual(MOST_LINK_CHARS);
      expect(planHash(readLink(link).plan)).toBe(planHash(changed));
    }),
  );
  // Whether one is too long is left to chance here; another test has one that is.
  expect(sent).toBeGreaterThan(0);
});

test('a plan too long for a link is refused with its length, and has none where one is optional', () => {
  // Letters that no dictionary shortens.
  const notes = Array.from({ length: 3000 }, (_, i) =>
    String.fromCodePoint(0x4e00 + (pcg(i) % 20_000)),
  ).join('');
  const plan = { ...DEFAULT_PLAN, notes };
  expect(() => shareLink(BASE, { plan })).toThrow(/would have \d{4,} characters/);
  expect(linkIfShort(BASE, { plan })).toBeUndefined();
  expect(linkIfShort(BASE, { plan: DEFAULT_PLAN })).toBe(shareLink(BASE, { plan: DEFAULT_PLAN }));
  expect(() => linkIfShort('nowhere', { plan })).toThrow(/no address of a page/);
});

test('any text is packed and comes back', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 900 });
  fc.assert(fc.property(text, (words) => void expect(unpackText(packText(words))).toBe(words)));
});

test('every case is short, with a camera to a tenth of a mm', () => {
  for (const preset of presets('case')) {
    const plan = applyPreset(DEFAULT_PLAN, preset);
    const link = shareLink(BASE, { plan, camera: CAMERA });
    expect(link.length, preset.name).toBeLessThan(220);
    const back = readLink(link);
    expect(back.camera).toEqual({ eyeMm: [12.3, 100, 613], targetMm: [0, 60.5, 0], fovDeg: 30 });
    expect(planHash(back.plan)).toBe(planHash(plan));
  }
});

test('a link has not changed since version 1: what was sent once opens for good', () => {
  // Another dictionary is another version of links, beside this one.
  expect(fingerprint(new TextEncoder().encode(JSON.stringify(dictionary)))[0]).toBe(3955796349);
  const sent = '#plan=1.ACl-dm1aG4jKxxmYOfJKFBxHK5rRimbEVDQWpuC1n6M1zWhNM5xrGtAsFfaqBgA';
  const { plan, camera } = readLink(sent);
  expect([plan.title, plan.density.dotsPerCm2, plan.healing.ageDays]).toEqual([
    'Client A',
    85.5,
    365,
  ]);
  expect(camera).toEqual({ eyeMm: [0, 90, 600], targetMm: [0, 60, 0], fovDeg: 30 });
});

test('the hash of a plan does not go by the order of its fields, but by all of them', () => {
  const turned = Object.fromEntries(Object.entries(DEFAULT_PLAN).reverse());
  expect(planHash(turned as typeof DEFAULT_PLAN)).toBe(planHash(DEFAULT_PLAN));
  expect(planHash({ ...DEFAULT_PLAN, seed: 2 })).not.toBe(planHash(DEFAULT_PLAN));
});

test('what stands around a link in a message is not part of it', () => {
  const { plan } = readLink(LINK);
  for (const around of [`${LINK}.`, `${LINK})`, `${LINK}\n`, `${LINK}&mode=plan`]) {
    expect(readLink(around).plan).toEqual(plan);
  }
  expect(readLink(LINK.replace('#', '#mode=plan&')).plan).toEqual(plan);
  expect(readLink(LINK.slice(LINK.indexOf('#'))).plan).toEqual(plan);
  expect(isLink(LINK)).toBe(true);
  expect(isLink('norwood-4')).toBe(false);
  expect(isLink('./plan.json')).toBe(false);
});

test('a link that lost its end says so, wherever it was cut', () => {
  const start = LINK.indexOf('1.') + 2;
  for (let end = start; end < LINK.length; end++) {
    expect(() => readLink(LINK.slice(0, end)), String(end)).toThrow(/lost its end/);
  }
});

test('a link with wrong letters never opens as another plan', () => {
  const start = LINK.indexOf('1.') + 2;
  fc.assert(
    fc.property(
      fc.integer({ min: start, max: LINK.length - 1 }),
      fc.constantFrom(...'ABCdef019-_'),
      (at, letter) => {
        const changed = LINK.slice(0, at) + letter + LINK.slice(at + 1);
        try {
          // The last letter holds bits that say nothing.
          expect(readLink(changed)).toEqual(readLink(LINK));
          expect(changed === LINK || at === LINK.length - 1).toBe(true);
        } catch (error) {
          expect(String(error)).toMatch(/This link (is damaged|has lost its end)/);
        }
      },
    ),
  );
  expect(() => readLink(LINK.toLowerCase())).toThrow(/This link /);
  expect(() => readLink(`${LINK}AAAA`)).toThrow(/is damaged/);
  expect(() => readLink(LINK.replace(/.{9}$/, '%20$&'))).toThrow(/is damaged/);
});

test('anything else behind plan= is refused in a sentence', () => {
  const refused = /^DotworkError: This link|^DotworkError: This is no link/;
  const told = (link: string): string => {
    try {
      readLink(link);
    } catch (error) {
      return String(error);
    }
    return 'opened';
  };
  fc.assert(
    fc.property(fc.string(), (text) => void expect(told(`#plan=${text}`)).toMatch(refused)),
  );
  fc.assert(
    fc.property(fc.base64String(), (text) => void expect(told(`#plan=1.${text}`)).toMatch(refused)),
  );
  expect(told('#plan=')).toMatch(/no link that Dotwork made/);
  expect(told(`#plan=1.${'A'.repeat(90_000)}`)).toMatch(/no link that Dotwork made/);
  expect(told('#plan=7.abcd')).toMatch(/version 7, made by a newer Dotwork/);
  expect(told(`#plan=${packText('[]')}`)).toMatch(/no link that Dotwork made/);
  expect(told(`#plan=${packText('{"plan"')}`)).toMatch(/no link that Dotwork made/);
  const newer = JSON.stringify({ plan: { ...DEFAULT_PLAN, version: 99 } });
  expect(told(`#plan=${packText(newer)}`)).toMatch(/version 99, made by a newer Dotwork/);
});

test('a camera that sees nothing is left out, and the plan opens', () => {
  for (const camera of [1, {}, { ...CAMERA, eyeMm: CAMERA.targetMm }, { ...CAMERA, fovDeg: 0 }]) {
    const back = readLink(`#plan=${packText(JSON.stringify({ camera, plan: DEFAULT_PLAN }))}`);
    expect(back.camera).toBeUndefined();
    expect(planHash(back.plan)).toBe(planHash(DEFAULT_PLAN));
  }
});

test('a base address that is none is refused; its own hash goes', () => {
  expect(() => shareLink('example', { plan: DEFAULT_PLAN })).toThrow(/no address of a page/);
  expect(() => shareLink('javascript:alert(1)', { plan: DEFAULT_PLAN })).toThrow(/no address/);
  expect(shareLink(`${BASE}?x=1#mode=plan`, { plan: DEFAULT_PLAN })).toMatch(/\/\?x=1#plan=1\./);
});

test('what a link cannot carry is told', () => {
  expect(leftBehind(DEFAULT_PLAN)).toBeUndefined();
  const scan = { kind: 'file', name: 'a.ply', sha256: '0'.repeat(64), mmPerUnit: 1 } as const;
  const landmarks = { nasion: [0, 0, 1], inion: [0, 0, -1] } as never;
  const head = { ...DEFAULT_PLAN.head, scan: { ...scan, landmarks } };
  expect(leftBehind({ ...DEFAULT_PLAN, head })).toContain('scan of the head');
});
