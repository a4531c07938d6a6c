import { say, toSay } from '../base/language/say.ts';
import { withinSentence } from '../base/language/within-sentence.ts';
import type { KeyFault, MadeCase } from '../engine/practice/fault-key.ts';
import { type CaseResult, meanScore } from '../engine/practice/mark-answers.ts';
import { RULES } from '../plan/remarks/rules.ts';
import type { FaultAnswers } from '../practice/faults/answers.ts';
import { SITES } from '../practice/faults/fault.ts';
import type { SetName } from '../practice/faults/fault-set.ts';
import { faultNamed } from '../practice/faults/faults.ts';
import type { MarkedMark, MarkVerdict } from '../practice/faults/score.ts';
import type { Person } from '../practice/faults/sound-plans.ts';

/** Whom a case is about. */
export const PERSON_WORDS: Readonly<Record<Person, string>> = {
  man: toSay('man of 40'),
  woman: toSay('woman of 40'),
  'man-grey': toSay('man of 62, grey'),
  'man-dark': toSay('man of 40, dark skin'),
};

/** Verdicts on marks, as people read them. */
export const MARK_WORDS: Readonly<Record<MarkVerdict, string>> = {
  found: toSay('Found'),
  misplaced: toSay('Right name, wrong place'),
  misnamed: toSay('Right place, wrong name'),
  follows: toSay('Follows from a fault'),
  again: toSay('Marked already'),
  false: toSay('No fault there'),
};

/** "Set 7, 8 cases, 2 faults each". */
export function setWords({ seed, length, faults }: SetName): string {
  return faults === null
    ? say('Set {seed}, {length, plural, one {# case} other {# cases}}, from 1 to 4 faults', {
        seed,
        length,
      })
    : say(
        'Set {seed}, {length, plural, one {# case} other {# cases}}, {faults, plural, one {# fault} other {# faults}} each',
        { seed, length, faults },
      );
}

/** A share as "67 %". */
export function scoreWords(score: number): string {
  return `${Math.round(100 * score)} %`;
}

/** "Too deep, at the crown". */
export function faultWords({ fault, site }: Pick<KeyFault, 'fault' | 'site'>): string {
  return `${say(fault.title)}, ${say(SITES[site])}`;
}

/** Why a fault is one and who says so: the rule that finds it. */
export function faultReason({ fault }: Pick<KeyFault, 'fault'>): string {
  const { why, source, standing } = RULES[fault.rule];
  return standing === 'assumed'
    ? say('{why} Source: {source} (assumed).', { why: say(why), source: say(source) })
    : say('{why} Source: {source}.', { why: say(why), source: say(source) });
}

/** What a mark turned out to be, in a sentence. */
export function markWords({ fault, verdict, about }: MarkedMark): string {
  const title = say(faultNamed(fault)?.title ?? fault);
  const other = about && about !== fault ? faultNamed(about)?.title : undefined;
  return `${title}: ${withinSentence(say(MARK_WORDS[verdict]))}${other ? ` (${say(other)})` : ''}`;
}

/** The key of a case as lines of text. */
export function keyLines({ number, person, key }: MadeCase): string[] {
  return [
    say('Case {number}, {person}: {count, plural, one {# fault} other {# faults}}', {
      number,
      person: say(PERSON_WORDS[person]),
      count: key.length,
    }),
    ...key.flatMap((one) => [
      `  ${faultWords(one)}. ${say(one.fault.about)}`,
      `    ${say('why: {why}', { why: faultReason(one) })}`,
    ]),
  ];
}

/** Marked answers as lines of text. */
export function answerLines(answers: FaultAnswers, results: readonly CaseResult[]): string[] {
  const who = answers.student === '' ? '' : `${answers.student}, `;
  return [
    say('{who}{day}. {set}: {results} in {count} of them.', {
      who,
      day: answers.day,
      set: setWords(answers.set),
      results: scoreWords(meanScore(results)),
      count: results.length,
    }),
    ...results.flatMap(({ made, result }) => [
      '',
      say('Case {number}, {person}: {score}', {
        number: made.number,
        person: say(PERSON_WORDS[made.person]),
        score: scoreWords(result.score),
      }),
      ...result.marks.map((mark) => `  ${markWords(mark)}`),
      ...result.missed.map(
        (name) => `  ${say('{fault}: missed', { fault: say(faultNamed(name)!.title) })}`,
      ),
      ...keyLines(made).slice(1),
    ]),
  ];
}
