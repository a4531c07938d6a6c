import { expect, test } from 'vitest';
import type { SimulationReport } from '../../../src/engine/report/report.ts';
import { needsRows, zoneCells, zoneSessionRows } from '../../../src/words/work/needs-words.ts';

const sure = (planned: number, p10 = planned, p90 = planned) => ({
  ...{ planned, p10, p50: planned, p90 },
});

const report = {
  sessions: [{}, {}],
  scalp: { zonesCm2: [{ name: 'crown', cm2: 34.2 }] },
  needs: {
    total: {
      dots: 9000,
      hours: sure(8.5, 6.9, 10.25),
      inkMl: sure(0.123, 0.08, 1.26),
      visits: sure(2, 2, 4),
    },
    pigments: [{ pigment: 'iron-oxide-brown', stockMl: sure(0.018, 0.015, 0.0454) }],
    cartridges: [{ code: '0803RL', count: sure(3) }],
    zones: [
      {
        name: 'crown',
        dots: 3000.2,
        hours: sure(1, 0.8, 1.2),
        inkMl: sure(0.1),
        sessions: [1000, 2000],
      },
      { name: null, dots: 6000, hours: sure(2), inkMl: sure(0.2), sessions: [2000, 4000] },
    ],
    longestVisitHours: 5,
  },
} as unknown as SimulationReport;

test('a range stands in brackets behind what is planned, and nowhere without one', () => {
  expect(needsRows(report).map(({ name, value }) => [name, value])).toEqual([
    ['Visits of at most 5 hours', '2 (2 – 4)'],
    ['Needle time', '8:30 h (6:54 – 10:15)'],
    ['Thinned ink through the needles', '0.12 (0.08 – 1.3) ml'],
    ['Iron oxide brown, undiluted, to pour', '0.018 (0.015 – 0.045) ml'],
    ['Cartridges 0803RL', '3'],
  ]);
  for (const { assumed } of needsRows(report)) expect(assumed).toContain('nobody measured');
});

test('each zone has its row, and what lies in none comes last', () => {
  expect(zoneCells(report)).toEqual([
    ['crown', '34 cm²', '3,000', '1:00 h (0:48 – 1:12)', '0.1 ml'],
    ['Elsewhere', '', '6,000', '2:00 h', '0.2 ml'],
  ]);
  expect(zoneSessionRows(report).map(({ value }) => value)).toEqual([
    '1,000 + 2,000',
    '2,000 + 4,000',
  ]);
});
