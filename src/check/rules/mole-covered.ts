import { say } from '../../base/language/say.ts';
import { shortMm } from '../../base/quantity-words.ts';
import { placesOf } from '../finding.ts';
import { broken, type DotRule } from '../rule.ts';

/** Dots in a mole or another dark spot of the skin; where it is a no-go mark there are none. */
export const moleCovered: DotRule = {
  name: 'mole-covered',
  find({ dots, dotsWithin, spots }) {
    return spots.flatMap(({ name, middleMm, radiusMm }) => {
      const on: number[] = [];
      dotsWithin(radiusMm).near(...middleMm, radiusMm, (i) => on.push(i));
      if (on.length === 0) return [];
      const text = say(
        '{count, plural, =1 {One dot lies} other {# dots lie}} on {name}, a dark spot {width} wide that no needle should touch.',
        { count: on.length, name: JSON.stringify(name), width: shortMm(2 * radiusMm) },
      );
      return broken('risk', 'noGo', text, placesOf(dots, on));
    });
  },
};
