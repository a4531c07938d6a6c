import { expect, test } from 'vitest';
import { runCase, type Tally, TURN } from '../../fuzz/campaign.ts';

test('twenty rounds of the campaign: a sentence or something sound, each time', async () => {
  const tallies = new Map<string, Tally>();
  // The first round has the parts that take seconds; npm run fuzz has them.
  for (let index = TURN; index < 21 * TURN; index++) await runCase(index, 14, tallies);
  const faults = [...tallies].flatMap(([name, { faults }]) =>
    faults.map((fault) => ({ name, ...fault })),
  );
  expect(faults).toEqual([]);
  expect([...tallies.values()].every(({ cases }) => cases > 0)).toBe(true);
}, 60_000);
