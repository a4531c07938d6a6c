import { requestGpu } from '../../gpu/request.ts';
import { printJson } from '../output.ts';
import type { GlobalOptions } from '../simulate-plan.ts';

/** `dotwork gpu`: the adapter found, and limits and features of the device as we open it. */
export async function gpuFacts({ adapter }: GlobalOptions): Promise<void> {
  const gpu = await requestGpu(adapter);
  const { limits, features } = gpu.device;
  // Limits are getters of the prototype, so no copy of the object has them.
  const names = Object.keys(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(limits)));
  const numbers = names
    .map((name) => [name, (limits as unknown as Record<string, unknown>)[name]] as const)
    .filter(([, value]) => typeof value === 'number')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  await printJson({
    adapter: gpu.adapter,
    timestamps: gpu.timed,
    features: [...features].sort(),
    limits: Object.fromEntries(numbers),
  });
}
