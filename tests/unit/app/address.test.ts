import { expect, test } from 'vitest';
import { readAddress } from '../../../src/app/state/address.ts';

test('a setting without a value is told as it was written', () => {
  expect(() => readAddress('#set=seed')).toThrow(/The setting "seed" has no "="/);
  expect(() => readAddress('#set==7')).toThrow(/no path before its "="/);
  expect(readAddress('#mode=plan&set=seed=7')).toMatchObject({ mode: 'plan', plan: { seed: 7 } });
});
