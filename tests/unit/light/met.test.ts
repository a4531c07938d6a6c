import { describe, expect, test } from 'vitest';
import { BAND_COUNT, BANDS_NM } from '../../../src/color/bands.ts';
import { coverAt, dotFootprint } from '../../../src/light/dot/footprint.ts';
import { NODES, nodeAt, nodeRadiusMm } from '../../../src/light/dot/met/lateral-nodes.ts';
import { bakeMet, writeMet } from '../../../src/light/dot/met/met-bake.ts';
import { metRows, rowAt, topBetween } from '../../../src/light/dot/met/met-table.ts';
import {
  MET_CELLS,
  MET_ENDS,
  MET_ROWS,
  MET_TOPS_MM,
} from '../../../src/light/dot/met/met-tally.ts';
import { SKIN_TYPES, skinOfIta, skinOfType } from '../../../src/light/skin-types.ts';

const GREEN = BANDS_NM.indexOf(540);

describe('light that meets a column', () => {
  test('is all of it inside one that begins at the surface, and less the deeper and the narrower', () => {
    for (const ita of [55, 20, -40]) {
      const footprint = dotFootprint(skinOfIta(ita));
      for (let band = 0; band < BAND_COUNT; band++) {
        let wider = Number.POSITIVE_INFINITY;
        for (const radiusMm of [0.3, 0.15, 0.08, 0.04]) {
          const rows = metRows(footprint, radiusMm, 0);
          expect(rowAt(rows, topBetween(0), band)).toBeGreaterThan(0.999);
          const shares = MET_TOPS_MM.map((topMm) => rowAt(rows, topBetween(topMm), band));
          // Noise of 120,000 photons, and steps of a byte.
          for (let i = 1; i < shares.length; i++) {
            expect(shares[i]).toBeLessThan(shares[i - 1]! + 0.006);
          }
          const here = rowAt(rows, topBetween(0.2), band);
          expect(here).toBeLessThan(wider + 0.006);
          wider = here;
          // Nothing takes more than an opaque sheet at its top.
          expect(here).toBeLessThan(coverAt(footprint, 0.2, band) + 0.012);
        }
      }
    }
  });

  test('that is as wide as light goes is met as an opaque sheet is', () => {
    for (const type of ['I', 'IV', 'VI'] as const) {
      const footprint = dotFootprint(skinOfType(type));
      const rows = metRows(footprint, 0.4, 0);
      for (const topMm of [0.026, 0.06, 0.115]) {
        const met = rowAt(rows, topBetween(topMm), 0);
        expect(Math.abs(met - coverAt(footprint, topMm, 0))).toBeLessThan(0.02);
      }
    }
  });

  test('is found again by a few photons of the bake, in every skin', () => {
    const [band, photons] = [BANDS_NM[GREEN]!, 1200];
    const baked = bakeMet(band, { photons, seed: 9 });
    const whole = 6;
    SKIN_TYPES.forEach((type, s) => {
      const { met } = dotFootprint(skinOfType(type));
      let squares = 0;
      for (let cell = 0; cell < MET_CELLS; cell++) {
        const share = (baked.bytes[s]![cell]! / 255) ** 2;
        squares += (share - met[cell * whole + GREEN]!) ** 2;
      }
      // One photon in some hundred decides: 0.02 at most where half of the light meets it.
      expect(Math.sqrt(squares / MET_CELLS)).toBeLessThan(0.02);
      expect(baked.covers[s]![0]).toBeCloseTo(1, 3);
    });
    const written = JSON.parse(writeMet([baked], { command: 'test', photons, seed: 9 }));
    expect(atob(written.shares)).toHaveLength(SKIN_TYPES.length * MET_CELLS);
  });
});

test('nodes rise to the reach, two of them close around the edge, and distances find their place', () => {
  expect(MET_ROWS).toBe(MET_TOPS_MM.length + MET_ENDS.length);
  for (const radiusMm of [0.02, 0.08, 0.4]) {
    const nodes = Array.from({ length: NODES }, (_, node) => nodeRadiusMm(node, radiusMm));
    expect(nodes[0]).toBe(0);
    expect(nodes.at(-1)).toBeCloseTo(1.2, 12);
    for (let i = 1; i < NODES; i++) expect(nodes[i]).toBeGreaterThan(nodes[i - 1]!);
    nodes.forEach((mm, node) => {
      expect(nodeAt(mm, radiusMm)).toBeCloseTo(node, 6);
    });
    expect(nodeAt(radiusMm, radiusMm)).toBeCloseTo(4.5, 6);
  }
});
