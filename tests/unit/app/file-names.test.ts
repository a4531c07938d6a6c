import { expect, test } from 'vitest';
import { fileStem } from '../../../src/app/frame/plan-files.ts';

test.each([
  ['Norwood VI, natural hairline', 'norwood-vi-natural-hairline'],
  ['План Ивана', 'план-ивана'],
  ['山田さん', '山田さん'],
  ['محمد', 'محمد'],
  ['Müller / Söhne', 'müller-söhne'],
  ['../../etc', 'etc'],
  ['NUL', 'plan-nul'],
  ['', 'plan'],
  ['???', 'plan'],
])('the file of %j is named %j', (title, stem) => {
  expect(fileStem({ title })).toBe(stem);
});

test('no title makes a name too long for a file system', () => {
  expect(new TextEncoder().encode(fileStem({ title: '山'.repeat(200) })).length).toBeLessThan(200);
});
