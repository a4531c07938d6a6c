import { el } from '../dom.ts';
import { icon } from '../icons.ts';
import { TOOLS, type Tool, type UiStore, watch } from '../state/ui-state.ts';
import { TOOL_WORDS } from './tool-words.ts';

/** Buttons beside the picture: turn the head, or one of the tools. */
export function makeToolBar(ui: UiStore, choose: (tool: Tool | undefined) => void): HTMLElement {
  const button = (tool: Tool | undefined, name: string, title: string) => {
    const made = el(
      'button',
      { title, 'aria-label': name, onClick: () => choose(tool) },
      icon(tool ?? 'hand'),
      el('span', { 'aria-hidden': 'true' }, name),
    );
    const show = () => made.setAttribute('aria-pressed', String(ui.getState().tool === tool));
    watch(ui, (state) => state.tool, show);
    show();
    return made;
  };
  return el(
    'div',
    {
      class: 'tool-bar',
      role: 'toolbar',
      'aria-label': 'Tools',
      'aria-orientation': 'vertical',
    },
    button(undefined, 'Turn', 'Turn the head (Esc)'),
    ...TOOLS.map((tool) => {
      const { name, key, about } = TOOL_WORDS[tool];
      return button(tool, name, `${name} (${key}): ${about}`);
    }),
  );
}
