import { say } from '../../../base/language/say.ts';
import { LADDER_DEPTHS_MM } from '../../../engine/dot/ladder-plan.ts';
import {
  LADDER_AGES,
  type LadderPlace,
  lookWords,
  placeWords,
  rungBand,
} from '../../../words/ladder.ts';
import { el } from '../../parts/dom.ts';
import type { Ladder, LadderCell } from './ladder-pictures.ts';

/** One ladder as a grid: depth goes down as in the cut, time to the right. */
export interface LadderGrid {
  readonly element: HTMLElement;
  /** Shows pictures as far as they are there. */
  show(ladder: Ladder): void;
  mark(place: LadderPlace, exact: boolean): void;
  /** Puts the keyboard on the marked picture. */
  focus(): void;
}

/** @param choose - A picture was clicked, or Enter or Space pressed on it. */
export function makeLadderGrid(label: string, choose: (place: LadderPlace) => void): LadderGrid {
  let at: LadderPlace = { depth: 0, age: 0 };
  const cells = LADDER_DEPTHS_MM.map((_, depth) =>
    LADDER_AGES.map((_, age) => makeCell({ depth, age })),
  );
  const cellAt = ({ depth, age }: LadderPlace) => cells[depth]![age]!;
  const element = el(
    'div',
    { class: 'ladder-grid', role: 'grid', 'aria-label': label },
    el(
      'div',
      { class: 'ladder-row', role: 'row' },
      el('span', { role: 'columnheader' }, 'mm'),
      ...LADDER_AGES.map(({ name }) => el('span', { role: 'columnheader' }, say(name))),
    ),
    ...cells.map((row, depth) => {
      const { verdict, name } = rungBand(depth);
      const words = LADDER_DEPTHS_MM[depth]!.toFixed(2);
      return el(
        'div',
        { class: 'ladder-row', role: 'row', 'data-verdict': verdict },
        el('span', { role: 'rowheader', title: name }, words),
        ...row.map((cell) => cell.element),
      );
    }),
  );
  const move = (to: LadderPlace): void => {
    cellAt(at).element.tabIndex = -1;
    at = to;
    cellAt(at).element.tabIndex = 0;
  };
  move(at);
  const placeOf = (target: EventTarget | null): LadderPlace | undefined => {
    const cell = target instanceof Element && target.closest<HTMLElement>('[role=gridcell]');
    if (!cell) return undefined;
    return { depth: Number(cell.dataset.depth), age: Number(cell.dataset.age) };
  };
  // However it came there, a press or a screen reader, keys go on from it.
  element.addEventListener('focusin', (event) => {
    const place = placeOf(event.target);
    if (place) move(place);
  });
  element.addEventListener('click', (event) => {
    const place = placeOf(event.target);
    if (place) choose(place);
  });
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') choose(at);
    else {
      const to = led(at, event);
      if (!to) return;
      move(to);
      cellAt(at).element.focus();
    }
    event.preventDefault();
    // The same keys turn the head.
    event.stopPropagation();
  });
  return {
    element,
    show: ({ cells: drawn }) => {
      for (const [age, row] of drawn.entries()) {
        for (const [depth, one] of row.entries()) cellAt({ depth, age }).show(one);
      }
    },
    mark: (place, exact) => {
      for (const row of cells) for (const cell of row) cell.mark(false, false);
      cellAt(place).mark(true, exact);
      if (!element.contains(document.activeElement)) move(place);
    },
    focus: () => cellAt(at).element.focus(),
  };
}

function makeCell(place: LadderPlace) {
  const canvas = el('canvas', { width: 1, height: 1 });
  const element = el(
    'div',
    {
      class: 'ladder-cell',
      role: 'gridcell',
      tabindex: -1,
      'data-depth': place.depth,
      'data-age': place.age,
      'aria-label': say('{place}: not drawn yet', { place: placeWords(place) }),
    },
    canvas,
  );
  let shown: LadderCell | undefined;
  return {
    element,
    show(cell: LadderCell | undefined): void {
      element.classList.toggle('is-old', !cell);
      if (!cell || cell === shown) return;
      shown = cell;
      const { width, height } = cell.picture;
      [canvas.width, canvas.height] = [width, height];
      canvas.getContext('2d')!.putImageData(cell.picture, 0, 0);
      const words = `${placeWords(place)}: ${lookWords(cell)}`;
      element.setAttribute('aria-label', words);
      element.title = words;
    },
    mark(on: boolean, exact: boolean): void {
      element.setAttribute('aria-selected', String(on));
      element.classList.toggle('is-near', on && !exact);
    },
  };
}

/** Where a key leads. */
function led(
  { depth, age }: LadderPlace,
  { key, ctrlKey }: KeyboardEvent,
): LadderPlace | undefined {
  const [lastDepth, lastAge] = [LADDER_DEPTHS_MM.length - 1, LADDER_AGES.length - 1];
  switch (key) {
    case 'ArrowUp':
      return { depth: Math.max(0, depth - 1), age };
    case 'ArrowDown':
      return { depth: Math.min(lastDepth, depth + 1), age };
    case 'ArrowLeft':
      return { depth, age: Math.max(0, age - 1) };
    case 'ArrowRight':
      return { depth, age: Math.min(lastAge, age + 1) };
    case 'Home':
      return { depth: ctrlKey ? 0 : depth, age: 0 };
    case 'End':
      return { depth: ctrlKey ? lastDepth : depth, age: lastAge };
    case 'PageUp':
      return { depth: 0, age };
    case 'PageDown':
      return { depth: lastDepth, age };
    default:
      return undefined;
  }
}
