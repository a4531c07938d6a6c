import { writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { CHEAP, dotwork, scratch } from './command.ts';

const folder = scratch();
afterAll(folder.end);

test('simulate --rates: a quote whose parts agree with the numbers, as JSON and as text', async () => {
  const rates = 'presets/rates/example.json';
  const ran = await dotwork(['simulate', 'default', '--quiet', '--rates', rates, ...CHEAP]);
  expect(ran.status).toBe(0);
  const { quote, needs, dots } = JSON.parse(ran.stdout);
  const [fee, sessions, hours, thousands] = quote.lines;
  expect(fee.amount).toBe(100);
  expect(sessions.amount).toBe(150 * needs.total.visits.planned);
  expect(hours.amount).toBeCloseTo(180 * needs.total.hours.planned, 2);
  expect(thousands.amount).toBeCloseTo((40 * dots) / 1000, 1);
  expect(quote.price.p10).toBeLessThan(quote.price.planned);
  expect(quote.price.planned).toBeLessThan(quote.price.p90);
  expect(quote.deposit + quote.left.planned).toBeCloseTo(quote.price.planned, 2);
  const text = await dotwork([
    'simulate',
    'default',
    '--quiet',
    '--text',
    '--rates',
    rates,
    ...CHEAP,
  ]);
  expect(text.stdout).toContain(
    `€${quote.price.planned.toLocaleString('en', { minimumFractionDigits: 2 })}`,
  );
  expect(text.stdout).toContain('Quote, Example, no real clinic');
  expect(text.stdout).toContain('What it takes');
});

test('rates that are wrong are told before anything is simulated, with the fix', async () => {
  const file = folder.at('rates.json');
  writeFileSync(file, '{"format":"dotwork-rates","version":1,"currency":"EUR","perHuor":3}');
  const wrong = await dotwork(['simulate', 'default', '--rates', file, ...CHEAP]);
  expect([wrong.status, wrong.stdout]).toEqual([2, '']);
  expect(wrong.stderr).toContain('Did you mean "perHour"?');
  const missing = await dotwork(['simulate', 'default', '--rates', folder.at('no.json'), ...CHEAP]);
  expect([missing.status, missing.stdout]).toEqual([2, '']);
});
