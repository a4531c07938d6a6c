import { NAMED_VIEWS } from '../../view/view-api.ts';
import type { Shortcut } from '../parts/shortcuts.ts';
import type { Page } from '../state/page.ts';
import { pan } from '../state/pose-moves.ts';
import type { ToolDesk } from '../tools/tool-desk.ts';
import { toolShortcuts } from '../tools/tool-shortcuts.ts';
import { pickPlan, savePlan } from './plan-files.ts';
import { goTo, VIEW_WORDS, viewKey } from './view-bar.ts';
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
    { keys: ['Mod+Z'], what: 'Undo', run: () => plan.undo() },
    { keys: ['Shift+Mod+Z', 'Mod+Y'], what: 'Redo', run: () => plan.redo() },
    { keys: ['Mod+O'], what: 'Open a plan', run: () => pickPlan(page) },
    { keys: ['Mod+S'], what: 'Save the plan to a file', run: () => savePlan(page) },
    ...NAMED_VIEWS.map((name, i) => ({
      keys: [viewKey(i)],
      what: `${VIEW_WORDS[name]} view`,
      run: () => goTo(page, name),
    })),
    { keys: ['F'], what: 'Focus on the hairline', run: () => goTo(page, 'hairline') },
    { keys: ['Shift+F'], what: 'Reset the camera', run: () => goTo(page, 'three-quarter') },
    { keys: ['C'], what: 'Compare before and after', run: () => toggleCompare(ui) },
    {
      keys: ['B'],
      what: 'Hold to see before',
      run: () => ui.setState({ peek: true }),
      release: () => ui.setState({ peek: false }),
    },
    { keys: ['G'], what: 'Play or pause growth', run: growth.toggle },
    {
      keys: ['ArrowLeft'],
      what: 'Turn left',
      viewportOnly: true,
      run: () => view()?.orbit(-TURN_DEG, 0),
    },
    {
      keys: ['ArrowRight'],
      what: 'Turn right',
      viewportOnly: true,
      run: () => view()?.orbit(TURN_DEG, 0),
    },
    {
      keys: ['ArrowUp'],
      what: 'Turn up',
      viewportOnly: true,
      run: () => view()?.orbit(0, TURN_DEG),
    },
    {
      keys: ['ArrowDown'],
      what: 'Turn down',
      viewportOnly: true,
      run: () => view()?.orbit(0, -TURN_DEG),
    },
    { keys: ['Shift+ArrowLeft'], what: 'Move left', viewportOnly: true, run: move(-1, 0) },
    { keys: ['Shift+ArrowRight'], what: 'Move right', viewportOnly: true, run: move(1, 0) },
    { keys: ['Shift+ArrowUp'], what: 'Move up', viewportOnly: true, run: move(0, 1) },
    { keys: ['Shift+ArrowDown'], what: 'Move down', viewportOnly: true, run: move(0, -1) },
    { keys: ['PageUp'], what: 'Nearer', viewportOnly: true, run: () => view()?.zoom(1 - 2 * STEP) },
    {
      keys: ['PageDown'],
      what: 'Farther',
      viewportOnly: true,
      run: () => view()?.zoom(1 + 2 * STEP),
    },
    ...toolShortcuts(page, tools),
    { keys: ['?'], what: 'This list', run: help },
  ];
}
