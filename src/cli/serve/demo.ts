import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DotworkError } from '../../base/errors.ts';
import { setPath } from '../../plan/reading/override.ts';
import { pngOf } from '../commands/render.ts';
import { printJson, writeWhole } from '../output.ts';
import { pictureRequest } from '../picture/render-flags.ts';
import { type GlobalOptions, simulatePlan } from '../simulate-plan.ts';

/** Flags of `dotwork demo`. */
export interface DemoFlags {
  readonly output: string;
  readonly size: string;
}

/** Days since the last session; as five years later by the calendar. */
const SHOTS = [
  { name: 'before', ageDays: 30, before: true },
  { name: 'after', ageDays: 30, before: false },
  { name: 'after-5-years', ageDays: 1826, before: false },
] as const;

/** `dotwork demo`: the default plan before, after and five years on, in a folder that is made. */
export async function demo(options: GlobalOptions & DemoFlags): Promise<void> {
  const { output: folder, size } = options;
  const requests = SHOTS.map(({ before }) =>
    pictureRequest({ view: 'three-quarter', fov: '30', size, before }),
  );
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const fix = 'Name a folder you may write to with -o.';
    throw new DotworkError('file', `The folder ${folder} cannot be made (${code}).`, fix, cause);
  }
  const pictures = await simulatePlan('default', options, async (simulator, progress) => {
    const { plan } = simulator;
    const pngs: Uint8Array[] = [];
    for (const [i, { name, ageDays }] of SHOTS.entries()) {
      progress.step(`drawing ${name}`);
      await simulator.update(setPath(plan, 'healing.ageDays', String(ageDays)));
      pngs.push(await pngOf(simulator, requests[i]!));
    }
    simulator.gpu.assertHealthy('writing the pictures');
    return pngs;
  });
  const files = SHOTS.map(({ name }, i) => {
    const file = join(folder, `${name}.png`);
    return { file, bytes: writeWhole(file, [pictures[i]!]) };
  });
  await printJson({ pictures: files });
}
