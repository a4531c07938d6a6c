import { Simulator, type SimulatorOptions } from '../../src/engine/simulator.ts';
import { DEFAULT_PLAN } from '../../src/plan/defaults.ts';
import type { Plan } from '../../src/plan/schema.ts';
import { testGpu } from './gpu.ts';

/** A whole head, sparser than a person's, so that a GPU made of software is done in time. */
export const SPARSE: Plan = {
  ...DEFAULT_PLAN,
  density: { dotsPerCm2: 8 },
  hair: { ...DEFAULT_PLAN.hair, unitsPerCm2: 9 },
};

/** Every dot's choice, pigment and place: whole numbers and floats as their bits. */
export async function stateOf(of: Simulator): Promise<Record<string, Uint32Array>> {
  const { count, ...buffers } = of.dotBuffers();
  const { dots, choices, deposits, bins, healed } = buffers;
  const words: Record<string, Uint32Array> = {};
  for (const [name, buffer] of Object.entries({ dots, choices, deposits, bins, healed })) {
    words[name] = new Uint32Array(await of.gpu.read(buffer));
  }
  words.totals = Uint32Array.from(Object.values(await of.totals()).flat() as number[]);
  words.count = Uint32Array.of(count);
  return words;
}

/** The same of a plan made from nothing. */
export async function freshStateOf(plan: Plan, options: SimulatorOptions = {}) {
  const other = await Simulator.create(await testGpu(), options);
  await other.update(plan);
  const result = await stateOf(other);
  other.destroy();
  return result;
}
