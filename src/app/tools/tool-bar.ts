import { say } from '../../base/language/say.ts';
import { el } from '../parts/dom.ts';
import { drawn, icon } from '../parts/icons.ts';
import type { Page } from '../state/page.ts';
import { watch } from '../state/ui-state.ts';
import type { Tool } from './tool.ts';
import { TOOLS, toolNamed } from './tools.ts';

type Choose = (tool: Tool | undefined) => void;

/**
 * Buttons beside the picture: turn the head, or one of the tools. On a phone held upright they give
 * way to the tool in hand, with its main settings and the way to put it away.
 */
export function makeToolBar(page: Page, choose: Choose): readonly HTMLElement[] {
  const { ui } = page;
  const button = (tool: Tool | undefined, name: string, title: string) => {
    const made = el(
      'button',
      { title, 'aria-label': name, onClick: () => choose(tool) },
      tool ? drawn(tool.drawing) : icon('hand'),
      el('span', { 'aria-hidden': 'true' }, name),
    );
    const show = () => made.setAttribute('aria-pressed', String(ui.getState().tool === tool?.id));
    watch(ui, (state) => state.tool, show);
    show();
    return made;
  };
  const turn = button(undefined, say('Turn'), say('Turn the head (Esc)'));
  const bar = el(
    'div',
    { class: 'tool-bar', role: 'toolbar', 'aria-label': say('Tools') },
    turn,
    ...TOOLS.map((tool) => {
      const { name, key, about } = tool;
      return button(tool, name, `${name} (${key}): ${about}`);
    }),
  );
  return [bar, makeHand(page, choose, turn)];
}

/** The tool in hand. */
function makeHand(page: Page, choose: Choose, turn: HTMLElement): HTMLElement {
  const { ui } = page;
  const name = el('p', { class: 'hand-name' });
  const rows = new Map(
    TOOLS.flatMap((tool) => (tool.row ? [[tool, tool.row(page)] as const] : [])),
  );
  const done = el(
    'button',
    { class: 'primary', title: say('Put the tool away (Esc)') },
    say('Done'),
  );
  done.addEventListener('click', () => {
    choose(undefined);
    turn.focus();
  });
  const hand = el(
    'div',
    { class: 'tool-hand', role: 'group', 'aria-label': say('Tool in hand'), hidden: true },
    name,
    ...rows.values(),
    done,
  );
  const show = (): void => {
    const tool = toolNamed(ui.getState().tool);
    const fromBar = document.activeElement?.closest('.tool-bar');
    document.body.dataset.hand = tool?.id ?? 'none';
    hand.hidden = !tool;
    for (const [of, row] of rows) row.hidden = of !== tool;
    if (tool) name.replaceChildren(drawn(tool.drawing), el('span', {}, tool.name));
    // The button that was pressed is gone from sight: the focus goes on, not to nowhere.
    if (fromBar && done.checkVisibility()) done.focus({ preventScroll: true });
  };
  watch(ui, ({ tool }) => tool, show);
  show();
  return hand;
}
