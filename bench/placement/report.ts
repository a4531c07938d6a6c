import { lowPower } from '../statistics/spectrum.ts';
import { PUBLISHED_PEERS, PUBLISHED_SOURCE } from './published.ts';
import type { PlacementRow, PlacementRun } from './run.ts';

const HEADER = [
  'sampler',
  'dots',
  'best s',
  'median s',
  'CPU s',
  'µs/dot',
  'over yardstick',
  'relative radius',
  'cover/closest',
  'uncovered',
  'S low',
  'rows/dot',
  'orientation',
  'MiB',
];

/** Where even the yardstick waited this many times its work, clock times say little. */
const BUSY = 1.3;

/** The run as Markdown, a table for each surface and size, and the peers that were not run. */
export function placementTable(run: PlacementRun): string {
  const adapter = `${run.adapter}${run.software ? ' (software)' : ''}`;
  const { bestS, cpuS } = run.yardstick;
  const cases = [...new Set(run.rows.map(caseName))];
  return [
    `${run.when.slice(0, 10)}, ${adapter}, Node ${run.node}, fixed CPU yardstick ${(1000 * bestS).toFixed(1)} ms (${(1000 * cpuS).toFixed(1)} ms of CPU).`,
    ...(bestS > BUSY * cpuS ? [busyNote(bestS / cpuS)] : []),
    ...cases.map((name) => {
      const rows = run.rows.filter((row) => caseName(row) === name);
      return `**${name}**\n\n${table(
        HEADER,
        rows.map((row) => cells(row, run.yardstick.bestS)),
      )}`;
    }),
    `**Samplers in C++.** ${PUBLISHED_SOURCE}`,
    publishedTable(),
  ].join('\n\n');
}

/** Ratios of two runs, each over its own yardstick: above 1 the second is slower. */
export function comparePlacement(before: PlacementRun, after: PlacementRun): string {
  const key = (row: PlacementRow) => `${caseName(row)}, ${row.tool}`;
  const rows = after.rows.flatMap((row) => {
    const old = before.rows.find((other) => key(other) === key(row))?.figures;
    if (!old || !row.figures) return [];
    const ratio = (of: (took: { bestS: number; cpuS: number }) => number) =>
      (of(row.figures!) / of(after.yardstick) / (of(old) / of(before.yardstick))).toFixed(2);
    return [[key(row), ratio(({ bestS }) => bestS), ratio(({ cpuS }) => cpuS)]];
  });
  return table(['case', 'best s, ratio over yardstick', 'CPU s, ratio over yardstick'], rows);
}

function busyNote(times: number): string {
  return `**The machine was busy with other work**: the yardstick took ${times.toFixed(1)} times its CPU time by the clock, and so, more or less, did every sampler. Read CPU s and over yardstick; seconds of other days do not compare with these.`;
}

function caseName({ shape, asked, spacingUm }: PlacementRow): string {
  return `${shape}, ${asked.toLocaleString('en')} dots asked for, ${(spacingUm / 1000).toFixed(3)} mm apart`;
}

function cells({ tool, skipped, figures }: PlacementRow, kernelS: number): string[] {
  if (!figures) return [tool, skipped ?? '', ...HEADER.slice(2).map(() => '')];
  const { statistics: s, dots, made, bestS, medianS, cpuS, gpuPeakMiB, keptMiB } = figures;
  const judged = s && [
    s.relativeRadius.toFixed(s.relativeRadius < 0.1 ? 4 : 3),
    s.coverOverClosest > 100 ? '-' : s.coverOverClosest.toFixed(2),
    percent(s.uncoveredShare),
    lowPower(s.spectrum).toFixed(3),
    `${s.rows.perDot.toFixed(3)}${s.rows.clean ? '' : ' (ruled)'}`,
    s.orientation.strongest.toFixed(1),
  ];
  return [
    tool,
    dots.toLocaleString('en') + (made === dots ? '' : ` of ${made.toLocaleString('en')} made`),
    seconds(bestS),
    seconds(medianS),
    seconds(cpuS),
    ((1e6 * bestS) / made).toFixed(2),
    (bestS / kernelS).toFixed(2),
    ...(judged ?? new Array<string>(6).fill('')),
    gpuPeakMiB === null ? `${keptMiB.toFixed(0)} kept` : `${gpuPeakMiB.toFixed(0)} GPU peak`,
  ];
}

function publishedTable(): string {
  const header = [
    'sampler (not timed in this run)',
    '20k s',
    '100k s',
    '500k s',
    'dots at 100k',
    'relative radius',
    'cover/closest',
    'uncovered',
    'S low',
    'peak MB (100k / 500k)',
  ];
  const rows = PUBLISHED_PEERS.map((peer) => [
    peer.tool,
    ...peer.seconds,
    peer.dots.toLocaleString('en'),
    peer.relativeRadius,
    peer.coverOverClosest.toFixed(2),
    `${peer.uncoveredPercent} %`,
    peer.lowPower.toFixed(3),
    peer.peakMB,
  ]);
  return table(header, rows);
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (texts: readonly string[]) => `| ${texts.join(' | ')} |`;
  return [line(header), `|${'---|'.repeat(header.length)}`, ...rows.map(line)].join('\n');
}

function seconds(value: number): string {
  return value.toFixed(value < 0.1 ? 3 : 2);
}

function percent(share: number): string {
  return share === 0 ? '0' : `${(100 * share).toFixed(2)} %`;
}
