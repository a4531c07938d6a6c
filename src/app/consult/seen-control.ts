import { shortNumber } from '../../base/language/formats.ts';
import { say } from '../../base/language/say.ts';
import { LIGHTS } from '../../view/lamps/light-table.ts';
import { LIGHT_NAMES, VIEWING_DISTANCES_M } from '../../view/view-api.ts';
import { assumedMark } from '../parts/assumed.ts';
import { uiChoice } from '../parts/choice.ts';
import { el, wantsLessMotion } from '../parts/dom.ts';
import type { Page } from '../state/page.ts';

const PLACES_ASSUMED = say(
  'where lamps hang and what walls give back; lux and colours are those of such places',
);

/** In what light, and from how far: what a client will be seen by. */
export function makeSeenControl(page: Page): HTMLElement {
  const about = el('p', { class: 'quiet look-about', 'aria-live': 'polite' });
  const show = (): void => {
    about.textContent = say(LIGHTS[page.ui.getState().light].about);
  };
  page.ui.subscribe(show);
  show();
  return el('div', {}, lightChoice(page), about, distances(page));
}

function lightChoice(page: Page): HTMLElement {
  return uiChoice(page, {
    legend: say('Light'),
    note: assumedMark(PLACES_ASSUMED),
    className: 'looks',
    options: LIGHT_NAMES.map((value) => ({ value, label: say(LIGHTS[value].title) })),
    get: ({ light }) => light,
    choose: (light) => page.ui.setState({ light }),
  });
}

/** Buttons, not a choice: the hand moves on from there. */
function distances(page: Page): HTMLElement {
  const buttons = VIEWING_DISTANCES_M.map((metres) => {
    const words =
      metres < 1
        ? say('{count} cm', { count: shortNumber(100 * metres) })
        : say('{count} m', { count: shortNumber(metres) });
    return el(
      'button',
      {
        class: 'tile',
        title: say('The eye {distance} from the nearest skin, as large as it is seen from there', {
          distance: words,
        }),
        onClick: () => {
          page.engine.rig?.view.standAt(1000 * metres, !wantsLessMotion());
          page.announce(say('Seen from {distance}', { distance: words }));
        },
      },
      words,
    );
  });
  return el(
    'fieldset',
    { class: 'choice segments' },
    el('legend', {}, say('From a distance of')),
    el('div', { class: 'tiles' }, ...buttons),
  );
}
