import { say, sayAs } from '../../../base/language/say.ts';
import type { Tool } from '../tool.ts';
import { AIM_WORDS } from '../tool-words.ts';
import { TapeMeasure } from './tape-measure.ts';

/** Lays a tape between two places; the plan stays as it is. */
export const measure: Tool = {
  id: 'measure',
  name: sayAs('tool', 'Measure'),
  key: 'D',
  drawing: 'M3 16 16 3l5 5L8 21zM6.500 12.500l2.500 2.500m.8-5.800 2 2m1.500-5.300 2.500 2.500',
  about: say('Point at two places for the distance along the skin; a third starts over.'),
  byKeyboard: AIM_WORDS,
  mount: (page) => {
    const tape = new TapeMeasure(page);
    return {
      isForWholeHead: true,
      notes: tape.element,
      putAway: () => tape.clear(),
      refresh: () => tape.keepFor(page.engine.rig?.simulator.head),
      // A point is set where the finger is lifted, so that it can be slid to its place.
      press: () => ({ end: (hit) => hit && tape.add(hit.placeMm) }),
      clear: () => tape.clear(),
      laid: () => ({ tape: tape.path }),
      marks: (hit) => ({ ghost: hit?.placeMm }),
    };
  },
};
