import { expect, test } from 'vitest';
import { readAddress } from '../../../src/app/state/address.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { shareLink } from '../../../src/share/link.ts';

test('a setting without a value is told as it was written', () => {
  expect(() => readAddress('#set=seed')).toThrow(/The setting "seed" has no "="/);
  expect(() => readAddress('#set==7')).toThrow(/no path before its "="/);
  expect(readAddress('#mode=plan&set=seed=7')).toMatchObject({ mode: 'plan', plan: { seed: 7 } });
});

test('a link opens its plan from where it looks; one that is cut opens nothing', () => {
  const camera = { eyeMm: [0, 90, 600], targetMm: [0, 60, 0], fovDeg: 30 } as const;
  const plan = { ...DEFAULT_PLAN, title: 'Sent' };
  const { hash } = new URL(shareLink('https://example.com/', { plan, camera }));
  expect(readAddress(`${hash}&mode=plan`)).toEqual({ mode: 'plan', plan, camera });
  expect(() => readAddress(hash.slice(0, -5))).toThrow(/lost its end/);
});
