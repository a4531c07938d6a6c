import { say } from '../../base/language/say.ts';
import { wholeWords } from '../../base/quantity-words.ts';
import { DEFAULT_PLAN } from '../../plan/defaults.ts';
import { el } from '../parts/dom.ts';
import type { Start } from '../state/start-plan.ts';

const KEY = 'dotwork-first-steps';

/** What is told, and the controls it points at: the first of them that is to be seen. */
const STEPS: readonly { readonly words: string; readonly at: readonly string[] }[] = [
  {
    words: say(
      'Drag the picture to turn the head. Two fingers or the wheel come nearer; so do arrow keys and Page Up.',
    ),
    at: ['.viewport'],
  },
  {
    words: say('How it looks fresh, healed and years on. It is a preview, never a promise.'),
    at: ['.consult .card:has(.take-open)'],
  },
  {
    words: say('Compare splits the picture into before and after. Hold the eye to see before.'),
    at: ['.compare-button'],
  },
  {
    words: say(
      'Plan has the numbers, the brush and measures. Train teaches why, and marks what you do.',
    ),
    at: ['.mode-switch'],
  },
  {
    words: say(
      'Everything stays in this browser. Help lists all keys, and shows these steps again.',
    ),
    at: ['.tool-help', '.more-button'],
  },
];

/** Whether these are the first steps: nothing kept, nothing named by the address, never seen. */
export function isFirstVisit({ plan, isAgain }: Start, hash: string): boolean {
  try {
    return plan === DEFAULT_PLAN && !isAgain && hash === '' && localStorage.getItem(KEY) === null;
  } catch {
    // A browser that keeps nothing would show them with every visit.
    return false;
  }
}

/**
 * A strip that tells in five short steps where things are. It covers no control, takes no focus, and
 * goes away for good with its last step or when it is skipped.
 */
export function makeFirstSteps(): { readonly element: HTMLElement; show(): void } {
  let at = 0;
  const count = el('span', { class: 'steps-count' });
  const words = el('p', { 'aria-live': 'polite' });
  const next = el('button', { class: 'primary', onClick: () => go(at + 1) }, say('Next'));
  const element = el(
    'section',
    { class: 'first-steps', 'aria-label': say('First steps'), hidden: true },
    words,
    el('div', {}, count, el('button', { onClick: () => go(STEPS.length) }, say('Skip')), next),
  );
  const go = (to: number): void => {
    for (const marked of document.querySelectorAll('.pointed-at')) {
      marked.classList.remove('pointed-at');
    }
    at = to;
    const step = STEPS[at];
    element.hidden = !step;
    if (!step) {
      remember();
      return;
    }
    words.textContent = step.words;
    count.textContent = say('{step} / {count}', {
      step: wholeWords(at + 1),
      count: wholeWords(STEPS.length),
    });
    next.textContent = at === STEPS.length - 1 ? say('Done') : say('Next');
    const target = step.at
      .map((selector) => document.querySelector<HTMLElement>(selector))
      .find((one) => one?.checkVisibility());
    target?.classList.add('pointed-at');
    target?.scrollIntoView({ block: 'nearest' });
  };
  return { element, show: () => go(0) };
}

function remember(): void {
  try {
    localStorage.setItem(KEY, 'seen');
  } catch {
    // It is shown again next time; nothing to tell.
  }
}
