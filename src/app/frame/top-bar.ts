import { say, sayAs } from '../../base/language/say.ts';
import { el } from '../parts/dom.ts';
import { type IconName, icon } from '../parts/icons.ts';
import { keyWords } from '../parts/shortcuts.ts';
import { MODE_WORDS } from '../parts/texts.ts';
import { openShare } from '../share/share-dialog.ts';
import type { Page } from '../state/page.ts';
import { MODES } from '../state/ui-state.ts';
import { makeCaseButton } from './case-picker.ts';
import { pickPlan, savePlan } from './plan-files.ts';
import { isDark, onSystemTheme } from './theme.ts';

/** What the bar cannot do by itself. */
export interface BarActions {
  help(): void;
  picture(): void;
  take(): void;
}

/** The bar over everything: mode, case, history, files, theme, help. */
export function makeTopBar(page: Page, status: HTMLElement, actions: BarActions): HTMLElement {
  const more = el(
    'div',
    { class: 'bar-more', id: 'more' },
    makeCaseButton(page),
    status,
    tool('open', say('Open a plan'), sayAs('verb', 'Open'), () => pickPlan(page), 'Mod+O'),
    tool('save', say('Save the plan to a file'), say('Save'), () => savePlan(page), 'Mod+S'),
    tool('share', say('Share the plan'), sayAs('verb', 'Share'), () => openShare(page), 'S'),
    tool('picture', say('Save a picture'), say('Picture'), actions.picture),
    tool('film', say('Side by side, and films'), say('Side by side'), actions.take),
    themeButton(page),
    tool('help', say('Keys and help'), say('Help'), actions.help, '?'),
  );
  const moreButton = el(
    'button',
    {
      class: 'icon-button more-button',
      'aria-label': say('More'),
      'aria-expanded': 'false',
      'aria-controls': 'more',
      onClick: () => setOpen(!more.classList.contains('open')),
    },
    icon('more'),
  );
  const setOpen = (open: boolean): void => {
    more.classList.toggle('open', open);
    moreButton.setAttribute('aria-expanded', String(open));
  };
  addEventListener('pointerdown', ({ target }) => {
    if (target instanceof Node && !more.contains(target) && !moreButton.contains(target))
      setOpen(false);
  });
  more.addEventListener('click', () => setOpen(false));
  const parts: readonly HTMLElement[] = [more, moreButton];
  for (const part of parts) {
    part.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') setOpen(false);
    });
  }
  return el(
    'header',
    { class: 'top-bar' },
    el(
      'h1',
      { class: 'brand', 'aria-label': 'Dotwork' },
      el('span', { class: 'brand-mark', 'aria-hidden': 'true' }),
      el('span', {}, 'Dotwork'),
    ),
    modeSwitch(page),
    historyButtons(page),
    more,
    moreButton,
  );
}

function modeSwitch(page: Page): HTMLElement {
  const buttons = MODES.map((mode) => ({
    mode,
    button: el(
      'button',
      { title: MODE_WORDS[mode].about, onClick: () => page.ui.setState({ mode }) },
      MODE_WORDS[mode].title,
    ),
  }));
  const show = (): void => {
    for (const { mode, button } of buttons) {
      button.setAttribute('aria-pressed', String(page.ui.getState().mode === mode));
    }
  };
  page.ui.subscribe(show);
  show();
  return el(
    'nav',
    { class: 'mode-switch', 'aria-label': say('Mode') },
    ...buttons.map(({ button }) => button),
  );
}

function historyButtons({ document: plan }: Page): HTMLElement {
  const undo = el('button', { class: 'icon-button', onClick: () => plan.undo() }, icon('undo'));
  const redo = el('button', { class: 'icon-button', onClick: () => plan.redo() }, icon('redo'));
  const show = (): void => {
    const { undo: past, redo: future } = plan.labels();
    name(undo, say('Undo'), past.at(-1), 'Mod+Z', plan.canUndo());
    name(redo, say('Redo'), future[0], 'Shift+Mod+Z', plan.canRedo());
  };
  // The end of a drag makes a step without a change of the plan; the next event shows it.
  plan.subscribe(() => queueMicrotask(show));
  for (const event of ['pointerup', 'keyup', 'change'])
    addEventListener(event, () => setTimeout(show));
  show();
  return el('div', { class: 'history', role: 'group', 'aria-label': say('History') }, undo, redo);
}

function name(
  button: HTMLButtonElement,
  verb: string,
  step: string | undefined,
  keys: string,
  can: boolean,
): void {
  const words = can && step ? say('{verb}: {step}', { verb, step }) : verb;
  button.disabled = !can;
  button.setAttribute('aria-label', words);
  button.title = withKeys(words, keys);
}

/** What a button does, and the keys that do it. */
function withKeys(what: string, keys: string): string {
  return say('{what} ({keys})', { what, keys: keyWords(keys) });
}

function tool(
  iconName: IconName,
  title: string,
  word: string,
  run: () => void,
  keys?: string,
): HTMLElement {
  return el(
    'button',
    {
      class: `icon-button tool tool-${iconName}`,
      'aria-label': title,
      title: keys ? withKeys(title, keys) : title,
      onClick: run,
    },
    icon(iconName),
    el('span', { class: 'tool-word', 'aria-hidden': 'true' }, word),
  );
}

function themeButton({ ui }: Page): HTMLElement {
  const button = tool('dark', say('Dark theme'), say('Theme'), () => {
    ui.setState({ theme: isDark(ui.getState().theme) ? 'light' : 'dark' });
  });
  const show = (): void => {
    const dark = isDark(ui.getState().theme);
    const does = dark ? say('Light theme') : say('Dark theme');
    button.setAttribute('aria-label', does);
    button.title = does;
    button.querySelector('svg')?.replaceWith(icon(dark ? 'light' : 'dark'));
  };
  ui.subscribe(({ theme }, before) => {
    if (theme !== before.theme) show();
  });
  onSystemTheme(show);
  show();
  return button;
}
