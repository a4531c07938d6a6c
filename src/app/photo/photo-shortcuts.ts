import { say } from '../../base/language/say.ts';
import type { Shortcut } from '../parts/shortcuts.ts';
import type { Page } from '../state/page.ts';
import type { PointMarks } from './marks/point-marks.ts';
import type { PhotoDesk } from './photo-desk.ts';

/** One press of an arrow moves the photograph so far, px. */
const STEP_PX = 48;
const ZOOM = 1.2;

/** Keys while a photograph is in the place of the 3D head; they come before those of the head. */
export function photoShortcuts(
  page: Page,
  desk: PhotoDesk,
  points: PointMarks,
): readonly Shortcut[] {
  const { stage, album } = desk;
  const isShown = () => desk.isShown;
  const isMarking = () => desk.isShown && album.get().work === 'points';
  const hasMarks = () => desk.isShown && album.get().work !== 'dots' && album.canUndo();
  const toolInHand = () => page.ui.getState().tool !== undefined;
  const move = (right: number, down: number) => () => {
    stage.frame.move(-STEP_PX * right, -STEP_PX * down);
    stage.ask();
  };
  const zoom = (factor: number) => () => {
    const [width, height] = stage.sizePx;
    stage.frame.zoom(factor, [width / 2, height / 2]);
    stage.ask();
  };
  const moves = [
    ['ArrowLeft', say('On a photograph: look left'), -1, 0],
    ['ArrowRight', say('On a photograph: look right'), 1, 0],
    ['ArrowUp', say('On a photograph: look up'), 0, -1],
    ['ArrowDown', say('On a photograph: look down'), 0, 1],
  ] as const;
  return [
    {
      keys: ['Mod+Z'],
      what: say('On a photograph: take the last mark back'),
      when: hasMarks,
      run: () => void album.undo(),
    },
    ...moves.map(([key, what, right, down]) => ({
      keys: [key, `Shift+${key}`],
      what,
      viewportOnly: true,
      when: isShown,
      run: move(right, down),
    })),
    {
      keys: ['PageUp'],
      what: say('On a photograph: larger'),
      viewportOnly: true,
      when: isShown,
      run: zoom(ZOOM),
    },
    {
      keys: ['PageDown'],
      what: say('On a photograph: smaller'),
      viewportOnly: true,
      when: isShown,
      run: zoom(1 / ZOOM),
    },
    {
      keys: ['Home'],
      what: say('On a photograph: all of it'),
      viewportOnly: true,
      when: isShown,
      run: () => {
        stage.frame.fit();
        stage.ask();
      },
    },
    {
      keys: ['Enter'],
      what: say('On a photograph: put the mark asked for at the middle of the picture'),
      viewportOnly: true,
      when: isMarking,
      run: () => points.pressMiddle(),
    },
    {
      keys: ['Escape'],
      what: say('Back from the photograph to the 3D head'),
      when: () => desk.isShown && !toolInHand() && !desk.chosen,
      run: () => album.set({ shown: undefined }),
    },
  ];
}
