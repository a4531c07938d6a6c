import { DotworkError } from '../../base/errors.ts';
import { say, sayAs } from '../../base/language/say.ts';
import { MAP_NAMES } from '../../engine/maps/map-names.ts';
import type { Simulator } from '../../engine/simulator.ts';
import { type SEPARATORS, separatorOf } from '../../io/dots/dots-csv.ts';
import { MAP_WORDS } from '../../words/maps/map-words.ts';
import { handOver, type MadeFile } from '../keep/hand-over.ts';
import { openDialog } from '../parts/dialog.ts';
import { el, freshId, painted } from '../parts/dom.ts';
import { errorWords } from '../parts/toast.ts';
import type { Page } from '../state/page.ts';
import { calendarFile, dotsFile, dotsTableFile, mapFile, stencilFile } from './export-files.ts';
import { sheetFields } from './sheet-fields.ts';
import { sheetFile } from './sheet-file.ts';

/** Opens the window of everything that can be handed to other people and programs. */
export function makeExportButton(page: Page): HTMLElement {
  return el(
    'button',
    { onClick: () => void openExport(page) },
    say('Sheet, stencil, dots: export…'),
  );
}

const PAPERS = { a4: 'A4', letter: sayAs('paper', 'Letter') } as const;

const SEPARATOR_WORDS = {
  comma: say('Comma'),
  semicolon: say('Semicolon, decimal commas'),
  tab: sayAs('separator', 'Tab'),
} as const;

/** Papers of this size where inches are the rule; elsewhere A4. */
const LETTER_REGIONS = /-(US|CA|MX|PH)$/;

/** Frames that are waited for a head: about a minute. */
const MOST_WAITS = 1000;

function openExport(page: Page): Promise<void> {
  const status = el('p', { class: 'quiet', role: 'status' });
  const buttons: HTMLButtonElement[] = [];
  const hand = async (what: string, make: () => Promise<MadeFile>): Promise<void> => {
    status.textContent = say('{what}: being made…', { what });
    for (const button of buttons) button.disabled = true;
    try {
      await painted();
      await handOver(page, await make());
      status.textContent = say('{what}: handed over.', { what });
    } catch (error) {
      status.textContent = errorWords(error);
    }
    for (const button of buttons) button.disabled = false;
  };
  /** The plan's dots, once whatever runs is through. */
  const simulated = async (): Promise<Simulator> => {
    page.engine.letGo();
    await page.engine.idle();
    // Nothing runs before the head is there: the first one takes a while on slow machines.
    for (let waits = 0; !page.engine.rig && waits < MOST_WAITS; waits++) await painted();
    await page.engine.idle();
    const { rig } = page.engine;
    if (rig) return rig.simulator;
    throw new DotworkError(
      'gpu-missing',
      say('No head is drawn.'),
      say('Wait until it is, and press again.'),
    );
  };
  const button = (
    words: string,
    what: string,
    make: (simulator: Simulator) => Promise<MadeFile>,
  ): HTMLElement => plainButton(words, what, async () => make(await simulated()));
  const plainButton = (words: string, what: string, make: () => Promise<MadeFile>): HTMLElement => {
    const made = el('button', { 'aria-label': what, onClick: () => void hand(what, make) }, words);
    buttons.push(made);
    return made;
  };
  const inches = LETTER_REGIONS.test(navigator.language);
  const paper = select(say('Paper'), PAPERS, inches ? 'letter' : 'a4');
  const mirror = el('input', { type: 'checkbox', id: freshId('mirror') });
  const separator = select(say('Between cells'), SEPARATOR_WORDS, separatorOf(navigator.language));
  const maps = Object.fromEntries(MAP_NAMES.map((name) => [name, say(MAP_WORDS[name].title)]));
  const map = select(say('Quantity'), maps, 'density');
  const about = sheetFields();
  return openDialog(sayAs('window', 'Export'), () => [
    group(
      say('Treatment sheet'),
      say(
        'Pictures before, on the day and healed, the plan in numbers, ink record, quote, aftercare and consent, as a PDF to print and sign. What you leave out is a line to write on.',
      ),
      ...about.rows,
      paper.row,
      actions(
        plainButton('PDF', say('Treatment sheet as PDF'), async () => {
          await simulated();
          const sheet = paper.value() as keyof typeof PAPERS;
          return sheetFile(page, about.details(), sheet, (done, of) => {
            status.textContent = say('Treatment sheet: picture {done} of {of}', { done, of });
          });
        }),
      ),
    ),
    group(
      say('Stencil at 1:1'),
      say(
        'Hairline and zones unrolled from the head, to cut out and lay on. On the paper chosen above; print at 100\u00a0% and measure the rulers.',
      ),
      el(
        'div',
        { class: 'take-choice' },
        el('label', { for: mirror.id }, say('Mirrored, for transfer paper')),
        mirror,
      ),
      actions(
        button('PDF', say('Stencil as PDF'), (simulator) =>
          stencilFile(simulator, 'pdf', paper.value() as keyof typeof PAPERS, mirror.checked),
        ),
        button('SVG', say('Stencil as SVG'), (simulator) =>
          stencilFile(simulator, 'svg', paper.value() as keyof typeof PAPERS, mirror.checked),
        ),
      ),
    ),
    group(
      say('Dots'),
      say(
        'Every dot with place, session, depth and dose: as a table, as data, or as a cloud of points.',
      ),
      separator.row,
      actions(
        button('CSV', say('Dots as a table: CSV'), (simulator) =>
          dotsTableFile(simulator, separator.value() as (typeof SEPARATORS)[number]),
        ),
        button('JSON', say('Dots as JSON'), (simulator) => dotsFile(simulator, 'json')),
        button('GLB', say('Dots as GLB'), (simulator) => dotsFile(simulator, 'glb')),
        button('PLY', say('Dots as PLY'), (simulator) => dotsFile(simulator, 'ply')),
      ),
    ),
    group(
      say('Head with a map'),
      say('The mesh of the head, coloured by one quantity, with its numbers.'),
      map.row,
      actions(
        button('GLB', say('Head with a map as GLB'), (simulator) =>
          mapFile(simulator, map.value() as (typeof MAP_NAMES)[number], 'glb'),
        ),
        button('PLY', say('Head with a map as PLY'), (simulator) =>
          mapFile(simulator, map.value() as (typeof MAP_NAMES)[number], 'ply'),
        ),
      ),
    ),
    group(
      say('Calendar'),
      say('Sessions and the two days after each, for calendar programs.'),
      actions(
        plainButton('iCalendar', say('Sessions as a calendar (iCalendar)'), () =>
          calendarFile(page.document.get()),
        ),
      ),
    ),
    status,
  ]);
}

function group(title: string, about: string, ...rows: readonly HTMLElement[]): HTMLElement {
  return el('section', {}, el('h3', {}, title), el('p', { class: 'quiet' }, about), ...rows);
}

function actions(...all: readonly HTMLElement[]): HTMLElement {
  return el('div', { class: 'dialog-actions' }, ...all);
}

/** A row with a name and a choice. */
function select(
  name: string,
  words: Readonly<Record<string, string>>,
  chosen: string,
): { readonly row: HTMLElement; readonly value: () => string } {
  const id = freshId('export');
  const field = el(
    'select',
    { id },
    ...Object.entries(words).map(([value, text]) => el('option', { value }, text)),
  );
  field.value = chosen;
  const row = el('div', { class: 'take-choice' }, el('label', { for: id }, name), field);
  return { row, value: () => field.value };
}
