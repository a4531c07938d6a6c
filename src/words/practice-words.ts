import { say, toSay } from '../base/language/say.ts';
import { RULES } from '../plan/remarks/rules.ts';
import type { Mark, Verdict } from '../practice/marks/mark.ts';
import { marksInShort } from '../practice/marks/mark-practice.ts';
import type { PracticeRecord } from '../practice/record.ts';
import { taskNamed } from '../practice/task.ts';

/** Verdicts as people read them. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  good: toSay('Good'),
  fair: toSay('Fair'),
  poor: toSay('To work on'),
  told: toSay('Told'),
};

/** Why a mark matters and who says so: the rules it goes by. */
export function reasonWords({ rules }: Mark): string[] {
  return rules.map((rule) => {
    const { why, source, standing } = RULES[rule];
    return standing === 'assumed'
      ? say('{why} Source: {source} (assumed).', { why: say(why), source: say(source) })
      : say('{why} Source: {source}.', { why: say(why), source: say(source) });
  });
}

/** A marked exercise as lines of text. */
export function practiceLines(record: PracticeRecord, marks: readonly Mark[]): string[] {
  const who = record.student === '' ? '' : `${record.student}, `;
  return [
    say('{task}: {marks}. {who}{day}, {count} dots.', {
      task: say(taskNamed(record.task).title),
      marks: marksInShort(marks),
      who,
      day: record.day,
      count: record.dots.length,
    }),
    ...marks.flatMap((mark) => [
      '',
      `${say(VERDICT_WORDS[mark.verdict])}: ${mark.title}, ${mark.figure}. ${mark.text}`,
      `  ${say('limit: {limit}', { limit: mark.limit })}`,
      ...reasonWords(mark).map((reason) => `  ${say('why: {why}', { why: reason })}`),
      ...(mark.verdict === 'good' || mark.verdict === 'told'
        ? []
        : [`  ${say('healed: {healed}', { healed: mark.healed })}`]),
    ]),
  ];
}
