import { say } from '../../base/language/say.ts';
import { shortMm } from '../../base/quantity-words.ts';
import { placesOf } from '../finding.ts';
import { healedWidthMm } from '../healed-width.ts';
import { broken, type DotRule } from '../rule.ts';

/** No dot is wider: where neighbours are looked for, mm. */
const REACH_MM = 1.6;
/** A pair here and there is seen by nobody. */
const SEEN_SHARE = 0.01;

/** Dots whose neighbour is nearer than both are wide once healed. */
export const dotsTouch: DotRule = {
  name: 'dots-touch',
  find({ dots, dotsWithin }) {
    const { placeMm, count } = dots;
    const width = Float64Array.from({ length: count }, (_, i) => healedWidthMm(dots, i));
    const touching: number[] = [];
    let widest = 0;
    const around = dotsWithin(REACH_MM);
    for (let i = 0; i < count; i++) {
      let touches = false;
      const [x, y, z] = [placeMm[3 * i]!, placeMm[3 * i + 1]!, placeMm[3 * i + 2]!];
      around.near(x, y, z, Math.min(REACH_MM, 2 * width[i]!), (j, sq) => {
        if (j !== i && sq < ((width[i]! + width[j]!) / 2) ** 2) touches = true;
      });
      if (!touches) continue;
      touching.push(i);
      widest = Math.max(widest, width[i]!);
    }
    if (touching.length <= Math.max(1, SEEN_SHARE * count)) return [];
    const share = touching.length / count;
    const text = say(
      '{count, plural, =1 {One dot stands} other {# dots stand}} nearer to another than a healed dot is wide (up to {width}).',
      { count: touching.length, width: shortMm(widest) },
    );
    const field = 'operator.spacingJitterMm';
    return broken(share > 0.08 ? 'risk' : 'warn', field, text, placesOf(dots, touching));
  },
};
