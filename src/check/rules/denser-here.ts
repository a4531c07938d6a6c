import { say } from '../../base/language/say.ts';
import { placesOf } from '../finding.ts';
import { broken, type DotRule } from '../rule.ts';

/** What a glance takes together, mm. */
const LOOK_MM = 6;
/** So many times the person's own hair shows beside it. */
const MOST_TIMES = 1.6;

/** Patches where dots and hair together are far more than the hair that grows there. */
export const denserHere: DotRule = {
  name: 'denser-than-own',
  find({ plan, dots, dotsWithin, hairWithin }) {
    const { placeMm, count } = dots;
    const most = MOST_TIMES * plan.hair.unitsPerCm2;
    const full: number[] = [];
    let densest = 0;
    const [ink, hair] = [dotsWithin(LOOK_MM), hairWithin(LOOK_MM)];
    for (let i = 0; i < count; i++) {
      let stand = 0;
      const more = () => {
        stand++;
      };
      const [x, y, z] = [placeMm[3 * i]!, placeMm[3 * i + 1]!, placeMm[3 * i + 2]!];
      ink.near(x, y, z, LOOK_MM, more);
      hair.near(x, y, z, LOOK_MM, more);
      const perCm2 = (100 * stand) / (Math.PI * LOOK_MM ** 2);
      densest = Math.max(densest, perCm2);
      if (perCm2 > most) full.push(i);
    }
    if (full.length === 0) return [];
    const text = say(
      "Up to {most} dots and hairs per cm², where the person's own hair has {own}.",
      { most: Math.round(densest), own: plan.hair.unitsPerCm2 },
    );
    return broken('warn', 'density.dotsPerCm2', text, placesOf(dots, full));
  },
};
