import { LIGHTS } from '../../view/lamps/light-table.ts';
import { LIGHT_NAMES, VIEWING_DISTANCES_M } from '../../view/view-api.ts';
import { assumedMark } from '../parts/assumed.ts';
import { uiChoice } from '../parts/choice.ts';
import { el, wantsLessMotion } from '../parts/dom.ts';
import type { Page } from '../state/page.ts';

const PLACES_ASSUMED =
  'where lamps hang and what walls give back; lux and colours are those of such places';

/** In what light, and from how far: what a client will be seen by. */
export function makeSeenControl(page: Page): HTMLElement {
  const about = el('p', { class: 'quiet look-about', 'aria-live': 'polite' });
  const show = (): void => {
    about.textContent = LIGHTS[page.ui.getState().light].about;
  };
  page.ui.subscribe(show);
  show();
  return el('div', {}, lightChoice(page), about, distances(page));
}

function lightChoice(page: Page): HTMLElement {
  return uiChoice(page, {
    legend: 'Light',
    note: assumedMark(PLACES_ASSUMED),
    className: 'looks',
    options: LIGHT_NAMES.map((value) => ({ value, label: LIGHTS[value].title })),
    get: ({ light }) => light,
    choose: (light) => page.ui.setState({ light }),
  });
}

/** Buttons, not a choice: the hand moves on from there. */
function distances(page: Page): HTMLElement {
  const buttons = VIEWING_DISTANCES_M.map((metres) => {
    const words = metres < 1 ? `${100 * metres} cm` : `${metres} m`;
    return el(
      'button',
      {
        class: 'tile',
        title: `The eye ${words} from the nearest skin, as large as it is seen from there`,
        onClick: () => {
          page.engine.rig?.view.standAt(1000 * metres, !wantsLessMotion());
          page.announce(`Seen from ${words}`);
        },
      },
      words,
    );
  });
  return el(
    'fieldset',
    { class: 'choice segments' },
    el('legend', {}, 'From a distance of'),
    el('div', { class: 'tiles' }, ...buttons),
  );
}
