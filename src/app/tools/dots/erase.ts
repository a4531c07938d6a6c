import { say, sayAs } from '../../../base/language/say.ts';
import type { HeadHit } from '../../../view/head-picker.ts';
import type { Page } from '../../state/page.ts';
import type { Gesture, Press, Tool } from '../tool.ts';
import { AIM_WORDS } from '../tool-words.ts';
import { eraseDot, NO_ROOM } from './manual-edits.ts';
import { NO_DOT, type PointedDots } from './pointed-dot.ts';

/** Takes dots out. */
export const erase: Tool = {
  id: 'erase',
  name: sayAs('tool', 'Erase'),
  key: 'E',
  drawing:
    'M8.500 20H21M4 14.500 13.500 5a2 2 0 0 1 2.800 0l4 4a2 2 0 0 1 0 2.800L12 20H8.500L4 16.800a1.600 1.600 0 0 1 0-2.300zM9 9.500l6.500 6.500',
  about: say(
    'Point at a dot to take it out; drag to take out several. Zoom in to tell dots apart.',
  ),
  byKeyboard: AIM_WORDS,
  mount: (page, { dots }) => ({
    ready: () => dots.ready(),
    press: (press) => erasure(page, dots, press),
    marks: (hit, reachMm) => ({ dot: hit && dots.nearest(hit, reachMm(hit))?.placeMm }),
  }),
};

function erasure(page: Page, dots: PointedDots, press: Press): Gesture {
  const label = say('Erase dots');
  let count = 0;
  page.document.beginGesture(label);
  const eraseAt = (hit: HeadHit) => {
    const dot = dots.nearest(hit, press.reachMm);
    if (!dot) return;
    page.edit(label, ({ manual }) => {
      if (!eraseDot(manual, dot)) {
        page.toast(NO_ROOM);
        return;
      }
      dots.take(dot);
      count++;
    });
  };
  eraseAt(press.hit);
  return {
    move: (hits) => hits.forEach(eraseAt),
    end: () => {
      page.document.endGesture();
      if (count === 0) page.toast(NO_DOT);
      else
        page.announce(
          say('{count, plural, =1 {One dot erased.} other {# dots erased.}}', { count }),
        );
    },
    cancel: () => {
      page.document.cancelGesture();
      dots.forget();
    },
  };
}
