import type { Skin } from '../light/layers.ts';
import { skinOfType, withDermis } from '../light/skin-types.ts';
import type { Plan } from '../plan/schema.ts';

/** The layers light sees: one stack for the whole scalp, as thick as the plan says. */
export function skinOfPlan(skin: Plan['skin']): Skin {
  const { melanosomeFraction, bloodFraction, oxygenSaturation, thicknessScale } = skin;
  const own = { ...skinOfType(skin.type), melanosomeFraction, bloodFraction, oxygenSaturation };
  return withDermis(own, thicknessScale);
}
