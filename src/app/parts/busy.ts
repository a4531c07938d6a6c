import { say } from '../../base/language/say.ts';
import { el } from './dom.ts';
import { STEP_WORDS } from './texts.ts';

/** Says which long step runs: a card with all steps at the start, a pill later. */
export function makeBusy(): {
  readonly element: HTMLElement;
  show(stage: string | undefined): void;
  /** There is a picture, unfinished as it may be: it is not to be covered. */
  stepAside(): void;
} {
  const steps = Object.entries(STEP_WORDS).map(([stage, words]) => ({
    stage,
    item: el('li', {}, words),
  }));
  const list = el('ol', { class: 'busy-steps' }, ...steps.map(({ item }) => item));
  const words = el('p', { class: 'busy-words', role: 'status' });
  // Moved by the compositor, so it goes on while the page itself is at work.
  const bar = el('div', { class: 'busy-bar', 'aria-hidden': 'true' }, el('span'));
  const element = el('div', { class: 'busy first' }, words, bar, list);
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    element,
    show(stage) {
      clearTimeout(timer);
      if (stage === undefined) {
        // A little later, so that a row of quick steps does not flicker.
        timer = setTimeout(() => {
          element.hidden = true;
          element.classList.remove('first', 'aside');
        }, 120);
        return;
      }
      const at = steps.findIndex((step) => step.stage === stage);
      steps.forEach(({ item }, i) => {
        item.className = i < at ? 'done' : i === at ? 'now' : '';
      });
      words.textContent = STEP_WORDS[stage] ?? say('Working');
      element.hidden = false;
    },
    stepAside() {
      if (element.classList.contains('first')) element.classList.add('aside');
    },
  };
}
