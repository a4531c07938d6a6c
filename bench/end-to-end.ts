import { Simulator } from '../src/engine/simulator.ts';
import { STAGES, type StageName } from '../src/engine/stages.ts';
import type { AdapterChoice } from '../src/gpu/adapter-choice.ts';
import { requestGpu } from '../src/gpu/request.ts';
import type { Plan } from '../src/plan/schema.ts';
import { renderPicture } from '../src/view/picture.ts';
import { DEFAULT_LOOK } from '../src/view/view-api.ts';
import { CASES, GESTURES } from './gestures.ts';
import { median, yardstick } from './timing.ts';

/** Figures of one bench run, as written to JSON. */
export interface BenchRun {
  readonly when: string;
  readonly adapter: string;
  readonly software: boolean;
  readonly node: string;
  /** Milliseconds of a fixed piece of CPU work, timed in this run: figures over it compare days. */
  readonly yardstickMs: number;
  readonly rows: readonly BenchRow[];
}

/** One case and gesture: medians over the rounds, milliseconds. */
export interface BenchRow {
  readonly case: string;
  readonly gesture: string;
  readonly dots: number;
  readonly ladderDots: number;
  readonly wallMs: number;
  readonly gpuMs: number | null;
  readonly stagesMs: Readonly<Partial<Record<StageName, { gpu: number | null; wall: number }>>>;
  readonly memoryMiB: number;
}

export interface BenchOptions {
  readonly adapter: AdapterChoice;
  readonly rounds: number;
  readonly cases?: readonly string[] | undefined;
  readonly say: (line: string) => void;
}

/** From a plan to a picture: every stage from nothing, each slider, and a frame. */
export async function endToEnd(options: BenchOptions): Promise<BenchRun> {
  const gpu = await requestGpu(options.adapter);
  const rows: BenchRow[] = [];
  for (const [name, plan] of Object.entries(CASES)) {
    if (options.cases && !options.cases.includes(name)) continue;
    options.say(`${name}: ${plan.title}`);
    const simulator = await Simulator.create(gpu);
    const row = async (gesture: string, walls: number[], ran: ReadonlySet<StageName>) => {
      const timings = await simulator.timings();
      // Nothing may be counted from a preview.
      if (simulator.isPreview) await simulator.update(plan);
      const stagesMs = Object.fromEntries(
        Object.entries(timings).filter(([stage]) => ran.has(stage as StageName)),
      );
      const gpuTimes = Object.values(stagesMs).map((time) => time.gpu ?? 0);
      const totals = await simulator.totals();
      rows.push({
        case: name,
        gesture,
        dots: totals.byKind.slice(1, 9).reduce((sum, count) => sum + count, 0),
        ladderDots: simulator.scene().count,
        wallMs: median(walls),
        gpuMs: gpu.timed ? gpuTimes.reduce((sum, ms) => sum + ms, 0) : null,
        stagesMs,
        memoryMiB: gpu.ledger.bytes / 2 ** 20,
      });
      options.say(`  ${gesture}: ${median(walls).toFixed(1)} ms`);
    };
    const wallOf = async (work: () => Promise<unknown>) => {
      const start = performance.now();
      await work();
      await gpu.device.queue.onSubmittedWorkDone();
      return performance.now() - start;
    };
    let ran: ReadonlySet<StageName> = new Set();
    const update = (next: Plan) =>
      wallOf(async () => {
        ran = await simulator.update(next);
      });
    await row('from nothing', [await update(plan)], ran);
    for (const [gesture, step] of Object.entries(GESTURES)) {
      const walls: number[] = [];
      for (let i = 0; i < options.rounds; i++) walls.push(await update(step(plan, i)));
      await row(gesture, walls, ran);
      await update(plan);
    }
    const inHand = (step: number) =>
      wallOf(() => simulator.preview(GESTURES['drag hairline']!(plan, step)));
    // The first one measures the exact line too, once for the drag.
    const walls: number[] = [await inHand(0)];
    for (let i = 1; i <= options.rounds; i++) walls.push(await inHand(i));
    const followed = STAGES.filter((stage) => !['head', 'scalp', 'placement'].includes(stage));
    await row('the same as a preview', walls.slice(1), new Set(followed));
    const picture = () =>
      renderPicture(simulator, {
        widthPx: 960,
        heightPx: 960,
        pose: 'three-quarter',
        look: DEFAULT_LOOK,
      });
    await row('picture 960 x 960', [await wallOf(picture), await wallOf(picture)], new Set());
    simulator.destroy();
  }
  return {
    when: new Date().toISOString(),
    adapter: gpu.adapter.name,
    software: gpu.adapter.software,
    node: process.version,
    yardstickMs: 1000 * (await yardstick()).wallS,
    rows,
  };
}

/** The run as a Markdown table. */
export function tableOf(run: BenchRun): string {
  const lines = [
    `${run.adapter}${run.software ? ' (software)' : ''}, Node ${run.node}, yardstick ${run.yardstickMs.toFixed(1)} ms`,
    '',
    '| case | gesture | dots | wall ms | GPU ms | stages (GPU ms) | MiB |',
    '|---|---|---|---|---|---|---|',
  ];
  for (const row of run.rows) {
    const stages = Object.entries(row.stagesMs)
      .map(([stage, time]) => `${stage} ${time.gpu === null ? '-' : time.gpu.toFixed(2)}`)
      .join(', ');
    lines.push(
      `| ${row.case} | ${row.gesture} | ${row.dots} | ${row.wallMs.toFixed(1)} | ${row.gpuMs?.toFixed(2) ?? '-'} | ${stages} | ${row.memoryMiB.toFixed(0)} |`,
    );
  }
  return lines.join('\n');
}

/** Ratios of two runs, each over its own yardstick: above 1 the second is slower. */
export function compareRuns(before: BenchRun, after: BenchRun): string {
  const lines = [
    '| case | gesture | before ms | after ms | ratio over yardstick |',
    '|---|---|---|---|---|',
  ];
  for (const row of after.rows) {
    const old = before.rows.find((r) => r.case === row.case && r.gesture === row.gesture);
    if (!old) continue;
    const ratio = row.wallMs / after.yardstickMs / (old.wallMs / before.yardstickMs);
    const star = Math.abs(ratio - 1) > 0.1 ? ' *' : '';
    lines.push(
      `| ${row.case} | ${row.gesture} | ${old.wallMs.toFixed(1)} | ${row.wallMs.toFixed(1)} | ${ratio.toFixed(2)}${star} |`,
    );
  }
  return lines.join('\n');
}
