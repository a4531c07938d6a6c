import { afterEach, expect, test } from 'vitest';
import {
  dateWords,
  listWords,
  moneyWords,
  numberWords,
  percentWords,
  shortNumber,
} from '../../../../src/base/language/formats.ts';
import { ENGLISH, LANGUAGES, languageFor } from '../../../../src/base/language/languages.ts';
import { loadLanguage } from '../../../../src/base/language/load-language.ts';
import { say, sayAs, speak, toSay } from '../../../../src/base/language/say.ts';
import {
  areaWords,
  densityWords,
  headLengthWords,
  tellIn,
} from '../../../../src/base/language/units.ts';

afterEach(() => speak(ENGLISH));

const german = LANGUAGES.find(({ code }) => code === 'de')!;
const arabic = LANGUAGES.find(({ code }) => code === 'ar')!;

test('what is said is English until another language is spoken, and what that lacks stays English', () => {
  expect(say('Save')).toBe('Save');
  speak(german, { Save: 'Speichern' });
  expect(say('Save')).toBe('Speichern');
  expect(say('Open')).toBe('Open');
  speak(ENGLISH);
  expect(say(toSay('Save'))).toBe('Save');
});

test('a message is filled, and counts by the rules of its language', () => {
  const dots = '{count, plural, one {# dot} other {# dots}} of {name}';
  expect(say(dots, { count: 1, name: 'zone 1' })).toBe('1 dot of zone 1');
  expect(say(dots, { count: 1200, name: '{x}' })).toBe('1,200 dots of {x}');
  speak(german, { [dots]: '{count, plural, one {# Punkt} other {# Punkte}} von {name}' });
  expect(say(dots, { count: 1200, name: 'Zone 1' })).toBe('1.200 Punkte von Zone 1');
  speak(arabic, {
    [dots]:
      '{count, plural, one {نقطة} two {نقطتان} few {# نقاط} many {# نقطة} other {# نقطة}} {name}',
  });
  expect(say(dots, { count: 2, name: 'x' })).toBe('نقطتان x');
  expect(say(dots, { count: 5, name: 'x' })).toBe('5 نقاط x');
});

test('without values a message is plain: braces and apostrophes are themselves', () => {
  expect(say("{it's}")).toBe("{it's}");
});

test('one word of English with two meanings is told apart by its context', () => {
  speak(german, { 'theme|Light': 'Hell', Light: 'Licht' });
  expect(sayAs('theme', 'Light')).toBe('Hell');
  expect(say('Light')).toBe('Licht');
});

test('numbers, money, dates and lists are written as the language writes them', () => {
  const all = () => [
    numberWords(1234.5, 2),
    shortNumber(0.4),
    shortNumber(-0.001),
    percentWords(0.125, 1),
    moneyWords(1234.5, 'EUR'),
    dateWords('2027-03-01'),
    listWords(['a', 'b', 'c']),
    listWords(['a', 'b'], 'or'),
  ];
  expect(all()).toEqual([
    '1,234.50',
    '0.4',
    '0',
    '12.5%',
    '€1,234.50',
    '1 March 2027',
    'a, b and c',
    'a or b',
  ]);
  speak(german);
  expect(all()).toEqual([
    '1.234,50',
    '0,4',
    '0',
    '12,5\u00a0%',
    '1.234,50\u00a0€',
    '1. März 2027',
    'a, b und c',
    'a oder b',
  ]);
  // Rulers, needles and cartridges have these digits everywhere.
  speak(arabic);
  expect(numberWords(12.5, 1)).toBe('12.5');
});

test('the first wanted language that is spoken is taken, by region too', () => {
  const code = (...wanted: string[]) => languageFor(wanted).code;
  expect(code('de-AT', 'en')).toBe('de');
  expect(code('nl', 'pt-BR')).toBe('pt');
  expect(code('ja')).toBe('en');
  expect(code()).toBe('en');
});

test('a language nobody made is refused by name', async () => {
  await expect(loadLanguage('xx')).rejects.toThrow(/speak "xx".*It speaks en/);
});

test('areas, densities and lengths of a head are told in the units asked for', () => {
  const all = () => [areaWords(100), densityWords(80), headLengthWords(75)];
  expect(all()).toEqual(['100 cm²', '80 dots/cm²', '75 mm']);
  tellIn('inch');
  expect(all()).toEqual(['15.5 in²', '516 dots/in²', '2.95 in']);
  tellIn('metric');
});
