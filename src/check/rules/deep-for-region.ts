import { say } from '../../base/language/say.ts';
import { shortMm } from '../../base/quantity-words.ts';
import { DEPTH_BORDERS_MM } from '../../ink/depth-bands.ts';
import { placesOf } from '../finding.ts';
import { broken, type DotRule } from '../rule.ts';

/** Skin that the borders of depth are told for, mm: the crown's (docs/scalp.md). */
const TOLD_FOR_MM = 1.6;
/** Fewer are strays of the hand, which the plan's remarks tell of. */
const STRAYS = 0.002;

/**
 * Dots that lie where ink spreads in the skin they are in: below the border of blow-out, moved up
 * where the skin is thinner, or below the dermis.
 */
export const deepForRegion: DotRule = {
  name: 'deep-for-region',
  find({ dots }) {
    const { depthMm, skinBaseMm } = dots;
    const deep: number[] = [];
    let below = 0;
    for (let i = 0; i < dots.count; i++) {
      const thin = Math.min(1, skinBaseMm[i]! / TOLD_FOR_MM);
      if (depthMm[i]! <= DEPTH_BORDERS_MM.blowOut * thin) continue;
      deep.push(i);
      if (depthMm[i]! > Math.min(DEPTH_BORDERS_MM.permanent, skinBaseMm[i]!)) below++;
    }
    if (deep.length <= Math.max(2, STRAYS * dots.count)) return [];
    const thinnest = Math.min(...deep.map((i) => skinBaseMm[i]!));
    const text = say(
      '{count, plural, =1 {One dot lies} other {# dots lie}} too deep for the skin there ({thinnest} at its thinnest){below, plural, =0 {} other {, # of them where pigment is permanent}}.',
      { count: deep.length, thinnest: shortMm(thinnest), below },
    );
    const severity =
      below > STRAYS * dots.count || deep.length > 0.02 * dots.count ? 'risk' : 'warn';
    return broken(severity, 'technique.depositDepthMm', text, placesOf(dots, deep));
  },
};
