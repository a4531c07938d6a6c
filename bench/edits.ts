import { createHash } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { dotTable } from '../src/engine/report/dot-table.ts';
import { Simulator } from '../src/engine/simulator.ts';
import type { AdapterChoice } from '../src/gpu/adapter-choice.ts';
import { requestGpu } from '../src/gpu/request.ts';
import { dotsCsv } from '../src/io/dots/dots-csv.ts';
import { DEFAULT_PLAN } from '../src/plan/defaults.ts';
import type { Plan } from '../src/plan/schema.ts';
import { randomStream } from './statistics/random.ts';
import { median, timed } from './timing.ts';

export interface EditsOptions {
  readonly adapter: AdapterChoice;
  readonly edits: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

/** Memory whenever the plan is the first one again: after so many edits, MiB. */
export interface MemoryRow {
  readonly edits: number;
  readonly heapMiB: number;
  readonly buffersMiB: number;
  readonly residentMiB: number;
  readonly gpuMiB: number;
  /** Hash of the dots' table: the same plan has the same, whatever came between. */
  readonly dots: string;
}

type Share = () => number;

/** What hands do to a plan; `random` is in [0, 1). */
const EDITS: Readonly<Record<string, (plan: Plan, random: Share) => Plan>> = {
  density: (plan, random) => ({ ...plan, density: { dotsPerCm2: 20 + 70 * random() } }),
  depth: (plan, random) => ({
    ...plan,
    technique: { ...plan.technique, depositDepthMm: 0.3 + random() },
  }),
  age: (plan, random) => ({
    ...plan,
    healing: { ...plan.healing, ageDays: Math.floor(2000 * random()) },
  }),
  gradient: (plan, random) => ({
    ...plan,
    hairline: { ...plan.hairline, gradientMm: 30 * random() },
  }),
  line: (plan, random) => ({
    ...plan,
    hairline: { ...plan.hairline, midFrontalMm: 65 + 15 * random() },
  }),
  skin: (plan, random) => ({
    ...plan,
    skin: { ...plan.skin, melanosomeFraction: 0.01 + 0.3 * random() },
  }),
  hair: (plan, random) => ({
    ...plan,
    hair: { ...plan.hair, unitsPerCm2: 40 + 60 * random() },
  }),
  zone: (plan, random) => ({
    ...plan,
    zones: [
      {
        name: 'Bench',
        shape: { kind: 'band', fromMm: 10 * random(), toMm: 20 + 40 * random(), softMm: 5 },
        densityScale: 0.5 + random(),
        depthOffsetMm: 0.1 * random(),
      },
    ],
  }),
  'another seed': (plan, random) => ({ ...plan, seed: Math.floor(1e6 * random()) }),
};

/** The kinds a hand repeats; another seed fills the head anew and comes rarely. */
const OFTEN = Object.keys(EDITS).filter((name) => name !== 'another seed');
const RARELY = 0.03;
const LOOKS = 10;

/** Many random edits of one plan, one after another, with the memory they leave behind. */
export async function editsBench(options: EditsOptions): Promise<readonly MemoryRow[]> {
  const { adapter, edits, seed, say } = options;
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const gpu = await requestGpu(adapter);
  const simulator = await Simulator.create(gpu);
  const random = randomStream(seed);
  const rows: MemoryRow[] = [];
  const took: Record<string, number[]> = {};

  const look = async (count: number): Promise<void> => {
    await simulator.update(DEFAULT_PLAN);
    const dots = createHash('sha256');
    for (const lines of dotsCsv(await dotTable(simulator))) dots.update(lines);
    // Twice: what a finaliser lets go of falls to the next collection.
    for (let i = 0; i < 2; i++) {
      collect();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
    rows.push({
      edits: count,
      heapMiB: heapUsed / 2 ** 20,
      buffersMiB: arrayBuffers / 2 ** 20,
      residentMiB: rss / 2 ** 20,
      gpuMiB: gpu.ledger.bytes / 2 ** 20,
      dots: dots.digest('hex').slice(0, 16),
    });
    say(`${count} edits: ${rows.at(-1)!.heapMiB.toFixed(2)} MiB heap`);
  };

  await look(0);
  let plan = DEFAULT_PLAN;
  for (let i = 1; i <= edits; i++) {
    const name = random() < RARELY ? 'another seed' : OFTEN[Math.floor(random() * OFTEN.length)]!;
    plan = EDITS[name]!(plan, random);
    const { cpuS } = await timed(async () => {
      await simulator.update(plan);
      await gpu.device.queue.onSubmittedWorkDone();
    });
    took[name] ??= [];
    took[name].push(cpuS);
    if (i % Math.ceil(edits / LOOKS) === 0) await look(i);
  }
  for (const [name, seconds] of Object.entries(took)) {
    say(`${name}: ${median(seconds).toFixed(2)} CPU s, ${seconds.length} times`);
  }
  simulator.destroy();
  gpu.destroy();
  return rows;
}

/** The rows as a Markdown table. */
export function editsTable(rows: readonly MemoryRow[]): string {
  return [
    '| edits | heap MiB | buffers MiB | resident MiB | GPU MiB | dots |',
    '|---|---|---|---|---|---|',
    ...rows.map(
      (row) =>
        `| ${row.edits} | ${[row.heapMiB, row.buffersMiB, row.residentMiB, row.gpuMiB].map((mib) => mib.toFixed(1)).join(' | ')} | ${row.dots} |`,
    ),
  ].join('\n');
}
