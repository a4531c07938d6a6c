import { expect, test } from 'vitest';
import { pcg } from '../../../src/base/hash.ts';
import { DENSITY_UNITS, radiusAtDensity, rankTable } from '../../../src/engine/placement/radii.ts';
import { healedColumn } from '../../../src/ink/column-bins.ts';
import { DEFAULT_BOUNDS } from '../../../src/ink/kinetics.ts';
import { KINETICS } from '../../../src/ink/kinetics-constants.ts';
import { PIGMENTS } from '../../../src/ink/pigments.ts';
import { dotFootprint } from '../../../src/light/dot/footprint.ts';
import { NODES, nodeAt, nodeRadiusMm, REACH_MM } from '../../../src/light/dot/met/lateral-nodes.ts';
import { overlapRatio, overlapTerm } from '../../../src/light/dot/overlap.ts';
import { skinOfType } from '../../../src/light/skin-types.ts';
import { plane } from '../../helpers/meshes.ts';
import { asDots, dotWords } from '../../helpers/placement.ts';
import { darkness, withinReach } from '../../helpers/twins/response-twin.ts';
import { callWgsl } from '../../helpers/wgsl-call.ts';

const footprint = dotFootprint(skinOfType('II'));
const BANDS = [1, 3, 5];

/** Dots: depth, mass left, spread and age; one holds six times a usual dot's pigment. */
const DOTS = [
  { depthMm: 0.2, ug: 0.03, varianceMm2: 0.0009 },
  { depthMm: 0.3, ug: 0.03, varianceMm2: 0.0013 },
  { depthMm: 0.4, ug: 0.03, varianceMm2: 0.0016 },
  { depthMm: 0.6, ug: 0.03, varianceMm2: 0.003 },
  { depthMm: 0.8, ug: 0.03, varianceMm2: 0.005 },
  { depthMm: 0.4, ug: 0.12, varianceMm2: 0.0016 },
  { depthMm: 0.8, ug: 0.18, varianceMm2: 0.008 },
  { depthMm: 0.4, ug: 0.1, varianceMm2: 0.004, ageDays: 0 },
  { depthMm: 0.4, ug: 0.02, varianceMm2: 0.006, ageDays: 1826 },
];
/** How unevenly light meets dots: from deep pigment in red light to none at all. */
const SHAPES = [0.4, 1, 2.5, 1e4];

test('the mean of a patch is what averaging the sum of all dots gives, within 2 percent', async () => {
  const all = asDots(await dotWords(plane(22, 8), 3, radiusAtDensity(150)));
  const table = rankTable(151);
  const cases: { share: number; brute: number; shape: number; what: string }[] = [];
  for (const density of [20, 40, 70, 100, 150]) {
    const chosen = all.filter(({ rankSq }) => rankSq >= table[density * DENSITY_UNITS]!);
    const around = Array.from({ length: 2500 }, (_, i) => {
      const [x, y] = [2 * i, 2 * i + 1].map((salt) => 15 * (pcg(salt) / 2 ** 32 - 0.5));
      return chosen
        .map((dot) => Math.hypot(dot.x / 1000 - x!, dot.y / 1000 - y!))
        .filter((distance) => distance < REACH_MM);
    });
    for (const dot of DOTS) {
      const profile = profileOf(dot);
      for (const band of BANDS) {
        for (const shape of SHAPES) {
          let [brute, share] = [0, 0];
          for (const distances of around) {
            let sum = 0;
            for (const distance of distances) {
              const dark = profile(distance, band);
              sum += overlapTerm(1 - dark, shape);
              share += dark;
            }
            brute += overlapRatio(sum, shape);
          }
          const what = `${density} per cm2 at ${dot.depthMm} mm, ${dot.ug} ug, band ${band}, m ${shape}`;
          cases.push({ share: share / 2500, brute: brute / 2500, shape, what });
        }
      }
    }
  }
  const found = await callWgsl(
    'lib::mean::meanRatio',
    cases.map(({ share, shape }) => [share, 0, shape]),
  );
  expect(Math.max(...cases.map(({ share }) => share))).toBeGreaterThan(0.4);
  let squares = 0;
  cases.forEach(({ brute, what }, i) => {
    const error = found[i]! / brute - 1;
    squares += error * error;
    expect(Math.abs(error), what).toBeLessThan(0.02);
  });
  expect(Math.sqrt(squares / cases.length)).toBeLessThan(0.0035);
}, 60_000);

test('more dots never brighten, none leave the skin as it is, halos add up', async () => {
  const shares = Array.from({ length: 60 }, (_, i) => 0.05 * i);
  for (const shape of SHAPES) {
    const found = await callWgsl(
      'lib::mean::meanRatio',
      shares.map((share) => [share, 0, shape]),
    );
    expect(found[0]).toBeCloseTo(1, 6);
    for (let i = 1; i < found.length; i++) {
      expect(found[i]).toBeLessThan(found[i - 1]!);
      expect(found[i]).toBeGreaterThan(0);
      // No jump where the fit ends.
      expect(found[i - 1]! - found[i]!).toBeLessThan(0.051);
    }
  }
  const [even, both, near] = await callWgsl('lib::mean::meanRatio', [
    [0, 0.3, 0.7],
    [0.2, 0.3, 0.7],
    [0.2, 0, 0.7],
  ]);
  expect(even).toBeCloseTo(overlapRatio(0.3, 0.7), 5);
  expect(both).toBeCloseTo(overlapRatio(overlapTerm(near!, 0.7) + 0.3, 0.7), 5);
});

/** What pictures draw of a dot: straight lines between the nodes. */
function profileOf({ depthMm, ug, varianceMm2, ageDays = 60 }: (typeof DOTS)[number]) {
  const radiusMm = 2 * Math.sqrt(varianceMm2);
  const fresh = { depthMm, radiusMm, massUg: ug, tip: 0.3 };
  const { edgesMm, massUg, packing } = healedColumn(
    fresh,
    KINETICS.expected,
    DEFAULT_BOUNDS,
    ageDays,
  );
  const left = massUg.reduce((sum, part) => sum + part, 0);
  const column = {
    radiusMm,
    edgesMm,
    densities: massUg.map((part, bin) => {
      const mm3 = Math.PI * radiusMm ** 2 * (edgesMm[bin + 1]! - edgesMm[bin]!);
      return mm3 > 0 ? (ug * part) / left / mm3 : 0;
    }),
    absorptionPerMm: PIGMENTS['carbon-black'].massAbsorption.map((perUg) => packing * perUg),
  };
  const nodes = Array.from({ length: NODES }, (_, node) => {
    const r = nodeRadiusMm(node, radiusMm);
    return darkness(footprint, column, r).map((dark) => dark * withinReach(r));
  });
  return (rMm: number, band: number) => {
    const at = nodeAt(rMm, radiusMm);
    const low = Math.min(NODES - 2, Math.floor(at));
    return nodes[low]![band]! + (at - low) * (nodes[low + 1]![band]! - nodes[low]![band]!);
  };
}
