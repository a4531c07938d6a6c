import { Simulator } from '../src/engine/simulator.ts';
import { STAGES, type StageName } from '../src/engine/stages.ts';
import type { AdapterChoice } from '../src/gpu/adapter-choice.ts';
import { requestGpu } from '../src/gpu/request.ts';
import { DEFAULT_PLAN } from '../src/plan/defaults.ts';
import type { Plan } from '../src/plan/schema.ts';
import { timed } from './timing.ts';

/** One number of dots. */
export interface GrowthRow {
  readonly dots: number;
  readonly ladderDots: number;
  /** From a plan to all buffers, on an engine that has run before. */
  readonly wallS: number;
  readonly cpuS: number;
  /** GPU time where the adapter tells it, else the clock's. */
  readonly stagesMs: Readonly<Partial<Record<StageName, number>>>;
  readonly gpuMiB: number;
}

/** Dots per cm² of a whole scalp without hair; the last is past the 250 that a plan may ask for. */
const DENSITIES = [12, 40, 100, 250, 600];

/** What each stage takes as dots grow from 8,000 to 400,000, on one head. */
export async function growthBench(
  adapter: AdapterChoice,
  say: (line: string) => void,
): Promise<readonly GrowthRow[]> {
  const gpu = await requestGpu(adapter);
  const rows: GrowthRow[] = [];
  // Compiles what a GPU compiles when it first runs it.
  const warm = await Simulator.create(gpu);
  await warm.update(scalpOf(20));
  warm.destroy();
  for (const density of DENSITIES) {
    const simulator = await Simulator.create(gpu);
    const took = await timed(async () => {
      await simulator.update(scalpOf(density));
      await gpu.device.queue.onSubmittedWorkDone();
    });
    const timings = await simulator.timings();
    const { byKind } = await simulator.totals();
    rows.push({
      dots: byKind.slice(1, 9).reduce((sum, count) => sum + count, 0),
      ladderDots: simulator.scene().count,
      wallS: took.wallS,
      cpuS: took.cpuS,
      stagesMs: Object.fromEntries(
        Object.entries(timings).map(([stage, time]) => [stage, time.gpu ?? time.wall]),
      ),
      gpuMiB: gpu.ledger.bytes / 2 ** 20,
    });
    say(`${rows.at(-1)!.dots} dots: ${took.wallS.toFixed(2)} s, ${took.cpuS.toFixed(2)} CPU s`);
    simulator.destroy();
  }
  gpu.destroy();
  return rows;
}

function scalpOf(dotsPerCm2: number): Plan {
  return {
    ...DEFAULT_PLAN,
    hair: { ...DEFAULT_PLAN.hair, loss: { kind: 'areata', pattern: 'totalis', patches: 1 } },
    density: { dotsPerCm2 },
  };
}

/** The rows as a Markdown table; stages in ms. */
export function growthTable(rows: readonly GrowthRow[]): string {
  return [
    `| dots | all, s | CPU s | ${STAGES.join(' | ')} | GPU MiB |`,
    `|---|---|---|${STAGES.map(() => '---|').join('')}---|`,
    ...rows.map(
      ({ dots, wallS, cpuS, stagesMs, gpuMiB }) =>
        `| ${dots} | ${wallS.toFixed(2)} | ${cpuS.toFixed(2)} | ${STAGES.map((stage) => stagesMs[stage]?.toFixed(0) ?? '-').join(' | ')} | ${gpuMiB.toFixed(0)} |`,
    ),
  ].join('\n');
}
