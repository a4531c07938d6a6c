import { say } from '../../base/language/say.ts';
import { wholeWords } from '../../base/quantity-words.ts';
import type { LightState } from '../light/skin-refiner.ts';
import { el } from '../parts/dom.ts';

/** One quiet line: how the light in the plan's skin was worked out. */
export function makeLightStatus() {
  const value = el('dd', {}, lightWords({ kind: 'mixed' }));
  const element = el(
    'dl',
    {
      class: 'rows light-status',
      title: say(
        'How light spreads sideways around a dot. The tables hold six skin types; a skin of its own is baked in the background and kept on this device.',
      ),
    },
    el('dt', {}, say('Light in this skin')),
    value,
  );
  return {
    element,
    show(state: LightState): void {
      value.textContent = lightWords(state);
    },
  };
}

function lightWords(state: LightState): string {
  switch (state.kind) {
    case 'of-the-tables':
      return say('of the tables');
    case 'mixed':
      return say('mixed from six types');
    case 'refining':
      return say('refining, {percent} %', { percent: wholeWords(Math.floor(100 * state.share)) });
    case 'refined':
      return say('refined');
    case 'failed':
      return say('mixed; could not be refined');
  }
}
