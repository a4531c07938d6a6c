import type { Gpu } from '../../src/gpu/gpu.ts';
import { requestGpu } from '../../src/gpu/request.ts';

let shared: Promise<Gpu> | undefined;

/** One device for all test files, which run in one process. It fails, never skips, where no adapter is to be had. */
export function testGpu(): Promise<Gpu> {
  shared ??= requestGpu('auto');
  return shared;
}
