import { say, sayAs } from '../../base/language/say.ts';
import { FILM_KINDS, FILM_WORDS } from '../../words/film.ts';
import { openDialog } from '../parts/dialog.ts';
import { el, freshId } from '../parts/dom.ts';
import type { Page } from '../state/page.ts';
import { compareChoice } from './compare-choice.ts';
import { makeFilm, makeGrid, makePlans } from './make.ts';
import { makeTimeSheet } from './make-time-sheet.ts';
import { startMaking } from './making.ts';

/** Frames a second: smooth enough for a head that turns, half the work of thirty. */
const FPS = 15;

const LENGTHS_S = ['3', '6', '10'];
const SHORTER_PX = ['480', '720', '1080'];

/** The window that sets pictures side by side and makes films, shows them and hands them over. */
export function openTake(page: Page): Promise<void> {
  const { element: made, run, close } = startMaking(page);
  const seconds = choice(sayAs('film', 'Length'), LENGTHS_S, '6', ' s');
  const size = choice(say('Size'), SHORTER_PX, '720', ' px');
  const closed = openDialog(
    say('Side by side, and films'),
    () => [
      el(
        'p',
        { class: 'quiet' },
        say('Taken of the plan as it is, from where you look now. Each says that it is a preview.'),
      ),
      el('h3', {}, say('Side by side')),
      el(
        'div',
        { class: 'take-choices' },
        el(
          'button',
          { onClick: () => run(say('Before and after'), (going) => makeGrid(page, 'pair', going)) },
          say('Before and after'),
        ),
        el(
          'button',
          { onClick: () => run(say('The years'), (going) => makeGrid(page, 'years', going)) },
          say('Four ages, three outcomes'),
        ),
        el(
          'button',
          {
            onClick: () =>
              run(say('Session by session'), (going) => makeGrid(page, 'sessions', going)),
          },
          say('Session by session'),
        ),
        el(
          'button',
          { onClick: () => run(say('Twenty years'), (going) => makeGrid(page, 'life', going)) },
          say('Twenty years, hair as it goes'),
        ),
        el(
          'button',
          { onClick: () => run(say('How sure'), (going) => makeTimeSheet(page, going)) },
          say('How sure, over twenty years'),
        ),
      ),
      compareChoice(page, (others) =>
        run(say('Plans side by side'), (going) => makePlans(page, others, going)),
      ),
      el('h3', {}, say('Film')),
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
                return run(say(FILM_WORDS[kind]), (going) => makeFilm(page, wish, going));
              },
            },
            say(FILM_WORDS[kind]),
          ),
        ),
      ),
      'VideoEncoder' in globalThis
        ? undefined
        : el(
            'p',
            { class: 'note' },
            say('This browser encodes no video: a film comes as a zip of numbered PNG frames.'),
          ),
      made,
    ],
    'wide',
  );
  return closed.then(close);
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
