import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { dotwork, scratch } from './command.ts';

const folder = scratch();
afterAll(folder.end);

const head = '"format":"dotwork-plan","version":1';

const broken: [what: string, text: string, says: RegExp][] = [
  ['empty', '', /The plan is empty\. Write at least/],
  ['not JSON', '{"format":"dotwork-plan",}', /not JSON: .* at line 1, column 26/],
  ['cut off', `{${head},"density":{"dotsPer`, /not JSON: .*column/],
  ['a list', '[1,2,3]', /JSON object/],
  ['of another format', '{"format":"gltf","version":1}', /format is "gltf"/],
  ['of a version to come', '{"format":"dotwork-plan","version":99}', /version/],
  ['without a version', '{"format":"dotwork-plan"}', /version/],
  [
    'with text for a number',
    `{${head},"density":{"dotsPerCm2":"many"}}`,
    /Set density\.dotsPerCm2/,
  ],
  ['with NaN, which JSON writes as null', `{${head},"technique":{"depositDepthMm":null}}`, /NaN/],
  ['with a huge number', `{${head},"density":{"dotsPerCm2":1e308}}`, /largest allowed, 250/],
  ['with a number past all', `{${head},"hair":{"shaftUm":1e999}}`, /hair\.shaftUm/],
  ['with a section that is a list', `{${head},"skin":[]}`, /Set skin to/],
  ['with a missing part', `{${head},"sessions":[{"day":0}]}`, /sessions\.0\.\w+ is missing/],
  ['with no session', `{${head},"sessions":[]}`, /sessions/],
  ['with an unknown field', `{${head},"densities":{}}`, /Did you mean "density"\?/],
  ['with a field that contradicts', `{${head},"sessionsDone":5}`, /sessionsDone is 5/],
  ['with bytes that are no text', '\u0000\ufffd\u0001', /not JSON/],
];

for (const [what, text, says] of broken) {
  test(`a plan ${what}: the field and the fix on standard error, nothing written`, async () => {
    const [plan, output] = [folder.at('plan.json'), folder.at('out.png')];
    writeFileSync(plan, text);
    const ran = await dotwork(['render', plan, '-o', output]);
    expect(ran.stderr).toMatch(says);
    expect(ran.stderr).toMatch(/^dotwork: .*plan\.json: /);
    expect(ran.stderr.trim().split('\n').length).toBe(1);
    expect([ran.status, ran.stdout]).toEqual([2, '']);
    expect(folder.names()).toEqual(['plan.json']);
  });
}

test('a broken plan leaves an earlier picture as it was', async () => {
  writeFileSync(folder.at('plan.json'), '{');
  writeFileSync(folder.at('kept.png'), 'earlier');
  const ran = await dotwork(['render', folder.at('plan.json'), '-o', folder.at('kept.png')]);
  expect(ran.status).toBe(2);
  expect(readFileSync(folder.at('kept.png'), 'utf8')).toBe('earlier');
  expect(folder.names()).toEqual(['kept.png', 'plan.json']);
});

test('a broken plan on standard input is told as such', async () => {
  const ran = await dotwork(['simulate', '-'], '{"format":"dotwork-plan","version":1,"seed":-1}');
  expect(ran.stderr).toContain('Standard input: seed is -1');
  expect([ran.status, ran.stdout]).toEqual([2, '']);
});
