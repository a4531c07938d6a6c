import { expect, test } from 'vitest';
import { caseOf, PLANE_EDGE_UM, skinOf } from '../../../bench/placement/case.ts';
import { tooMuchHeap } from '../../../bench/placement/memory.ts';
import { PEERS } from '../../../bench/placement/peers.ts';
import { spectrumPlot } from '../../../bench/placement/plot.ts';
import { PUBLISHED_PEERS } from '../../../bench/placement/published.ts';
import { comparePlacement, placementTable } from '../../../bench/placement/report.ts';
import type { PlacementRow, PlacementRun } from '../../../bench/placement/run.ts';
import { statisticsOf } from '../../../bench/statistics/statistics.ts';
import { Surface } from '../../../bench/statistics/surface.ts';

const skin = await skinOf('plane');
const surface = new Surface(skin);
const job = caseOf('plane', skin, surface, 3000);
const rows: PlacementRow[] = [];
for (const peer of PEERS) {
  const about = { shape: job.shape, asked: job.dots, spacingUm: job.spacingUm, tool: peer.name };
  const open = await peer.open(job);
  const sampled = await open.run(1);
  const figures = {
    dots: sampled.made,
    made: sampled.made,
    bestS: 0.25,
    medianS: 0.5,
    cpuS: 0.125,
    gpuPeakMiB: null,
    keptMiB: 1,
    statistics: statisticsOf(surface, sampled.places(), job.spacingUm, {
      probes: 4000,
      patches: 40,
      dots: 400,
    }),
  };
  rows.push({ ...about, figures });
}
const refused = { shape: job.shape, asked: job.dots, spacingUm: job.spacingUm, tool: 'another' };
const run: PlacementRun = {
  when: '2026-11-22T00:00:00.000Z',
  adapter: 'test',
  software: true,
  node: 'v20',
  yardstick: { bestS: 0.05, cpuS: 0.05 },
  rows: [...rows, { ...refused, skipped: 'This GPU allows 128 MiB.' }],
};

test('the spacing is that of a saturated set of so many dots; the sphere is the published mesh', async () => {
  expect((job.dots * Math.PI * job.spacingUm ** 2) / 4 / PLANE_EDGE_UM ** 2).toBeCloseTo(0.547, 3);
  const sphere = await skinOf('sphere');
  expect(sphere.positionsUm.length / 3).toBe(100_002);
  expect(new Surface(sphere).areaUm2 / (4 * Math.PI * 90_000 ** 2)).toBeCloseTo(1, 3);
});

test('peers give what their names promise: random, blue noise, tight blue noise', () => {
  const [random, bridson, fast] = rows.map(({ figures }) => figures!);
  expect(random!.dots).toBe(job.dots);
  expect(random!.statistics!.relativeRadius).toBeLessThan(0.05);
  for (const figures of [bridson!, fast!]) {
    expect(figures.dots / job.dots).toBeGreaterThan(0.85);
    // They were asked to keep the spacing, and their dots lie on this surface.
    expect(figures.statistics!.closestUm).toBeGreaterThan(0.999 * job.spacingUm);
    expect(figures.statistics!.uncoveredShare).toBeLessThan(0.01);
  }
  for (const peer of PEERS.slice(1)) {
    expect(peer.refuses({ ...job, shape: 'head' })).toBe('fills planes only');
  }
});

test('the table has every sampler, what was refused and why, and the peers not timed', () => {
  const text = placementTable(run);
  const lines = text.split('\n');
  for (const { tool } of run.rows) expect(text).toContain(`| ${tool} |`);
  expect(text).toContain('This GPU allows 128 MiB.');
  expect(text).toContain('not in this run');
  for (const { tool } of PUBLISHED_PEERS) expect(text).toContain(tool);
  // 0.25 s of a yardstick of 0.05 s.
  expect(lines.find((line) => line.startsWith('| poisson-disk-sampling'))).toContain('| 5.00 |');
  expect(text).not.toContain('was busy');
  const crowded = { ...run, yardstick: { bestS: 0.2, cpuS: 0.05 } };
  expect(placementTable(crowded)).toContain('the yardstick took 4.0 times its CPU time');
  const tables = lines.filter((line) => line.startsWith('|'));
  const columns = tables.map((line) => line.split('|').length);
  expect(new Set(columns).size).toBeLessThanOrEqual(2);
});

test('a run twice as slow as another is 2, whatever the machine did to the yardstick', () => {
  const slower = rows.map((row) => {
    return { ...row, figures: { ...row.figures!, bestS: 1, cpuS: 0.5 } };
  });
  const later = { ...run, yardstick: { bestS: 0.1, cpuS: 0.1 }, rows: slower };
  const lines = comparePlacement(run, later).split('\n').slice(2);
  expect(lines).toHaveLength(rows.length);
  for (const line of lines) expect(line).toMatch(/\| 2\.00 \| 2\.00 \|$/);
});

test('the plot draws every sampler twice and follows the theme', () => {
  const svg = spectrumPlot(run);
  expect(svg.match(/<polyline/g)).toHaveLength(2 * rows.length);
  expect(svg).toContain('prefers-color-scheme: dark');
  expect(svg).not.toMatch(/NaN|undefined/);
  expect(() => spectrumPlot({ ...run, rows: [] })).toThrow('--shape plane');
});

test('what would not fit the heap is told before it is tried', () => {
  expect(tooMuchHeap(1e6)).toBeUndefined();
  expect(tooMuchHeap(1e12)).toMatch(/needs about 931\.3 GiB of heap/);
});
