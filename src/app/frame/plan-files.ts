import { DotworkError } from '../../base/errors.ts';
import { say } from '../../base/language/say.ts';
import { isScanName, SCAN_ENDINGS } from '../../io/scan/scan-formats.ts';
import { isLesson, readLesson } from '../../lesson/read-lesson.ts';
import { withControlNames } from '../../plan/field-names.ts';
import { parsePlan } from '../../plan/reading/read.ts';
import { restorePlan } from '../../plan/reading/restore.ts';
import type { Plan } from '../../plan/schema.ts';
import { handOver } from '../keep/hand-over.ts';
import { importFile, isClientsFile } from '../keep/plans/transfer.ts';
import { openDialog } from '../parts/dialog.ts';
import { el } from '../parts/dom.ts';
import { byEnding, JSON_FILES, pickFiles } from '../parts/pick-files.ts';
import { errorWords } from '../parts/toast.ts';
import { isPhotoFile } from '../photo/keep/open-photo.ts';
import { droppedFiles, pathOf } from '../scan/dropped-files.ts';
import { openScanFiles } from '../scan/scan-review.ts';
import { startDocument } from '../state/open-document.ts';
import type { Page } from '../state/page.ts';

/** Largest file read as a plan; real ones have a few kilobytes. */
const MOST_BYTES = 2_000_000;

/** Longest stem in letters: with three bytes each it stays within what file systems take. */
const STEM_LETTERS = 60;

/** A file name made of the plan's title, in its own script; signs that systems refuse are left out. */
export function fileStem({ title }: Pick<Plan, 'title'>): string {
  const plain = [
    ...title
      .normalize('NFC')
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-'),
  ]
    .slice(0, STEM_LETTERS)
    .join('')
    .replace(/^-+|-+$/g, '');
  // Names that mean a device on Windows, whatever ending they have.
  return /^(con|prn|aux|nul|com\d|lpt\d)$/.test(plain) ? `plan-${plain}` : plain || 'plan';
}

/** Hands the open plan to the person as a file. */
export function savePlan(page: Page): void {
  const plan = page.document.get();
  void handOver(page, {
    name: `${fileStem(plan)}.dotwork.json`,
    content: `${JSON.stringify(plan, null, 2)}\n`,
    type: 'application/json',
  });
}

/** What the picker offers as a scan. */
const SCAN_TYPES = [...SCAN_ENDINGS, 'zip'].map((ending) => `.${ending}`).join();

/** Asks for a plan, a lesson or a scan and opens it. */
export function pickPlan(page: Page): void {
  askFor(page, `${JSON_FILES},${SCAN_TYPES}`);
}

/** Asks for a scan and opens it. */
export function pickScan(page: Page): void {
  askFor(page, SCAN_TYPES);
}

function askFor(page: Page, accept: string): void {
  pickFiles({ accept: byEnding(accept), multiple: true }, (files) => void openFiles(page, files));
}

/** Opens files dropped anywhere on the page. */
export function listenForDrops(page: Page): void {
  const over = (on: boolean): void => {
    document.documentElement.classList.toggle('dropping', on);
  };
  addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    over(true);
  });
  addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) over(false);
  });
  addEventListener('drop', (event) => {
    over(false);
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    void droppedFiles(event.dataTransfer).then((files) => openFiles(page, files));
  });
}

/** Opens a scan, with its buffers where it has any, or a folder of one, or photographs, or a zip of clients; anything else is taken for a plan or a lesson. */
export async function openFiles(page: Page, files: readonly File[]): Promise<void> {
  const [first] = files;
  if (!first) return;
  if (files.length === 1 && (await isClientsFile(first))) {
    page.toast(await importFile(first).catch(errorWords));
    return;
  }
  const isFolder = files.some((file) => pathOf(file).includes('/'));
  if (isFolder || files.some(({ name }) => isScanName(name))) await openScanFiles(page, files);
  else if (files.every(isPhotoFile)) page.addPhotos(files);
  else await openPlanFile(page, first);
}

/** Opens a plan strictly; a faulty one is explained, and repaired if the person wants that. */
export async function openPlanFile(page: Page, file: File): Promise<void> {
  if (file.size > MOST_BYTES) {
    page.toast(
      say('{file} is too large for a plan file; nothing was opened.', { file: file.name }),
      'error',
    );
    return;
  }
  const text = await file.text();
  const json = jsonOrUndefined(text);
  if (isLesson(json)) {
    openLessonFile(page, file.name, json);
    return;
  }
  try {
    const plan = parsePlan(text);
    startDocument();
    page.replace(say('Open {file}', { file: file.name }), () => plan);
    page.toast(say('Opened {file}.', { file: file.name }));
  } catch (error) {
    if (!(error instanceof DotworkError)) throw error;
    offerRepair(page, file.name, text, error);
  }
}

/** A school's own lesson; a faulty one is told and opens nothing. */
function openLessonFile(page: Page, name: string, json: unknown): void {
  try {
    page.openLesson(readLesson(json));
  } catch (error) {
    if (!(error instanceof DotworkError)) throw error;
    page.toast(say('{file}: {error}', { file: name, error: errorWords(error) }), 'error');
  }
}

function offerRepair(page: Page, name: string, text: string, error: DotworkError): void {
  const json = jsonOrUndefined(text);
  const restored = json === undefined ? undefined : restorePlan(json);
  void openDialog(say('{file} is not a sound plan', { file: name }), (close) => [
    el('p', {}, errorWords(error)),
    el('p', {}, say('Your open plan is unchanged.')),
    restored && changeList(say('A repaired version would differ like this:'), restored.changes),
    el(
      'div',
      { class: 'dialog-actions' },
      el('button', { onClick: close }, say('Leave it')),
      restored &&
        el(
          'button',
          {
            class: 'primary',
            onClick: () => {
              close();
              startDocument();
              page.replace(say('Open {file}, repaired', { file: name }), () => restored.plan);
            },
          },
          say('Open repaired'),
        ),
    ),
  ]);
}

/** Tells what had to be changed of the plan that was found at the start. */
export function tellRepairs(changes: readonly string[]): void {
  void openDialog(say('Your last plan was repaired'), (close) => [
    changeList(say('The plan kept in this browser was damaged or old. This was changed:'), changes),
    el(
      'div',
      { class: 'dialog-actions' },
      el('button', { class: 'primary', onClick: close }, say('Go on')),
    ),
  ]);
}

/** What a repair changed, as a list with a heading. */
function changeList(heading: string, changes: readonly string[]): HTMLElement {
  return el(
    'section',
    {},
    el('p', {}, heading),
    el(
      'ul',
      { class: 'change-list' },
      ...changes.map((text) => el('li', {}, withControlNames(text))),
    ),
  );
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
