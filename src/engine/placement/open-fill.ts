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
export async function openFill(gpu: Gpu, options: FillOptions): Promise<CpuFill | LadderFill> {
  return fillsOnCpu(gpu, options) ? new CpuFill(gpu, options) : LadderFill.create(gpu, options);
}

/** Where {@link openFill} places dots. */
export function fillsOnCpu(gpu: Gpu, { fill = 'auto' }: FillOptions): boolean {
  return fill === 'cpu' || (fill === 'auto' && gpu.adapter.software);
}
