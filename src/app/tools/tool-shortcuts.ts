import { say } from '../../base/language/say.ts';
import type { Shortcut } from '../parts/shortcuts.ts';
import type { Page } from '../state/page.ts';
import type { ToolDesk } from './tool-desk.ts';
import { TOOLS } from './tools.ts';

/** Keys of the tools; they mean something in Plan mode alone. */
export function toolShortcuts({ ui }: Page, desk: ToolDesk): readonly Shortcut[] {
  const planning = () => ui.getState().mode === 'plan';
  const working = () => desk.tool !== undefined;
  return [
    ...TOOLS.map((tool) => ({
      keys: [tool.key],
      what: say('{tool} tool (in Plan)', { tool: tool.name }),
      when: planning,
      run: () => desk.choose(desk.tool === tool ? undefined : tool),
    })),
    ...desk.ownShortcuts,
    {
      keys: ['Enter'],
      what: say('Use the tool at the middle of the picture'),
      viewportOnly: true,
      when: working,
      run: () => void desk.press(),
    },
    {
      keys: [' '],
      what: say('Hold to turn the head while a tool is on'),
      viewportOnly: true,
      when: working,
      run: () => desk.pause(true),
      release: () => desk.pause(false),
    },
    {
      keys: ['Escape'],
      what: say('Clear what was measured, then put the tool away'),
      when: working,
      run: () => desk.escape(),
    },
  ];
}
