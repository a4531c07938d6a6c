import { say } from '../../base/language/say.ts';
import { wholeWords } from '../../base/quantity-words.ts';
import { afterSession, beforeSession, dayShown, HEALED_DAYS, onDay } from '../../plan/moments.ts';
import type { Plan } from '../../plan/schema.ts';
import { dayWords, expectedNow } from '../../words/treatment.ts';
import { assumedMark } from '../parts/assumed.ts';
import { el, freshId } from '../parts/dom.ts';
import { planSlider } from '../parts/slider.ts';
import type { Page } from '../state/page.ts';

const DAYS_CLAIMED = say('clinics tell these days; nobody measured them on scalps');

/** The treatment session by session and day by day, with what a client sees on the day. */
export function makeTreatmentCard(page: Page): HTMLElement {
  return el(
    'div',
    { class: 'treatment' },
    sessionButtons(page),
    daySlider(page),
    firstDay(page),
    expected(page),
  );
}

/** A button for the head before treatment and one for the day of each session. */
function sessionButtons(page: Page): HTMLElement {
  const { document } = page;
  const tiles = el('div', { class: 'tiles' });
  let count = -1;
  const show = (plan: Plan): void => {
    if (plan.sessions.length !== count) {
      count = plan.sessions.length;
      const labels = [
        say('Before'),
        ...plan.sessions.map((_, i) => say('After {session}', { session: wholeWords(i + 1) })),
      ];
      tiles.replaceChildren(
        ...labels.map((label, session) =>
          el(
            'button',
            {
              class: 'tile',
              onClick: () =>
                page.replace(
                  session === 0
                    ? say('Before treatment')
                    : say('Day of session {session}', { session: wholeWords(session) }),
                  (now) => (session === 0 ? beforeSession(now, 1) : afterSession(now, session)),
                ),
            },
            label,
          ),
        ),
      );
    }
    [...tiles.children].forEach((tile, session) => {
      tile.setAttribute('aria-pressed', String(session === plan.sessionsDone));
    });
  };
  document.subscribe(show);
  show(document.get());
  return el(
    'fieldset',
    { class: 'choice segments' },
    el('legend', {}, say('On the day of a session')),
    tiles,
  );
}

/** Every day from before the first session until the last one has healed. */
function daySlider(page: Page): HTMLElement {
  const last = ({ sessions }: Plan): number => sessions.at(-1)!.day + HEALED_DAYS;
  return planSlider(page, {
    label: say('Day of the treatment'),
    min: 0,
    max: 1,
    step: 0.002,
    get: (plan) => Math.min(1, ((dayShown(plan) ?? -1) + 1) / (last(plan) + 1)),
    set(draft, position) {
      const { sessionsDone, healing } = onDay(draft, Math.round(position * (last(draft) + 1)) - 1);
      Object.assign(draft, { sessionsDone, healing });
    },
    words: dayWords,
    ends: [say('before'), say('healed')],
  });
}

/** The date of the first session; the words of the other days follow. */
function firstDay(page: Page): HTMLElement {
  const { document } = page;
  const id = freshId('first-day');
  const input = el('input', { id, type: 'date', class: 'date-input' });
  input.addEventListener('change', () =>
    page.edit(say('Date of the first session'), (draft) => {
      if (input.value) draft.startsOn = input.value;
      else delete draft.startsOn;
    }),
  );
  const show = ({ startsOn }: Plan): void => {
    input.value = startsOn ?? '';
  };
  document.subscribe(show);
  show(document.get());
  return el(
    'div',
    { class: 'first-day' },
    el('label', { for: id }, say('First session on')),
    input,
  );
}

function expected({ document }: Page): HTMLElement {
  const box = el('div', { class: 'expected', 'aria-live': 'polite' });
  let told = '';
  const show = (plan: Plan): void => {
    const phases = expectedNow(plan);
    const key = phases.map(({ name }) => name).join();
    if (key === told && box.childElementCount > 0) return;
    told = key;
    box.replaceChildren(
      el('h3', {}, say('What to expect'), assumedMark(DAYS_CLAIMED)),
      phases.length === 0
        ? el('p', { class: 'quiet' }, say('Half a year on, what is left to tell is how it fades.'))
        : el(
            'dl',
            {},
            ...phases.flatMap(({ name, seen }) => [
              el('dt', {}, say(name)),
              el('dd', {}, say(seen)),
            ]),
          ),
    );
  };
  document.subscribe(show);
  show(document.get());
  return box;
}
