import { MOST_LATER_GRADES } from '../plan/outlook.ts';
import type { Plan } from '../plan/schema.ts';
import type { ScalpSpec } from '../scalp/fields.ts';
import { sexOf } from '../scalp/hairline/hairline-spec.ts';
import { otherZones } from './other-work.ts';

/** The part of a plan that shapes the scalp: what is left out changes no field of it. */
export function scalpSpec(plan: Plan): ScalpSpec {
  const { seed, head, skin, hair, hairline, zones } = plan;
  const { gradientMm: _, sentinels: __, ...line } = hairline;
  const sex = sexOf(head.base);
  return {
    seed,
    // Micro waves are too fine for the mesh: added dot by dot where dots are chosen.
    hairline: { ...line, microMm: 0, sex, seed },
    skin: { sex, ageYears: head.ageYears, thicknessScale: skin.thicknessScale },
    loss: hair.loss,
    // How fast it goes decides nothing here: grades are looked ahead whole.
    laterGrades: hair.lossPerDecade > 0 ? MOST_LATER_GRADES : 0,
    scars: hair.scars,
    zones: zones.map(({ name, shape }) => ({ name, shape })),
    others: otherZones(plan),
  };
}
