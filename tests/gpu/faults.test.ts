import { afterAll, beforeAll, expect, test } from 'vitest';
import { distance } from '../../src/base/vec3.ts';
import { checkPlan } from '../../src/engine/check/check-plan.ts';
import { makeCase } from '../../src/engine/practice/fault-key.ts';
import { Simulator } from '../../src/engine/simulator.ts';
import { faultSet, type PutFault } from '../../src/practice/faults/fault-set.ts';
import { FAULTS } from '../../src/practice/faults/faults.ts';
import { PEOPLE, type Person, soundPlan } from '../../src/practice/faults/sound-plans.ts';
import { testGpu } from '../helpers/gpu.ts';

/** EVERY=1 tries each fault on everyone and everywhere it may be, not once. */
const EVERY = process.env.EVERY === '1';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await Simulator.create(await testGpu());
}, 120_000);

afterAll(() => simulator.destroy());

async function foundIn(person: Person, put: readonly PutFault[]) {
  const made = await makeCase({ number: 1, person, seed: 7, put });
  await simulator.update(made.plan);
  return { key: made.key, found: await checkPlan(simulator) };
}

test.each(PEOPLE)(
  'in the sound plan of "%s" nothing is found',
  async (person) => {
    expect((await foundIn(person, [])).found).toEqual([]);
  },
  120_000,
);

const CASES = FAULTS.flatMap((fault, i) => {
  const who = PEOPLE.filter((person) => fault.fits?.(soundPlan(person)) ?? true);
  const all = who.flatMap((person) => fault.sites.map((site) => ({ person, fault, site })));
  return EVERY ? all : [all[(5 * i) % all.length]!];
});

test.each(CASES.map((one) => [one.fault.name, one.site, one.person, one] as const))(
  '"%s" at "%s" of "%s" is found by its rule, and nothing else is',
  async (_, __, person, { fault, site }) => {
    const { key, found } = await foundIn(person, [{ fault, site }]);
    const rules = found.map(({ rule }) => rule);
    expect(rules).toContain(fault.rule);
    expect(rules.filter((rule) => rule !== fault.rule && !fault.also.includes(rule))).toEqual([]);
    // What is found somewhere is found in the key's places.
    const { places } = found.find(({ rule }) => rule === fault.rule)!;
    const [{ places: known }] = key as [(typeof key)[0]];
    if (known.length === 0) return;
    for (const { middleMm } of places.slice(0, 1)) {
      const off = known.map((place) => distance(place.middleMm, middleMm) - place.radiusMm);
      expect(Math.min(...off)).toBeLessThan(10);
    }
  },
  120_000,
);

/** Cases as a class gets them; by default one with three faults. */
const SETS = EVERY
  ? [2, 3, 4].flatMap((faults) => faultSet({ seed: 7, length: 8, faults }))
  : faultSet({ seed: 7, length: 1, faults: 3 });

test.each(SETS.map((one) => [one.person, one.put.map(({ fault }) => fault.name), one] as const))(
  'several faults in "%s" (%s) are all found, and nothing that none of them brings along',
  async (_, __, one) => {
    const made = await makeCase(one);
    await simulator.update(made.plan);
    const rules = (await checkPlan(simulator)).map(({ rule }) => rule);
    expect(rules).toEqual(expect.arrayContaining(one.put.map(({ fault }) => fault.rule)));
    const brought = one.put.flatMap(({ fault }) => [fault.rule, ...fault.also]);
    expect(rules.filter((rule) => !brought.includes(rule))).toEqual([]);
  },
  120_000,
);
