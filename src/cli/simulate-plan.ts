import { DotworkError } from '../base/errors.ts';
import type { FillChoice } from '../engine/placement/fill-job.ts';
import { Simulator } from '../engine/simulator.ts';
import { STAGE_WORDS } from '../engine/stages.ts';
import type { AdapterChoice } from '../gpu/adapter-choice.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { requestGpu } from '../gpu/request.ts';
import type { Plan } from '../plan/schema.ts';
import { type HeadFlags, withHead } from './head-input.ts';
import { cacheFolder, ladderFolder } from './picture/ladder-folder.ts';
import { changedPlan, type PlanChanges, readPlanArgument } from './plan-input.ts';
import { type Progress, progressBar, tellRemarks } from './progress.ts';

/** Options every command that simulates takes. */
export interface GlobalOptions extends HeadFlags, PlanChanges {
  readonly adapter: AdapterChoice;
  readonly fill: FillChoice;
  /** Whether ladders are kept from run to run. */
  readonly cache: boolean;
  readonly quiet?: boolean;
}

/** Steps of every command: the scan, opening, compiling, slow stages, the rest, and the result. */
const STEPS = 5 + Object.keys(STAGE_WORDS).length;

/**
 * Simulates a plan and hands it to `use`. The plan is read and judged before a GPU is looked for,
 * so that a mistake in it is told at once.
 *
 * @param given - As an argument names it, or already read.
 * @param change - Settings a command adds of its own, as `path=value`.
 * @param beside - Begins what `use` will need, while the plan is worked out.
 */
export async function simulatePlan<T>(
  given: string | Plan,
  options: GlobalOptions,
  use: (simulator: Simulator, progress: Progress) => Promise<T>,
  change: readonly string[] = [],
  beside?: (gpu: Gpu) => void,
): Promise<T> {
  const changes = { ...options, set: [...options.set, ...change] };
  const named =
    typeof given === 'string' ? readPlanArgument(given, changes) : changedPlan(given, changes);
  const progress = progressBar(STEPS, options.quiet);
  try {
    progress.step(options.head ? 'reading the scan' : 'reading the plan');
    const found = await withHead(named, options);
    const { plan, scanHead } = found;
    await tellRemarks(found, options.quiet);
    progress.step('opening the GPU');
    const gpu = await requestGpu(options.adapter);
    if (gpu.adapter.smaller && !options.quiet)
      process.stderr.write(`note: ${gpu.adapter.smaller}\n`);
    return await unlessLost(gpu, async () => {
      progress.step('compiling the kernels');
      const folder = options.cache ? cacheFolder() : undefined;
      const ladders = folder ? ladderFolder(folder) : undefined;
      const simulator = await Simulator.create(gpu, {
        fill: options.fill,
        ...(ladders && { ladders }),
        onProgress: (stage) => progress.step(STAGE_WORDS[stage] ?? stage),
        ...(scanHead && { scanHead }),
      });
      beside?.(gpu);
      await simulator.update(plan);
      progress.step('collecting the result');
      const answer = await use(simulator, progress);
      ladders?.write();
      return answer;
    });
  } finally {
    progress.stop();
  }
}

/** Tells a lost device as such: what fails after it says only that something was aborted. */
async function unlessLost<T>(gpu: Gpu, work: () => Promise<T>): Promise<T> {
  let lost: GPUDeviceLostInfo | undefined;
  void gpu.lost.then((info) => {
    lost = info;
  });
  try {
    return await work();
  } catch (error) {
    await new Promise(setImmediate);
    if (!lost || error instanceof DotworkError) throw error;
    throw new DotworkError(
      'gpu-fault',
      `The GPU was lost (${lost.message.trim() || lost.reason}).`,
      'Close other programs that use it, or lower the density.',
      error,
    );
  }
}
