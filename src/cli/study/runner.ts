import { DotworkError } from '../../base/errors.ts';
import { missingScan, type ScanHead } from '../../engine/head/plan-head.ts';
import { Simulator } from '../../engine/simulator.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import { requestGpu } from '../../gpu/request.ts';
import type { Head } from '../../head/head.ts';
import type { Plan } from '../../plan/schema.ts';
import { performRun, type RunResult } from '../../study/run/perform-run.ts';
import { importFile } from '../head-input.ts';
import { cacheFolder, type LadderFolder, ladderFolder } from '../picture/ladder-folder.ts';
import type { RunTask, WorkerTask } from './worker-messages.ts';

/** One device and one simulator that go from run to run. */
export class Runner {
  readonly #gpu: Gpu;
  readonly #simulator: Simulator;
  readonly #ladders: LadderFolder | undefined;
  readonly #scans: Scans;

  private constructor(gpu: Gpu, simulator: Simulator, scans: Scans, ladders?: LadderFolder) {
    this.#gpu = gpu;
    this.#simulator = simulator;
    this.#scans = scans;
    this.#ladders = ladders;
  }

  static async open({ adapter, fill, cache }: Omit<WorkerTask, 'folder'>) {
    const gpu = await requestGpu(adapter);
    const folder = cache ? cacheFolder() : undefined;
    const ladders = folder ? ladderFolder(folder) : undefined;
    const scans = new Scans();
    const simulator = await Simulator.create(gpu, {
      fill,
      ...(ladders && { ladders }),
      scanHead: scans.headOf,
    });
    return new Runner(gpu, simulator, scans, ladders);
  }

  /** Simulates a run and gives its numbers and files. */
  async perform({ plan, scanFile, outputs }: RunTask): Promise<RunResult> {
    if (scanFile !== undefined) await this.#scans.open(scanFile, plan);
    await this.#simulator.update(plan);
    const result = await performRun(this.#simulator, outputs);
    this.#ladders?.write();
    return result;
  }

  close(): void {
    this.#simulator.destroy();
    this.#gpu.destroy();
  }
}

/** The scan of the run at hand; a study in order of work changes it seldom. */
class Scans {
  #kept: { readonly key: string; readonly head: Head } | undefined;

  async open(file: string, plan: Plan): Promise<void> {
    const key = JSON.stringify([plan.head.scan, plan.head.base]);
    if (this.#kept?.key === key) return;
    const { imported } = await importFile(file, { landmark: [] }, plan);
    this.#kept = { key, head: imported.head };
  }

  readonly headOf: ScanHead = async (scan) => {
    if (!this.#kept) throw missingScan(scan);
    return this.#kept.head;
  };
}

/** Whether the same run may go well at another try, on another device. */
export function mayGoWell(error: unknown): boolean {
  return !(error instanceof DotworkError) || error.code === 'gpu-fault';
}
