import type { BrushState, Tool } from '../state/ui-state.ts';

/** What each tool is called, and what it does in a sentence. */
export const TOOL_WORDS: Readonly<Record<Tool, { name: string; key: string; about: string }>> = {
  hairline: {
    name: 'Hairline',
    key: 'L',
    about: 'Drag the points of the line. Both sides move alike; double-click puts a point back.',
  },
  brush: {
    name: 'Brush',
    key: 'P',
    about: 'Drag over the scalp to make it denser or sparser. Hair that is left stays.',
  },
  erase: {
    name: 'Erase',
    key: 'E',
    about: 'Point at a dot to take it out; drag to take out several. Zoom in to tell dots apart.',
  },
  add: {
    name: 'Add',
    key: 'A',
    about: 'Point at the skin to put a single dot there. It stays whatever the density.',
  },
  move: {
    name: 'Move',
    key: 'M',
    about: 'Drag a dot to another place. It keeps its session. Zoom in to tell dots apart.',
  },
  measure: {
    name: 'Measure',
    key: 'D',
    about: 'Point at two places for the distance along the skin; a third starts over.',
  },
};

const HAIRLINE_KEYS =
  'Alt moves one side alone. Tab goes to the points: arrows move by 1 mm, with Shift by 5, Delete puts back.';
const BRUSH_KEYS = 'Alt does the opposite, [ and ] change the size.';

/** Whether the page is worked with fingers. */
export function byTouch(): boolean {
  return matchMedia('(pointer: coarse)').matches;
}

/** How to get along while a tool is on; with fingers nothing else is needed. */
export function navigationWords(tool: Tool, touch: boolean): string {
  if (touch) return 'One finger works, two turn the head.';
  return [
    'Right button or Space turns the head, the wheel zooms, Esc puts the tool away.',
    ...(tool === 'brush' ? [BRUSH_KEYS] : []),
    tool === 'hairline'
      ? HAIRLINE_KEYS
      : 'By keyboard: aim with the arrows, Enter works at the middle.',
  ].join(' ');
}

/** What the brush multiplies the density with; `turned` round for the time of a stroke. */
export function brushScale({ raises, strength }: BrushState, turned: boolean): number {
  return Number((raises !== turned ? 1 + strength : 1 - strength).toFixed(4));
}

/** The name of a stroke in the history. */
export function strokeLabel(densityScale: number): string {
  if (densityScale === 0) return 'Clear with the brush';
  return densityScale > 1 ? 'Raise density by brush' : 'Lower density by brush';
}
