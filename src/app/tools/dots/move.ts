import { say, sayAs } from '../../../base/language/say.ts';
import type { Tool } from '../tool.ts';
import { AIM_WORDS } from '../tool-words.ts';
import { moveDot, NO_ROOM } from './manual-edits.ts';
import { NO_DOT, type PointedDot } from './pointed-dot.ts';

/** Carries a dot to another place. */
export const move: Tool = {
  id: 'move',
  name: sayAs('tool', 'Move'),
  key: 'M',
  drawing: 'M12 3v18M3 12h18M9 6l3-3 3 3M9 18l3 3 3-3M6 9l-3 3 3 3m12-6 3 3-3 3',
  about: say('Drag a dot to another place. It keeps its session. Zoom in to tell dots apart.'),
  byKeyboard: AIM_WORDS,
  mount: (page, { dots }) => {
    let carried: PointedDot | undefined;
    return {
      ready: () => dots.ready(),
      press: ({ hit, reachMm }) => {
        const dot = dots.nearest(hit, reachMm);
        if (!dot) {
          page.toast(NO_DOT);
          return undefined;
        }
        carried = dot;
        return {
          takenUp: say('Dot taken up. Aim and press Enter.'),
          end: (to) => {
            carried = undefined;
            if (!to?.onScalp) return;
            page.edit('Move a dot', ({ manual }) => {
              if (!moveDot(manual, dot, to.point)) page.toast(NO_ROOM);
              else dots.take(dot);
            });
            page.announce(say('Dot moved.'));
          },
          cancel: () => {
            carried = undefined;
          },
        };
      },
      marks: (hit, reachMm) =>
        carried
          ? { dot: carried.placeMm, ghost: hit?.placeMm }
          : { dot: hit && dots.nearest(hit, reachMm(hit))?.placeMm },
    };
  },
};
