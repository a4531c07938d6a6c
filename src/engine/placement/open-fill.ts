import type { Gpu } from '../../gpu/gpu.ts';
import { CpuFill } from './cpu/cpu-fill.ts';
import type { FillOptions } from './fill-job.ts';
import { LadderFill } from './ladder.ts';

/** Fills heads; which way it does never shows in its dots. */
export type Fill = Pick<LadderFill, 'run'>;

/**
 * The fill as kernels on a real GPU. A CPU that stands in for one does it ten times quicker as plain
 * code, and nothing is compiled for it.
 */
export async function openFill(gpu: Gpu, options: FillOptions): Promise<Fill> {
  const { fill = 'auto' } = options;
  const onCpu = fill === 'cpu' || (fill === 'auto' && gpu.adapter.software);
  return onCpu ? new CpuFill(gpu, options) : LadderFill.create(gpu, options);
}
