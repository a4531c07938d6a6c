import { DotworkError } from '../../../base/errors.ts';
import { say } from '../../../base/language/say.ts';
import { markAnswers, meanScore } from '../../../engine/practice/mark-answers.ts';
import { faultsCsv } from '../../../io/faults-csv.ts';
import { marksCsv } from '../../../io/marks-csv.ts';
import { practiceRecordPage } from '../../../io/practice-record.ts';
import { markPractice, marksInShort } from '../../../practice/marks/mark-practice.ts';
import { taskNamed } from '../../../practice/task.ts';
import { scoreWords, setWords } from '../../../words/fault-words.ts';
import { handOver } from '../../keep/hand-over.ts';
import { openDialog } from '../../parts/dialog.ts';
import { el } from '../../parts/dom.ts';
import { byEnding, JSON_FILES, pickFiles } from '../../parts/pick-files.ts';
import { errorWords } from '../../parts/toast.ts';
import type { Page } from '../../state/page.ts';
import { today } from '../practice/practice-files.ts';
import { checkWork, forgetWork, keepWork, keptWork, type Work } from './kept-work.ts';

/** The window with all results kept in this browser: to export, import, print and forget. */
export async function openWorks(page: Page): Promise<void> {
  const list = el('div', { class: 'works', 'aria-live': 'polite' });
  const failed = (error: unknown): void => page.toast(errorWords(error), 'error');
  const guarded = (work: () => Promise<void>) => () => void work().catch(failed);
  const show = async (): Promise<void> => {
    const kept = await keptWork();
    const rows = await Promise.all(
      kept.map(async ({ key, work }) => {
        const [what, result] = await shortOf(work);
        const forget = guarded(async () => {
          await forgetWork(key);
          await show();
        });
        return el(
          'tr',
          {},
          ...[work.student || say('(no name)'), work.day, what, result].map((text) =>
            el('td', {}, text),
          ),
          el(
            'td',
            {},
            el(
              'button',
              {
                'aria-label': say('Forget {what} of {student}', {
                  what: what!,
                  student: work.student,
                }),
                onClick: forget,
              },
              say('Forget'),
            ),
          ),
        );
      }),
    );
    const names = [say('Student'), say('Day'), say('Exercise'), say('Result'), ''];
    list.replaceChildren(
      rows.length === 0
        ? el('p', { class: 'quiet' }, say('Nothing kept yet.'))
        : el(
            'table',
            {},
            el('thead', {}, el('tr', {}, ...names.map((name) => el('th', {}, name)))),
            el('tbody', {}, ...rows),
          ),
    );
  };
  const all = async (): Promise<Work[]> => {
    const works = (await keptWork()).map(({ work }) => work);
    if (works.length > 0) return works;
    throw new DotworkError(
      'usage',
      say('Nothing is kept yet.'),
      say('Work through a set, or import one.'),
    );
  };
  const stem = `dotwork-results-${today()}`;
  const asJson = async (): Promise<void> => {
    const content = `${JSON.stringify(await all(), null, 1)}\n`;
    await handOver(page, { name: `${stem}.json`, content, type: 'application/json' });
  };
  const asCsv = async (): Promise<void> => {
    const marked = [];
    for (const work of await all())
      if (work.format === 'dotwork-faults')
        marked.push({ answers: work, results: await markAnswers(work) });
    await handOver(page, { name: `${stem}.csv`, content: faultsCsv(marked), type: 'text/csv' });
  };
  const asMarks = async (): Promise<void> => {
    const patches = (await all()).filter((work) => work.format === 'dotwork-practice');
    if (patches.length === 0) {
      throw new DotworkError(
        'usage',
        say('No patch was marked yet.'),
        say('Practise on a patch first.'),
      );
    }
    const content = marksCsv(patches);
    await handOver(page, { name: `${stem}-marks.csv`, content, type: 'text/csv' });
  };
  const asRecord = async (): Promise<void> => {
    const content = await practiceRecordPage(await all(), today());
    await handOver(page, { name: `${stem}.html`, content, type: 'text/html' });
  };
  const importFiles = (): void => {
    pickFiles({ accept: byEnding(JSON_FILES), multiple: true }, (files) => {
      void Promise.all(
        files.map((file) =>
          importFile(file).catch((error: unknown) =>
            page.toast(`${file.name}: ${errorWords(error)}`, 'error'),
          ),
        ),
      )
        .then(show)
        .catch(failed);
    });
  };
  const closed = openDialog(
    say('Results of practice'),
    () => [
      el(
        'p',
        { class: 'quiet' },
        say(
          'Kept in this browser alone, until you export them. JSON of students comes in by Import; there is one CSV of faults and one of the marks of patches; the record has both and prints.',
        ),
      ),
      el(
        'div',
        { class: 'practice-actions' },
        el('button', { onClick: guarded(asJson) }, say('Export JSON')),
        el('button', { onClick: guarded(asCsv) }, say('Export CSV')),
        el('button', { onClick: guarded(asMarks) }, say('Export marks as CSV')),
        el('button', { onClick: guarded(asRecord) }, say('Record to print')),
        el('button', { onClick: importFiles }, say('Import')),
      ),
      list,
    ],
    'wide',
  );
  void show().catch(failed);
  await closed;
}

/** Takes in one work or a list of them; all or none. */
async function importFile(file: File): Promise<void> {
  let json: unknown;
  try {
    json = JSON.parse(await file.text());
  } catch (cause) {
    throw new DotworkError(
      'usage',
      say('This is no JSON.'),
      say('Choose exported results.'),
      cause,
    );
  }
  const works = (Array.isArray(json) ? json : [json]).map(checkWork);
  for (const work of works) await keepWork(work);
}

/** What it was and how it went, in short. */
async function shortOf(work: Work): Promise<readonly [what: string, result: string]> {
  if (work.format === 'dotwork-practice') {
    const task = taskNamed(work.task);
    return [say(task.title), marksInShort(markPractice(task, work.dots))];
  }
  const results = await markAnswers(work);
  return [
    setWords(work.set),
    say('{score} in {count}', { score: scoreWords(meanScore(results)), count: results.length }),
  ];
}
