import * as fc from 'fast-check';
import { zipSync } from 'fflate';
import { readAddress } from '../../src/app/state/address.ts';
import { DotworkError } from '../../src/base/errors.ts';
import { program } from '../../src/cli/program.ts';
import { makeHead } from '../../src/head/parametric-head.ts';
import { headGlb } from '../../src/io/head-glb.ts';
import { finishOpened, openScan } from '../../src/io/scan/import-scan.ts';
import { readScan } from '../../src/io/scan/read-scan.ts';
import type { ScanFile } from '../../src/io/scan/scan-file.ts';
import { readPlan } from '../../src/plan/reading/read.ts';
import { restorePlan } from '../../src/plan/reading/restore.ts';
import { cleaned } from '../../src/scan/repair/clean.ts';
import { damagedPlan, hostileJson } from '../helpers/arbitrary-plan.ts';
import { ball, everyFormat } from '../helpers/scan-files.ts';
import { damaged } from './damage.ts';
import { type Dice, HOSTILE_WORDS } from './dice.ts';

/** What came of a case: sound, or refused in a sentence. Anything else is thrown. */
export type Outcome = 'sound' | 'refused';

/** A part of the product under hostile input. */
export interface Target {
  readonly name: string;
  /** Of so many cases one: those that take seconds come seldom. */
  readonly every: number;
  run(dice: Dice): Promise<Outcome>;
}

const scans = await everyFormat(ball(6, 100));

/** All parts, scans by format. */
export const TARGETS: readonly Target[] = [
  ...Object.entries(scans).map(([name, files]) => ({
    name: `scan: ${name}`,
    every: name.includes('draco') ? 4 : 1,
    run: (dice: Dice) => scanCase(files, dice),
  })),
  { name: 'scan: in a zip', every: 1, run: zipCase },
  { name: 'scan: a whole head', every: 60, run: headCase },
  { name: 'plans', every: 1, run: planCase },
  { name: 'addresses', every: 1, run: addressCase },
  { name: 'flags of the command', every: 1, run: flagCase },
];

/** Bytes that reading one small file may hold on to. */
const MOST_BYTES = 400e6;

function scanCase(files: readonly ScanFile[], dice: Dice): Promise<Outcome> {
  const which = dice.below(files.length);
  const given = files.map((file, i) => (i === which ? damaged(file, dice) : file));
  return readCase(given);
}

function readCase(given: readonly ScanFile[]): Promise<Outcome> {
  return judged(async () => {
    const { mesh } = await readScan(given);
    const used = process.memoryUsage().arrayBuffers;
    if (used > MOST_BYTES) throw new Error(`It holds ${Math.round(used / 1e6)} MB.`);
    const { positions, triangles } = cleaned(mesh, []);
    if (!positions.every(Number.isFinite)) throw new Error('A point is not finite.');
    if (!triangles.every((corner) => corner < positions.length / 3)) {
      throw new Error('A triangle names a point that is not there.');
    }
  });
}

function zipCase(dice: Dice): Promise<Outcome> {
  const sound = dice.one(Object.values(scans));
  // Damage under a sound zip, or to the zip.
  const isInside = dice.below(2) === 0;
  const files = isInside ? sound.map((file) => damaged(file, dice)) : sound;
  const content = Object.fromEntries(files.map(({ name, bytes }) => [`scan/${name}`, bytes]));
  const level = dice.one([0, 6] as const);
  const zip = { name: 'a.zip', bytes: zipSync(content, { level }) };
  return readCase([isInside ? zip : damaged(zip, dice)]);
}

let man: Promise<Uint8Array> | undefined;

/** A head with its four points, damaged: what is accepted must be a closed surface in place. */
async function headCase(dice: Dice): Promise<Outcome> {
  man ??= makeHead({ base: 'male' }).then((head) => headGlb(head, 'man'));
  const file = damaged({ name: 'man.glb', bytes: await man }, dice);
  return judged(async () => {
    const opened = await openScan([file]);
    const { head } = await finishOpened(opened, opened.guess);
    const { positionsUm, triangles } = head.mesh;
    if (!positionsUm.every(Number.isFinite)) throw new Error('A point is not finite.');
    const open = openEdges(triangles);
    if (open > 0) throw new Error(`The head has ${open} open edges.`);
  });
}

function openEdges(triangles: Uint32Array): number {
  const seen = new Map<number, number>();
  for (let i = 0; i < triangles.length; i += 3) {
    for (let k = 0; k < 3; k++) {
      const [a, b] = [triangles[i + k]!, triangles[i + ((k + 1) % 3)]!];
      const key = Math.min(a, b) * 2 ** 26 + Math.max(a, b);
      seen.set(key, (seen.get(key) ?? 0) + (a < b ? 1 : -1));
    }
  }
  return [...seen.values()].filter((sum) => sum !== 0).length;
}

/** Read strictly or not at all; repaired, always a plan that is then read strictly. */
async function planCase(dice: Dice): Promise<Outcome> {
  const sort = dice.one([damagedPlan, damagedPlan, hostileJson]);
  const [json] = fc.sample(sort, { seed: dice.below(2 ** 31), numRuns: 1 });
  const { plan } = restorePlan(json);
  if (JSON.stringify(readPlan(plan)) !== JSON.stringify(plan)) {
    throw new Error('A repaired plan reads as another one.');
  }
  return judged(async () => {
    const read = readPlan(json);
    if (JSON.stringify(readPlan(read)) !== JSON.stringify(read)) {
      throw new Error('A plan that was read reads as another one.');
    }
  });
}

const PATHS = [
  'seed',
  'density.dotsPerCm2',
  'head',
  'head.scan',
  'hairline',
  '__proto__.x',
  'a.b',
  '',
];

function setting(dice: Dice): string {
  const value = dice.one([...HOSTILE_WORDS, '{}', '[1e999]', '{"kind":"file"}', '60']);
  return dice.one([`${dice.one(PATHS)}=${value}`, value, dice.one(PATHS)]);
}

async function addressCase(dice: Dice): Promise<Outcome> {
  const parts = Array.from({ length: dice.below(5) }, () => {
    const value = dice.below(2) === 0 ? setting(dice) : encodeURIComponent(setting(dice));
    return `${dice.one(['set', 'case', 'mode', '%', ''])}=${value}`;
  });
  return judged(async () => {
    const { plan } = readAddress(`#${parts.join('&')}`);
    if (plan && JSON.stringify(readPlan(plan)) !== JSON.stringify(plan)) {
      throw new Error('An address gives a plan that is none.');
    }
  });
}

/** Flags of commands that end before any simulation. */
async function flagCase(dice: Dice): Promise<Outcome> {
  const flags = Array.from({ length: 1 + dice.below(3) }, () => {
    const value = dice.one([setting(dice), dice.one(HOSTILE_WORDS), 'nasion=1,2,nan', '/nowhere']);
    const flag = dice.one([
      '--set',
      '--seed',
      '--unit',
      '--landmark',
      '--head',
      '--adapter',
      '--fill',
      '--nothing',
      '--circumference-mm',
    ]);
    return dice.below(2) === 0 ? [flag, value] : [`${flag}=${value}`];
  });
  const command = dice.one([
    ['plan', 'default'],
    ['plan', 'norwood-4'],
    ['presets'],
    ['plan', '/nowhere'],
  ]);
  const root = program();
  for (const one of [root, ...root.commands]) {
    one.exitOverride().configureOutput({ writeOut: () => undefined, writeErr: () => undefined });
  }
  return quietly(() =>
    judged(async () => {
      await root.parseAsync(['node', 'dotwork', ...command, '--quiet', ...flags.flat()]);
    }),
  );
}

/** Runs without a word on the standard streams. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const streams = [process.stdout, process.stderr];
  const before = streams.map((stream) => stream.write);
  for (const stream of streams) {
    stream.write = ((_: unknown, ...rest: unknown[]) => {
      const done = rest.at(-1);
      if (typeof done === 'function') done();
      return true;
    }) as typeof stream.write;
  }
  try {
    return await work();
  } finally {
    streams.forEach((stream, i) => {
      stream.write = before[i]!;
    });
  }
}

/** A sentence with a code is an answer, anything else a fault of ours. */
async function judged(work: () => Promise<void>): Promise<Outcome> {
  try {
    await work();
    return 'sound';
  } catch (error) {
    const isCommander = error instanceof Error && error.constructor.name === 'CommanderError';
    if (isCommander) return 'refused';
    if (!(error instanceof DotworkError)) throw error;
    if (error.code === 'mesh' && !error.fix) throw new Error(`No way out of: ${error.message}`);
    return 'refused';
  }
}
