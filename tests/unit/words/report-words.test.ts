import { expect, test } from 'vitest';
import type { SimulationReport } from '../../../src/engine/report/report.ts';
import {
  depthRows,
  depthSentence,
  headlineFigures,
  machineRows,
  pigmentRows,
  SESSION_HEADS,
  scalpRows,
  sessionCells,
  skinRows,
} from '../../../src/words/report-words.ts';

const session = { session: 2, day: 28, dots: 4321, dilution: 12, needleMinutes: 265 };

/** What of a report is put into words. */
const report = {
  seed: 7,
  dots: 12_345,
  dotsLeftOut: 0,
  areaCm2: 402.6,
  treatedAreaCm2: 150.4,
  dotsPerCm2: 82.1,
  hairUnits: 20_011,
  sizeConfirmed: true,
  inkCover: 0.0123,
  needleMinutes: 265,
  depthMm: { mean: 0.4, p05: 0.301, p95: 0.499, deeperThan1p2Share: 0.00125 },
  extensionMm: 0.8,
  depthToldAs: 'deposit',
  needlePlaces: [
    { place: 'Front', depositMm: 0.4, extensionMm: 0.72 },
    { place: 'Back', depositMm: 0.4, extensionMm: 0.864 },
  ],
  pigmentUg: {
    ...{ placed: 1234.56, left: 617, leftShare: 0.5 },
    gone: { shed: 0.12, exuded: 0.08, byLymph: 0.296, slowly: 0.004, turned: 0 },
  },
  colour: { bareSrgb: [1, 2, 3], treatedSrgb: [1, 2, 3], deltaE2000: 3.14 },
  scalp: {
    hairLoss: { baldCm2: 80.2, thinCm2: 30.7, scarCm2: 0.4, saltScore: 32.5, saltClass: 'S2' },
    hairline: {
      midFrontalMm: 64.6,
      left: { recessionMm: 20 },
      right: { recessionMm: 23 },
    },
    zonesCm2: [{ name: 'crown', cm2: 12.2 }],
  },
  timingsMs: { head: { gpu: null, wall: 12.34 }, target: { gpu: 0.5, wall: 3 } },
  memoryBytes: 3 * 2 ** 20,
  adapter: { vendor: 'google', architecture: 'swiftshader', name: 'google', software: true },
} as unknown as SimulationReport;

const pairs = (rows: readonly { name: string; value: string }[]) =>
  rows.map(({ name, value }) => [name, value]);

test('the four figures have their unit beside them', () => {
  expect(headlineFigures(report).map(({ value, unit }) => `${value} ${unit}`)).toEqual([
    '12,345 in all',
    '150 cm²',
    '82 per cm²',
    '4:25 h:min',
  ]);
});

test('depths are told to a hundredth of a millimetre', () => {
  expect(pairs(depthRows(report))).toEqual([
    ['Deposit, mean', '0.40 mm'],
    ['Deposit, 5 to 95 % of dots', '0.30 – 0.50 mm'],
    ['Deeper than 1.2 mm', '0.13 %'],
    ['Needle extension', '0.80 mm'],
    ['Extension by place', '0.72 – 0.86 mm'],
  ]);
  expect(depthSentence(report)).toBe('Deposit depth: mean 0.40 mm, from 0.30 to 0.50 mm');
});

test('a session has a cell under each head', () => {
  const cells = sessionCells(session as never);
  expect(cells).toEqual(['2', '28', '4,321', '12 : 1', '4:25 h']);
  expect(cells).toHaveLength(SESSION_HEADS.length);
});

test('what there is none of has no row: small scars, dots left out', () => {
  expect(pairs(scalpRows(report))).toEqual([
    ['Inside the hairline', '403 cm²'],
    ['Bald, thin', '80, 31 cm²'],
    ['SALT score', '33 of 100, S2'],
    ['Zone “crown”', '12 cm²'],
    ['Brow to hairline', '65 mm along the skin'],
    ['Corners behind it', '22 mm'],
  ]);
  expect(pairs(pigmentRows(report))).toEqual([
    ['Pigment placed', '1,234.6 µg'],
    ['Left at this age', '50 %'],
    ['Shed with the epidermis', '12 %'],
    ['Lost with the crusts', '8 %'],
    ['Taken by lymph in the first weeks', '30 %'],
    ['Follicles left', '20,011'],
  ]);
  const more = { ...report, dotsLeftOut: 12 };
  expect(pairs(pigmentRows(more)).at(-1)).toEqual(['Dots left out beside them', '12']);
});

test('colour and cover, and what is assumed says why', () => {
  const { cover, colour } = skinRows(report);
  expect(pairs([cover, colour])).toEqual([
    ['Ink cover', '1.23 %'],
    ['Mean colour, bare to treated', 'ΔE₀₀ 3.1'],
  ]);
  const assumed = [...depthRows(report), ...scalpRows(report), ...pigmentRows(report)].filter(
    (row) => row.assumed,
  );
  expect(assumed.map(({ name }) => name)).toEqual([
    'Needle extension',
    'Extension by place',
    'Bald, thin',
    'Left at this age',
  ]);
});

test('a card is named once, and a stage that no GPU timed says so', () => {
  expect(pairs(machineRows(report))).toEqual([
    ['Graphics', 'google · swiftshader (software)'],
    ['GPU memory', '3.0 MiB'],
    ['Seed', '7'],
    ['Stage head', '12.3 ms (CPU side)'],
    ['Stage target', '0.50 ms GPU'],
  ]);
});
