import { say } from '../../base/language/say.ts';
import { NAMED_VIEWS } from '../../view/view-api.ts';
import type { Shortcut } from '../parts/shortcuts.ts';
import { openShare } from '../share/share-dialog.ts';
import type { Page } from '../state/page.ts';
import { pan } from '../state/pose-moves.ts';
import type { ToolDesk } from '../tools/tool-desk.ts';
import { toolShortcuts } from '../tools/tool-shortcuts.ts';
import { pickPlan, savePlan } from './plan-files.ts';
import { goTo, viewKey, viewWords } from './view-bar.ts';
import { toggleCompare } from './viewport-buttons.ts';

/** How far one press of an arrow turns the head, degrees. */
const TURN_DEG = 8;

/** Share of the distance one press moves or zooms. */
const STEP = 0.06;

/** Everything the keyboard can do, in the order the help shows it. */
export function shortcutTable(
  page: Page,
  tools: ToolDesk,
  growth: { toggle(): void },
  help: () => void,
): readonly Shortcut[] {
  const { document: plan, ui } = page;
  const view = () => page.engine.rig?.view;
  const move = (right: number, up: number) => () => {
    const shown = view();
    if (shown) shown.pose = pan(shown.pose, right * STEP, up * STEP);
  };
  return [
    { keys: ['Mod+Z'], what: say('Undo'), run: () => plan.undo() },
    { keys: ['Shift+Mod+Z', 'Mod+Y'], what: say('Redo'), run: () => plan.redo() },
    { keys: ['Mod+O'], what: say('Open a plan'), run: () => pickPlan(page) },
    { keys: ['Mod+S'], what: say('Save the plan to a file'), run: () => savePlan(page) },
    { keys: ['S'], what: say('Share the plan'), run: () => openShare(page) },
    ...NAMED_VIEWS.map((name, i) => ({
      keys: [viewKey(i)],
      what: viewWords(name),
      run: () => goTo(page, name),
    })),
    { keys: ['F'], what: say('Focus on the hairline'), run: () => goTo(page, 'hairline') },
    { keys: ['Shift+F'], what: say('Reset the camera'), run: () => goTo(page, 'three-quarter') },
    { keys: ['C'], what: say('Compare before and after'), run: () => toggleCompare(ui) },
    {
      keys: ['B'],
      what: say('Hold to see before'),
      run: () => ui.setState({ peek: true }),
      release: () => ui.setState({ peek: false }),
    },
    { keys: ['G'], what: say('Play or pause growth'), run: growth.toggle },
    {
      keys: ['ArrowLeft'],
      what: say('Turn left'),
      viewportOnly: true,
      run: () => view()?.orbit(-TURN_DEG, 0),
    },
    {
      keys: ['ArrowRight'],
      what: say('Turn right'),
      viewportOnly: true,
      run: () => view()?.orbit(TURN_DEG, 0),
    },
    {
      keys: ['ArrowUp'],
      what: say('Turn up'),
      viewportOnly: true,
      run: () => view()?.orbit(0, TURN_DEG),
    },
    {
      keys: ['ArrowDown'],
      what: say('Turn down'),
      viewportOnly: true,
      run: () => view()?.orbit(0, -TURN_DEG),
    },
    { keys: ['Shift+ArrowLeft'], what: say('Move left'), viewportOnly: true, run: move(-1, 0) },
    { keys: ['Shift+ArrowRight'], what: say('Move right'), viewportOnly: true, run: move(1, 0) },
    { keys: ['Shift+ArrowUp'], what: say('Move up'), viewportOnly: true, run: move(0, 1) },
    { keys: ['Shift+ArrowDown'], what: say('Move down'), viewportOnly: true, run: move(0, -1) },
    {
      keys: ['PageUp'],
      what: say('Nearer'),
      viewportOnly: true,
      run: () => view()?.zoom(1 - 2 * STEP),
    },
    {
      keys: ['PageDown'],
      what: say('Farther'),
      viewportOnly: true,
      run: () => view()?.zoom(1 + 2 * STEP),
    },
    ...toolShortcuts(page, tools),
    { keys: ['?'], what: say('This list'), run: help },
  ];
}
