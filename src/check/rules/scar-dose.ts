import { say } from '../../base/language/say.ts';
import { placesOf } from '../finding.ts';
import { broken, type DotRule } from '../rule.ts';

/** From this share of scar on skin counts as scar. */
const SCAR = 0.5;
/** A dose of so much of that in sound skin is a full one; less is taught, without a figure. Assumed. */
const FULL = 0.85;

/** Dots on scars that get as much ink as sound skin. */
export const scarDose: DotRule = {
  name: 'scar-dose',
  find({ dots }) {
    const { scar, doseUg, count } = dots;
    const all = Array.from({ length: count }, (_, i) => i);
    const onScar = all.filter((i) => scar[i]! > SCAR);
    const sound = all.filter((i) => scar[i]! < 0.05);
    if (onScar.length < 5 || sound.length === 0) return [];
    const mean = (of: readonly number[]) => of.reduce((sum, i) => sum + doseUg[i]!, 0) / of.length;
    if (mean(onScar) < FULL * mean(sound)) return [];
    const text = say(
      '{count, plural, =1 {One dot lies} other {# dots lie}} on a scar at the dose of sound skin; ink spreads there, so less is taught.',
      { count: onScar.length },
    );
    return broken('warn', 'hair.scars', text, placesOf(dots, onScar));
  },
};
