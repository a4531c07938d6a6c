import { shortMm } from '../../base/quantity-words.ts';
import { placesOf } from '../finding.ts';
import { broken, type DotRule, dotsThat } from '../rule.ts';

/** Dots in a mole or another dark spot of the skin; where it is a no-go mark there are none. */
export const moleCovered: DotRule = {
  name: 'mole-covered',
  find({ dots, dotsWithin, spots }) {
    return spots.flatMap(({ name, middleMm, radiusMm }) => {
      const on: number[] = [];
      dotsWithin(radiusMm).near(...middleMm, radiusMm, (i) => on.push(i));
      if (on.length === 0) return [];
      const text = `${dotsThat(on.length, 'lies', 'lie')} on ${JSON.stringify(name)}, a dark spot ${shortMm(2 * radiusMm)} wide that no needle should touch.`;
      return broken('risk', 'noGo', text, placesOf(dots, on));
    });
  },
};
