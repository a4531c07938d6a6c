import { FILM_KINDS, FILM_WORDS } from '../../words/film.ts';
import { handOver, type MadeFile } from '../keep/hand-over.ts';
import { openDialog } from '../parts/dialog.ts';
import { el, freshId } from '../parts/dom.ts';
import { errorWords } from '../parts/toast.ts';
import type { Page } from '../state/page.ts';
import { compareChoice } from './compare-choice.ts';
import { type Going, makeFilm, makeGrid, makePlans } from './make.ts';
import { makeTimeSheet } from './make-time-sheet.ts';

/** Frames a second: smooth enough for a head that turns, half the work of thirty. */
const FPS = 15;

const LENGTHS_S = ['3', '6', '10'];
const SHORTER_PX = ['480', '720', '1080'];

/** The window that sets pictures side by side and makes films, shows them and hands them over. */
export function openTake(page: Page): Promise<void> {
  let running: AbortController | undefined;
  let shownUrl: string | undefined;
  const made = el('div', { class: 'take-made' });
  const forget = (): void => {
    if (shownUrl) URL.revokeObjectURL(shownUrl);
    shownUrl = undefined;
  };

  const run = async (what: string, make: (going: Going) => Promise<MadeFile>): Promise<void> => {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    forget();
    const bar = el('progress', { max: '1', 'aria-label': what });
    const words = el('p', { class: 'quiet', role: 'status' }, `${what}: getting ready…`);
    const cancel = el('button', { onClick: () => mine.abort() }, 'Cancel');
    made.replaceChildren(words, bar, el('div', { class: 'dialog-actions' }, cancel));
    made.scrollIntoView({ block: 'nearest' });
    try {
      const file = await make({
        signal: mine.signal,
        progress(done, of) {
          bar.value = done / of;
          words.textContent = `${what}: ${done} of ${of}`;
        },
      });
      mine.signal.throwIfAborted();
      shownUrl = URL.createObjectURL(new Blob([file.content], { type: file.type }));
      made.replaceChildren(...shown(page, file, what, shownUrl));
      made.scrollIntoView({ block: 'nearest' });
    } catch (error) {
      if (running !== mine) return;
      const isCancelled = mine.signal.aborted;
      made.replaceChildren(
        el('p', { role: 'status' }, isCancelled ? `${what}: cancelled.` : errorWords(error)),
      );
    }
  };

  const seconds = choice('Length', LENGTHS_S, '6', ' s');
  const size = choice('Size', SHORTER_PX, '720', ' px');
  const closed = openDialog(
    'Side by side, and films',
    () => [
      el(
        'p',
        { class: 'quiet' },
        'Taken of the plan as it is, from where you look now. Each says that it is a preview.',
      ),
      el('h3', {}, 'Side by side'),
      el(
        'div',
        { class: 'take-choices' },
        el(
          'button',
          { onClick: () => run('Before and after', (going) => makeGrid(page, 'pair', going)) },
          'Before and after',
        ),
        el(
          'button',
          { onClick: () => run('The years', (going) => makeGrid(page, 'years', going)) },
          'Four ages, three outcomes',
        ),
        el(
          'button',
          {
            onClick: () => run('Session by session', (going) => makeGrid(page, 'sessions', going)),
          },
          'Session by session',
        ),
        el(
          'button',
          { onClick: () => run('Twenty years', (going) => makeGrid(page, 'life', going)) },
          'Twenty years, hair as it goes',
        ),
        el(
          'button',
          { onClick: () => run('How sure', (going) => makeTimeSheet(page, going)) },
          'How sure, over twenty years',
        ),
      ),
      compareChoice(page, (others) =>
        run('Plans side by side', (going) => makePlans(page, others, going)),
      ),
      el('h3', {}, 'Film'),
      el('div', { class: 'take-choices' }, seconds.element, size.element),
      el(
        'div',
        { class: 'take-choices' },
        ...FILM_KINDS.map((kind) =>
          el(
            'button',
            {
              onClick: () => {
                const wish = {
                  kind,
                  seconds: Number(seconds.value()),
                  fps: FPS,
                  shorterPx: Number(size.value()),
                };
                return run(FILM_WORDS[kind], (going) => makeFilm(page, wish, going));
              },
            },
            FILM_WORDS[kind],
          ),
        ),
      ),
      'VideoEncoder' in globalThis
        ? undefined
        : el(
            'p',
            { class: 'note' },
            'This browser encodes no video: a film comes as a zip of numbered PNG frames.',
          ),
      made,
    ],
    'wide',
  );
  return closed.then(() => {
    running?.abort();
    forget();
  });
}

/** What was made, to be looked at before it is kept. */
function shown(page: Page, file: MadeFile, what: string, url: string): HTMLElement[] {
  const isVideo = file.type.startsWith('video/');
  const view = isVideo
    ? el('video', { src: url, controls: true, loop: true, playsinline: true, 'aria-label': what })
    : file.type === 'image/png'
      ? el('img', { src: url, alt: what })
      : el('p', {}, 'This browser encodes no video; here are the frames as a zip of PNG files.');
  const save = el('button', { class: 'primary', onClick: () => handOver(page, file) }, 'Save');
  const name = el('p', { class: 'quiet' }, file.words ? `${file.name}: ${file.words}` : file.name);
  return [view, name, el('div', { class: 'dialog-actions' }, save)];
}

function choice(label: string, options: readonly string[], first: string, unit: string) {
  const id = freshId('take');
  const select = el(
    'select',
    { id },
    ...options.map((value) =>
      el('option', { value, selected: value === first }, `${value}${unit}`),
    ),
  );
  const element = el('div', { class: 'take-choice' }, el('label', { for: id }, label), select);
  return { element, value: () => select.value };
}
