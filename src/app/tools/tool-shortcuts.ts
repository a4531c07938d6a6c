import type { Shortcut } from '../parts/shortcuts.ts';
import type { Page } from '../state/page.ts';
import { TOOLS } from '../state/ui-state.ts';
import type { SkinTools } from './skin-tools.ts';
import { TOOL_WORDS } from './tool-words.ts';

/** One press of a bracket makes the brush larger or smaller by this factor. */
const SIZE_STEP = 1.2;

/** Keys of the tools; they mean something in Plan mode alone. */
export function toolShortcuts({ ui }: Page, tools: SkinTools): readonly Shortcut[] {
  const planning = () => ui.getState().mode === 'plan';
  const working = () => tools.tool !== undefined;
  const brushing = () => tools.tool === 'brush';
  return [
    ...TOOLS.map((tool) => ({
      keys: [TOOL_WORDS[tool].key],
      what: `${TOOL_WORDS[tool].name} tool (in Plan)`,
      when: planning,
      run: () => tools.choose(tools.tool === tool ? undefined : tool),
    })),
    { keys: ['['], what: 'Smaller brush', when: brushing, run: () => tools.resize(1 / SIZE_STEP) },
    { keys: [']'], what: 'Larger brush', when: brushing, run: () => tools.resize(SIZE_STEP) },
    {
      keys: ['Delete', 'Backspace'],
      what: 'Put the point of the hairline back to its rule',
      when: () => tools.tool === 'hairline',
      run: () => tools.hairline.putBack(false),
    },
    {
      keys: ['Enter'],
      what: 'Use the tool at the middle of the picture',
      stageOnly: true,
      when: working,
      run: () => void tools.press(),
    },
    {
      keys: [' '],
      what: 'Hold to turn the head while a tool is on',
      stageOnly: true,
      when: working,
      run: () => tools.pause(true),
      release: () => tools.pause(false),
    },
    {
      keys: ['Escape'],
      what: 'Clear what was measured, then put the tool away',
      when: working,
      run: () => tools.escape(),
    },
  ];
}
