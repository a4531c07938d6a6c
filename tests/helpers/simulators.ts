import { Simulator, type SimulatorOptions } from '../../src/engine/simulator.ts';
import { Response } from '../../src/engine/structs.ts';
import { DEFAULT_PLAN } from '../../src/plan/defaults.ts';
import type { Plan } from '../../src/plan/schema.ts';
import { testGpu } from './gpu.ts';

/** A whole head, sparser than a person's, so that a GPU made of software is done in time. */
export const SPARSE: Plan = {
  ...DEFAULT_PLAN,
  density: { dotsPerCm2: 8 },
  hair: { ...DEFAULT_PLAN.hair, unitsPerCm2: 9 },
};

/** Every dot's choice, pigment, place and light: whole numbers and floats as their bits. */
export async function stateOf(of: Simulator): Promise<Record<string, Uint32Array>> {
  const { count, ...buffers } = of.dotBuffers();
  const { dots, choices, deposits, bins, healed } = buffers;
  const words: Record<string, Uint32Array> = {};
  for (const [name, buffer] of Object.entries({ dots, choices, deposits, bins, healed })) {
    words[name] = new Uint32Array(await of.gpu.read(buffer));
  }
  words.responses = shownOf(new Uint32Array(await of.gpu.read(buffers.responses)), count);
  words.totals = Uint32Array.from(Object.values(await of.totals()).flat() as number[]);
  words.count = Uint32Array.of(count);
  return words;
}

/** Of a dot that is not shown only kind and area are told: nobody reads the rest. */
function shownOf(responses: Uint32Array, count: number): Uint32Array {
  const stride = Response.bytes / 4;
  for (let dot = 0; dot < count; dot++) {
    if (responses[stride * dot + Response.offsets.inkMm2 / 4] !== 0) continue;
    responses.fill(0, stride * dot, stride * dot + Response.offsets.kind / 4);
  }
  return responses;
}

/** The same of a plan made from nothing. */
export async function freshStateOf(plan: Plan, options: SimulatorOptions = {}) {
  const other = await Simulator.create(await testGpu(), options);
  await other.update(plan);
  const result = await stateOf(other);
  other.destroy();
  return result;
}
