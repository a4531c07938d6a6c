import { say } from '../../base/language/say.ts';
import { wholeWords } from '../../base/quantity-words.ts';
import { sceneWords } from '../../plan/remarks/scene-words.ts';
import type { ScalpView } from '../../view/scalp-view.ts';
import { MAP_WORDS } from '../../words/maps/map-words.ts';
import { debounced, el } from '../parts/dom.ts';
import type { Page } from '../state/page.ts';
import { makeToolBar } from '../tools/tool-bar.ts';
import type { ToolDesk } from '../tools/tool-desk.ts';
import { makeDivider } from './divider.ts';
import { makeLimitsLine } from './limits.ts';
import { makeViewBar } from './view-bar.ts';
import { makeViewportButtons } from './viewport-buttons.ts';

const HINT_ID = 'viewport-hint';

/** What the canvas lies in: it takes pointer and keyboard for the head. */
export function makeViewport(): HTMLElement {
  return el('div', {
    class: 'viewport',
    role: 'application',
    tabindex: '0',
    'aria-label': say('The head, with planned dots'),
    'aria-describedby': HINT_ID,
  });
}

/** The viewport with all that stands on the picture; `notices` cover it for a while. */
export function makeViewportArea(
  page: Page,
  viewport: HTMLElement,
  tools: ToolDesk,
  toggleGrowth: () => void,
  { back, foot, notices }: { back: HTMLElement; foot: HTMLElement; notices: readonly Element[] },
): HTMLElement {
  return el(
    'main',
    { class: 'viewport-area' },
    viewport,
    ...tools.over,
    el(
      'p',
      { id: HINT_ID, class: 'visually-hidden' },
      say(
        'Arrow keys turn the head, Shift with arrows moves it, Page Up and Page Down zoom, 1 to 8 choose a view.',
      ),
    ),
    makeDivider(page.ui),
    el(
      'div',
      { class: 'viewport-head' },
      makeCaption(page),
      makeViewportButtons(page.ui, toggleGrowth, back),
    ),
    ...makeToolBar(page, (tool) => tools.choose(tool)),
    el(
      'div',
      { class: 'viewport-foot' },
      tools.notes.element,
      foot,
      makeViewBar(page),
      makeLimitsLine(),
    ),
    ...notices,
    el('p', { class: 'draft-note', 'aria-hidden': 'true' }),
  );
}

/** Says on the viewport whether its picture is a draft, and how coarse that is. */
export function tellDrafts(view: ScalpView, viewport: HTMLElement): void {
  const note = viewport.parentElement?.querySelector('.draft-note');
  let said: number | undefined;
  view.overlays.add(() => {
    if (note && view.isDraft && view.draftShare !== said) {
      said = view.draftShare;
      note.textContent = say('Drawn at {percent} % while it moves: this device is slow', {
        percent: wholeWords(100 * said),
      });
    }
    const kind = view.isDraft ? 'draft' : 'exact';
    viewport.dataset.picture = view.isBare ? 'bare' : kind;
  });
}

/** Gives the picture the size of its place. */
export function fitPicture({ engine }: Page, viewport: HTMLElement): void {
  const { clientWidth, clientHeight } = viewport;
  // A stage without height, on a phone that is turned with its keyboard open: the size before stays.
  if (clientWidth > 0 && clientHeight > 0)
    engine.view?.resize(clientWidth, clientHeight, Math.min(2, devicePixelRatio));
}

/** Fits the picture whenever its place changes. */
export function followSize(page: Page, viewport: HTMLElement): void {
  const fit = debounced(60, () => fitPicture(page, viewport));
  new ResizeObserver(fit).observe(viewport);
  followDensity(fit);
}

/** Calls back when the window comes to a screen of another density, or the page is zoomed. */
function followDensity(changed: () => void): void {
  const here = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
  here.addEventListener(
    'change',
    () => {
      changed();
      followDensity(changed);
    },
    { once: true },
  );
}

/** What the picture shows, in words. */
function makeCaption({ document: plan, ui }: Page): HTMLElement {
  const caption = el('p', { class: 'scene-words' });
  const show = (): void => {
    const { map, mode } = ui.getState();
    const scene = sceneWords(plan.get());
    caption.textContent =
      map && mode !== 'consult'
        ? say('Map: {map} · {scene}', { map: say(MAP_WORDS[map].title), scene })
        : scene;
  };
  plan.subscribe(show);
  ui.subscribe(show);
  show();
  return caption;
}
