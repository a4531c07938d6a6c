import { afterAll, beforeAll, expect, test } from 'vitest';
import { Simulator } from '../../../src/engine/simulator.ts';
import { Choice, HAIR_KIND, Healed } from '../../../src/engine/structs.ts';
import type { Plan } from '../../../src/plan/schema.ts';
import { testGpu } from '../../helpers/gpu.ts';
import { SPARSE, stateOf } from '../../helpers/simulators.ts';

const DECADE = 3652;
const at = (ageDays: number, hair: Partial<Plan['hair']> = {}, skin = SPARSE.skin): Plan => ({
  ...SPARSE,
  skin,
  healing: { ...SPARSE.healing, ageDays },
  hair: { ...SPARSE.hair, loss: { kind: 'norwood', grade: 'III' }, lossPerDecade: 1, ...hair },
});

let simulator: Simulator;
beforeAll(async () => {
  simulator = await Simulator.create(await testGpu());
});
afterAll(() => simulator.destroy());

/** For each dot whether it is hair today, and whether that still stands at the age shown. */
async function hairOf() {
  const { choices, healed } = simulator.dotBuffers();
  const kinds = Choice.columns(await simulator.gpu.read(choices)).kind;
  const { left } = Healed.columns(await simulator.gpu.read(healed));
  return Array.from(kinds, (kind, i) => ({
    isHair: kind === HAIR_KIND,
    stands: kind === HAIR_KIND && left[i] === 1,
  }));
}
const standing = (hair: readonly { stands: boolean }[]) =>
  hair.filter(({ stands }) => stands).length;

test('hair goes with the age shown, dots stay, and only healing and what follows runs', async () => {
  await simulator.update(at(30));
  const [early, hair] = [await stateOf(simulator), await hairOf()];
  expect(standing(hair) / hair.filter(({ isHair }) => isHair).length).toBeGreaterThan(0.99);

  const ran = await simulator.update(at(DECADE));
  expect([...ran].sort()).toEqual(['coverage', 'heal', 'optics']);
  const [late, later] = [await stateOf(simulator), await hairOf()];
  for (const name of ['dots', 'choices', 'deposits'] as const)
    expect(late[name]).toEqual(early[name]);
  expect(standing(later)).toBeLessThan(0.97 * standing(hair));

  // A grade on it is the hair of that grade, follicle by follicle.
  await simulator.update(at(30, { loss: { kind: 'norwood', grade: 'IV' }, lossPerDecade: 0 }));
  const fourth = await hairOf();
  const differing = later.filter((one, i) => one.isHair && one.stands !== fourth[i]!.isHair).length;
  expect(differing).toBeLessThan(0.005 * standing(later));

  // Back in time it is there again; two decades take more, none at all where nothing is to come.
  await simulator.update(at(30));
  expect(await stateOf(simulator)).toEqual(early);
  await simulator.update(at(2 * DECADE - 4));
  expect(standing(await hairOf())).toBeLessThan(standing(later));
  await simulator.update(at(2 * DECADE - 4, { lossPerDecade: 0 }));
  expect((await hairOf()).every(({ isHair, stands }) => isHair === stands)).toBe(true);
});

test('grey hair, sun and oil change the light and what is left, and move nothing', async () => {
  await simulator.update(at(DECADE));
  const plain = await simulator.totals();
  await simulator.update(at(DECADE, {}, { ...SPARSE.skin, sun: 1 }));
  const sunny = await simulator.totals();
  await simulator.update(at(DECADE, {}, { ...SPARSE.skin, sun: 1, oil: 1 }));
  const both = await simulator.totals();
  expect(sunny.placedUg).toBe(plain.placedUg);
  expect(sunny.leftUg).toBeLessThan(0.95 * plain.leftUg);
  expect(both.leftUg).toBeLessThan(sunny.leftUg);
  await simulator.update(
    at(DECADE, { greyPerDecade: 1, loss: { kind: 'none' }, lossPerDecade: 0 }),
  );
  const grey = await simulator.totals();
  await simulator.update(at(DECADE, { loss: { kind: 'none' }, lossPerDecade: 0 }));
  const brown = await simulator.totals();
  // Hair that lost its colour takes less light.
  expect(grey.meanRatio[2]!).toBeGreaterThan(brown.meanRatio[2]!);
});

test('iron oxide of one’s own sessions turns red where the plan has it so', async () => {
  const of = (ironAges: Plan['pigment']['ironAges'], kind: Plan['pigment']['kind']) => ({
    ...at(DECADE, { lossPerDecade: 0 }),
    pigment: { kind, stockShare: 0.15, ironAges },
  });
  const totals = async (plan: Plan) => {
    await simulator.update(plan);
    return simulator.totals();
  };
  const fades = await totals(of('fades', 'iron-oxide-brown'));
  const turns = await totals(of('turns', 'iron-oxide-brown'));
  const share = ({ meanRatio }: typeof fades) => (1 - meanRatio[5]!) / (1 - meanRatio[0]!);
  expect(share(turns)).toBeLessThan(share(fades));
  expect((await totals(of('turns', 'carbon-black'))).meanRatio).toEqual(
    (await totals(of('fades', 'carbon-black'))).meanRatio,
  );
});
