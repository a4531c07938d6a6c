import { expect, test } from 'vitest';
import { shortcutTable } from '../../../src/app/frame/shortcut-table.ts';
import type { Page } from '../../../src/app/state/page.ts';
import { createUi } from '../../../src/app/state/ui-state.ts';
import type { PointedDot, PointedDots } from '../../../src/app/tools/dots/pointed-dot.ts';
import type { MountedTool } from '../../../src/app/tools/tool.ts';
import type { ToolDesk } from '../../../src/app/tools/tool-desk.ts';
import { TOOLS, toolNamed } from '../../../src/app/tools/tools.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { createDocument } from '../../../src/plan/history.ts';
import type { HeadHit } from '../../../src/view/head-picker.ts';

/** Places 10 mm apart, each in a triangle of its own. */
const at = (i: number, onScalp = true): HeadHit => ({
  point: { triangle: i, b: 1, c: 2 },
  placeMm: [10 * i, 0, 0],
  normal: [0, 0, 1],
  onScalp,
});

/** A tool on a page without a picture, where a dot of the plan stands at each place up to 5. */
function mounted(id: string) {
  const document = createDocument(DEFAULT_PLAN);
  const said: string[] = [];
  const page = {
    document,
    edit: document.edit,
    ui: createUi('plan', 'system'),
    engine: {},
    toast: (words: string) => said.push(words),
    announce: (words: string) => said.push(words),
  } as unknown as Page;
  const taken = new Set<number>();
  const dots = {
    ready: async () => undefined,
    forget: () => taken.clear(),
    take: ({ point }: PointedDot) => taken.add(point.triangle),
    nearest: ({ point, placeMm }: HeadHit) =>
      point.triangle <= 5 && !taken.has(point.triangle)
        ? { point, session: 2, byHand: false, placeMm }
        : undefined,
  } as unknown as PointedDots;
  const tool: MountedTool = toolNamed(id)!.mount(page, { dots, redraw: () => undefined });
  const press = (i: number, turned = false) =>
    tool.press({ hit: at(i), reachMm: 1, reachPx: 12, turned });
  return { document, said, tool, press, manual: () => document.get().manual };
}

test('each tool has a name, a key and an icon of its own', () => {
  for (const part of ['id', 'name', 'key', 'drawing', 'about'] as const) {
    expect(new Set(TOOLS.map((tool) => tool[part])).size, part).toBe(TOOLS.length);
  }
  const desk = { ownShortcuts: [] } as unknown as ToolDesk;
  const table = shortcutTable({} as Page, desk, { toggle: () => undefined }, () => undefined);
  const keys = table.flatMap((shortcut) => shortcut.keys);
  for (const { key } of TOOLS) expect(keys.filter((one) => one === key)).toEqual([key]);
  expect(toolNamed(undefined)).toBeUndefined();
  expect(toolNamed('hammer')).toBeUndefined();
});

test.each([
  ['brush', 'Raise density by brush'],
  ['erase', 'Erase dots'],
  ['add', 'Add a dot'],
  ['move', 'Move a dot'],
  ['no-go', 'Keep a place free'],
])('%s: one press is one step of the history', (id, label) => {
  const { document, press } = mounted(id);
  const gesture = press(1)!;
  gesture.move?.([at(2), at(3)]);
  gesture.end(at(4));
  expect(document.labels().undo).toEqual([label]);
  expect(document.get()).not.toEqual(DEFAULT_PLAN);
  document.undo();
  expect(document.get()).toEqual(DEFAULT_PLAN);
});

test.each(['brush', 'erase', 'add', 'move', 'no-go'])('%s: given up, it leaves nothing', (id) => {
  const { document, press } = mounted(id);
  const gesture = press(1)!;
  gesture.move?.([at(2), at(3)]);
  gesture.cancel?.();
  expect(document.get()).toEqual(DEFAULT_PLAN);
  expect(document.labels().undo).toEqual([]);
  expect(document.inGesture()).toBe(false);
});

test('a stroke keeps points a quarter of the radius apart; turned it does the opposite', () => {
  const { press, manual, said } = mounted('brush');
  const gesture = press(1, true)!;
  const near = { ...at(1), placeMm: [11, 0, 0] as const };
  gesture.move?.([near, at(2), at(2), at(3)]);
  gesture.end(at(3));
  const [stroke] = manual().strokes;
  expect(stroke).toMatchObject({ radiusMm: 10, softness: 0.5, densityScale: 0.75 });
  expect(stroke!.path.map(({ triangle }) => triangle)).toEqual([1, 2, 3]);
  expect(said).toEqual(['Lower density by brush done.']);
});

test('erasing takes each dot once and says how many; where none is it says so', () => {
  const { press, manual, said } = mounted('erase');
  const gesture = press(1)!;
  gesture.move?.([at(1), at(2), at(9)]);
  gesture.end(at(9));
  expect(manual().erased.map(({ triangle }) => triangle)).toEqual([1, 2]);
  press(9)!.end(at(9));
  expect(said[0]).toBe('2 dots erased.');
  expect(said[1]).toMatch(/No ink dot is that near/);
});

test('a dot that is carried is marked where it was, with the place it would go to', () => {
  const { tool, press, manual, said } = mounted('move');
  const reach = () => 1;
  expect(tool.marks?.(at(1), reach)).toEqual({ dot: at(1).placeMm });
  const gesture = press(1)!;
  expect(gesture.takenUp).toMatch(/press Enter/);
  expect(tool.marks?.(at(7), reach)).toEqual({ dot: at(1).placeMm, ghost: at(7).placeMm });
  expect(tool.marks?.(undefined, reach)).toMatchObject({ dot: at(1).placeMm });
  gesture.end(at(7, false));
  expect(manual().moved).toEqual([]);
  press(1)!.end(at(7));
  expect(manual().moved).toEqual([{ from: at(1).point, to: at(7).point, session: 2 }]);
  expect(tool.marks?.(at(9), reach).dot).toBeUndefined();
  expect(press(9)).toBeUndefined();
  expect(said.at(-1)).toMatch(/No ink dot is that near/);
});

test('a dot is added where the pointer is lifted, beside scalp not at all', () => {
  const { press, manual, said } = mounted('add');
  press(1)!.end(at(3));
  press(1)!.end(at(4, false));
  press(1)!.end(undefined);
  expect(manual().added).toEqual([{ at: at(3).point, session: 1 }]);
  expect(said).toEqual(['Dot added in session 1.']);
});
