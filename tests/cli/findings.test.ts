import { expect, test } from 'vitest';
import { CHEAP, dotwork } from './command.ts';

test('check tells what is too deep, why and where, and --strict fails', async () => {
  const deep = [...CHEAP, '--set', 'technique.depositDepthMm=1.1'];
  const ran = await dotwork(['check', 'norwood-6', ...deep, '--json', '--strict']);
  expect(ran.status).toBe(2);
  expect(ran.stderr).toMatch(/\d risks? found in this plan\. Mend what is told above/);
  const { findings } = JSON.parse(ran.stdout);
  const deepest = findings.find(({ rule }: { rule: string }) => rule === 'deep-for-region');
  expect(deepest).toMatchObject({ severity: 'risk', field: 'technique.depositDepthMm' });
  expect(deepest.why).toMatch(/below the dermis/);
  const [place] = deepest.places;
  // On the scalp, above the ears, with the dots it is about.
  expect(place.middleMm[1]).toBeGreaterThan(20);
  expect(place.dots.length).toBeGreaterThan(100);
  expect(findings[0].severity).toBe('risk');
});

test('a sound plan has nothing found, in words', async () => {
  const ran = await dotwork(['check', 'norwood-6']);
  expect(ran).toMatchObject({ status: 0, stdout: expect.stringMatching(/: Nothing found\.\n$/) });
});
