import { say } from '../../base/language/say.ts';
import { placesOf } from '../finding.ts';
import { healedWidthMm } from '../healed-width.ts';
import { broken, type DotRule } from '../rule.ts';

/** Share of the skin under healed dots from which they read as shade: natural stubble has 5 to 12 %. */
const MOST_COVER = 0.12;
/** What a glance takes together, mm. */
const LOOK_MM = 4;

/** Patches where dots cover too much of the skin. */
export const inkCover: DotRule = {
  name: 'ink-cover',
  find({ dots, dotsWithin }) {
    const { placeMm, count } = dots;
    const area = Float64Array.from(
      { length: count },
      (_, i) => (Math.PI / 4) * healedWidthMm(dots, i) ** 2,
    );
    const full: number[] = [];
    let most = 0;
    const around = dotsWithin(LOOK_MM);
    for (let i = 0; i < count; i++) {
      let ink = 0;
      const [x, y, z] = [placeMm[3 * i]!, placeMm[3 * i + 1]!, placeMm[3 * i + 2]!];
      around.near(x, y, z, LOOK_MM, (j) => {
        ink += area[j]!;
      });
      const cover = ink / (Math.PI * LOOK_MM ** 2);
      most = Math.max(most, cover);
      if (cover > MOST_COVER) full.push(i);
    }
    if (full.length === 0) return [];
    const text = say(
      'Healed dots cover up to {percent} % of the skin; from {limit} % on they read as shade.',
      { percent: Math.round(100 * most), limit: 100 * MOST_COVER },
    );
    return broken('risk', 'density.dotsPerCm2', text, placesOf(dots, full));
  },
};
