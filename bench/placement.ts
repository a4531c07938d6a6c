import { DotworkError } from '../src/base/errors.ts';
import type { AdapterChoice } from '../src/gpu/adapter-choice.ts';
import { requestGpu } from '../src/gpu/request.ts';
import { type Case, caseOf, type Shape, skinOf } from './placement/case.ts';
import { aliveBytes, tooMuchHeap } from './placement/memory.ts';
import { ours } from './placement/ours.ts';
import { PEERS } from './placement/peers.ts';
import type { PlacementRow, PlacementRun } from './placement/run.ts';
import type { OpenSampler, Sampled, Sampler } from './placement/sampler.ts';
import { statisticsOf } from './statistics/statistics.ts';
import { Surface } from './statistics/surface.ts';
import { median, timed, yardstick } from './timing.ts';

export interface PlacementOptions {
  readonly adapter: AdapterChoice;
  readonly shapes: readonly Shape[];
  readonly sizes: readonly number[];
  readonly rounds: number;
  readonly say: (line: string) => void;
}

export { SHAPES } from './placement/case.ts';
export { spectrumPlot } from './placement/plot.ts';
export { comparePlacement, placementTable } from './placement/report.ts';

/** Statistics of more dots than this would take longer than all samplers together. */
const MOST_JUDGED = 1_000_000;
const EFFORT = { probes: 40_000, patches: 200, dots: 10_000 };
/** Dots of whole micrometres on cells of some: as `tests/gpu` allows. */
const SLACK_UM = 10;
const MIB = 2 ** 20;

/**
 * Times every sampler on every surface and size, round by round in turn, so that a busy minute
 * meets all of them; then judges the dots of the last round.
 */
export async function placementBench(options: PlacementOptions): Promise<PlacementRun> {
  const { adapter } = await facts(options.adapter);
  const before = await yardstick();
  const samplers = [
    ...(['gpu', 'cpu'] as const).flatMap((where) => [
      ours(where, 'one', options.adapter),
      ours(where, 'all', options.adapter),
    ]),
    ...PEERS,
  ];
  const rows: PlacementRow[] = [];
  for (const shape of options.shapes) {
    const skin = await skinOf(shape);
    const surface = new Surface(skin);
    for (const dots of options.sizes) {
      const job = caseOf(shape, skin, surface, dots);
      options.say(`${shape}, ${dots} dots, ${job.spacingUm} µm`);
      rows.push(...(await runCase(job, samplers, options)));
    }
  }
  const after = await yardstick();
  return {
    when: new Date().toISOString(),
    adapter: adapter.name,
    software: adapter.software,
    node: process.version,
    yardstick: {
      bestS: Math.min(before.wallS, after.wallS),
      cpuS: Math.min(before.cpuS, after.cpuS),
    },
    rows,
  };
}

/** What a sampler on the way through a case has shown so far. */
interface Entry {
  readonly sampler: Sampler;
  open?: OpenSampler;
  skipped?: string;
  walls: number[];
  cpus: number[];
  keptBytes: number;
  last?: Sampled;
}

async function runCase(
  job: Case,
  samplers: readonly Sampler[],
  { rounds, say }: PlacementOptions,
): Promise<PlacementRow[]> {
  const entries: Entry[] = samplers.map((sampler) => {
    const skipped = sampler.refuses(job) ?? tooMuchHeap(sampler.heapBytesPerDot * job.dots);
    return { sampler, walls: [], cpus: [], keptBytes: 0, ...(skipped && { skipped }) };
  });
  for (let round = 0; round < rounds; round++) {
    for (const entry of entries) await runOnce(entry, job, round);
  }
  const rows: PlacementRow[] = [];
  for (const entry of entries) {
    const { sampler, skipped, last, walls, cpus, keptBytes } = entry;
    const about = {
      shape: job.shape,
      asked: job.dots,
      spacingUm: job.spacingUm,
      tool: sampler.name,
    };
    const gpuPeak = entry.open?.gpuPeakBytes?.();
    entry.open?.close();
    delete entry.last;
    if (skipped || !last) {
      rows.push({ ...about, skipped: skipped ?? 'no round was run' });
      say(`  ${sampler.name}: ${skipped}`);
      continue;
    }
    const places = last.places();
    const bestS = Math.min(...walls);
    rows.push({
      ...about,
      figures: {
        dots: places.length / 3,
        made: last.made,
        bestS,
        medianS: median(walls),
        cpuS: Math.min(...cpus),
        gpuPeakMiB: gpuPeak === undefined ? null : gpuPeak / MIB,
        keptMiB: keptBytes / MIB,
        statistics:
          places.length / 3 <= MOST_JUDGED
            ? statisticsOf(job.surface, places, job.spacingUm, EFFORT, SLACK_UM)
            : null,
      },
    });
    say(`  ${sampler.name}: ${last.made} dots, ${bestS.toFixed(3)} s`);
  }
  return rows;
}

/** One round of one sampler. What it cannot do becomes a reason to skip, not an end of the bench. */
async function runOnce(entry: Entry, job: Case, round: number): Promise<void> {
  if (entry.skipped) return;
  try {
    entry.open ??= await entry.sampler.open(job);
    const { open } = entry;
    delete entry.last;
    const before = aliveBytes();
    const { result, wallS, cpuS } = await timed(() => open.run(round + 1));
    entry.keptBytes = Math.max(0, aliveBytes() - before);
    entry.last = result;
    entry.walls.push(wallS);
    entry.cpus.push(cpuS);
  } catch (error) {
    if (!(error instanceof DotworkError || error instanceof RangeError)) throw error;
    entry.skipped = error.message;
  }
}

async function facts(choice: AdapterChoice) {
  const gpu = await requestGpu(choice);
  const { adapter } = gpu;
  gpu.destroy();
  return { adapter };
}
