import { LIMITS_SHORT } from '../base/limits.ts';
import { markAnswers, meanScore } from '../engine/practice/mark-answers.ts';
import type { FaultAnswers } from '../practice/faults/answers.ts';
import { faultNamed } from '../practice/faults/faults.ts';
import { scoreRule } from '../practice/faults/score.ts';
import { markPractice, marksInShort } from '../practice/marks/mark-practice.ts';
import type { PracticeRecord } from '../practice/record.ts';
import { taskNamed } from '../practice/task.ts';
import { faultWords, markWords, PERSON_WORDS, scoreWords, setWords } from '../words/fault-words.ts';
import { VERDICT_WORDS } from '../words/practice-words.ts';

/** Plain black on white, a student a sheet. */
const STYLE = `
body { font: 11pt/1.4 system-ui, sans-serif; color: #111; max-width: 180mm; margin: 12mm auto; padding: 0 4mm; }
h1 { font-size: 18pt; } h2 { font-size: 14pt; break-before: page; } h2:first-of-type { break-before: auto; }
h3 { font-size: 12pt; margin-bottom: 4pt; } table { border-collapse: collapse; width: 100%; }
td, th { border-bottom: 1px solid #bbb; padding: 3pt 6pt; text-align: left; vertical-align: top; }
tr, h3 { break-inside: avoid; } .quiet { color: #555; font-size: 9pt; }`;

/** A printable record of practice, by student: patches and faults, every mark of them. HTML, without links. */
export async function practiceRecordPage(
  works: readonly (PracticeRecord | FaultAnswers)[],
  day: string,
): Promise<string> {
  const students = [...new Set(works.map(({ student }) => student))].sort();
  const parts: string[] = [];
  for (const student of students) {
    parts.push(`<h2>${escaped(student || 'Without a name')}</h2>`);
    const own = works.filter((work) => work.student === student);
    for (const work of own.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)))
      parts.push(work.format === 'dotwork-practice' ? patchPart(work) : await faultsPart(work));
  }
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Record of practice</title><style>${STYLE}</style></head>
<body><h1>Record of practice</h1><p class="quiet">${day}. ${escaped(scoreRule())} ${escaped(LIMITS_SHORT)}</p>
${parts.join('\n')}
</body></html>
`;
}

function patchPart({ task, dots, day }: PracticeRecord): string {
  const marks = markPractice(taskNamed(task), dots);
  const title = `${day}, ${taskNamed(task).title}: ${marksInShort(marks)}, ${dots.length} dots`;
  const rows = marks.map(({ title: name, verdict, figure, text }) => [
    ...[name, VERDICT_WORDS[verdict], figure, text],
  ]);
  return section(title, ['Mark', 'Verdict', 'Figure', 'What was seen'], rows);
}

async function faultsPart(answers: FaultAnswers): Promise<string> {
  const results = await markAnswers(answers);
  const mean = `${scoreWords(meanScore(results))} in ${results.length}`;
  const title = `${answers.day}, Find the fault. ${setWords(answers.set)}: ${mean}`;
  const rows = results.map(({ made, result }) => [
    `${made.number}, ${PERSON_WORDS[made.person]}`,
    made.key.map(faultWords).join('; '),
    [
      ...result.marks.map(markWords),
      ...result.missed.map((name) => `${faultNamed(name)!.title}: missed`),
    ].join('; '),
    scoreWords(result.score),
  ]);
  return section(title, ['Case', 'Faults', 'Marks', 'Score'], rows);
}

function section(title: string, names: readonly string[], rows: readonly (readonly string[])[]) {
  const line = (tag: string, cells: readonly string[]) =>
    `<tr>${cells.map((text) => `<${tag}>${escaped(text)}</${tag}>`).join('')}</tr>`;
  return `<h3>${escaped(title)}</h3>\n<table>${line('th', names)}\n${rows.map((row) => line('td', row)).join('\n')}</table>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
