import { readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { expect, test } from 'vitest';
// @ts-expect-error It is a script, without types.
import { isSpoken, leftInCode, saidIn, sources } from '../../scripts/words/collect.mjs';

interface Said {
  message: string;
  values?: string[];
  filled: boolean;
  atLoad: boolean;
  line: number;
}

const paths: string[] = sources('.', ['src']);
const said = paths.flatMap((path) => {
  const text = readFileSync(path, 'utf8');
  if (!/\b(say|sayAs|toSay)\(/.test(text)) return [];
  return (saidIn(path, text) as Said[]).map((one) => ({ path, ...one }));
});

/** Names that a message is filled with. */
function argumentsOf(message: string): Set<string> {
  const found = new Set<string>();
  const visit = (parts: ReturnType<IntlMessageFormat['getAst']>): void => {
    for (const part of parts) {
      if ('options' in part && part.options) {
        for (const { value } of Object.values(part.options)) visit(value);
      }
      // Plain text and the sign of a count have no name.
      if (part.type !== 0 && part.type !== 7) found.add(part.value as string);
    }
  };
  const plain = message.replace(/^[a-z ]+\|/, '');
  visit(new IntlMessageFormat(plain, 'en', undefined, { ignoreTag: true }).getAst());
  return found;
}

test('no word is left in code where words are said', () => {
  const left = paths
    .filter((path) => isSpoken(path))
    .flatMap((path) =>
      (leftInCode(path, readFileSync(path, 'utf8')) as { text: string; line: number }[]).map(
        ({ text, line }) => `${path}:${line}: ${text}`,
      ),
    );
  expect(left).toEqual([]);
});

test('a word that is planted in code is found, what is said or silent is not', () => {
  const found = (code: string) => leftInCode('src/app/a.ts', code).length;
  expect(found("el('p', {}, 'Two words')")).toBe(1);
  expect(found("el('button', { title: 'Save' })")).toBe(1);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code that is looked at.
  expect(found('toast(`${name} was lost.`)')).toBe(1);
  expect(found("el('p', { class: 'two words' }, say('Two words'))")).toBe(0);
});

test('what is filled names what it is filled with, no more and no less', () => {
  const wrong = said
    .filter(({ filled, values }) => filled && values && !values.includes(undefined as never))
    .filter(({ message, values }) => {
      const asked = argumentsOf(message);
      return [...asked].some((name) => !values!.includes(name));
    })
    .map(({ path, line, message }) => `${path}:${line}: ${message}`);
  expect(wrong).toEqual([]);
});

test('below the page nothing is said when a module loads: the language may change after', () => {
  const early = said
    .filter(({ path, atLoad }) => atLoad && !path.startsWith('src/app/'))
    .map(({ path, line, message }) => `${path}:${line}: ${message}`);
  expect(early).toEqual([]);
});
