import { namesOf, recordOf } from '../base/records.ts';
import { type Kinetics, kineticsOf } from './kinetics-constants.ts';
import { HEALING_ROWS } from './unknowns/healing.ts';
import { type Draw, TAKEN } from './unknowns/table.ts';

/** What a scalp lives with, each 0 to 1. */
export interface Living {
  /** From covered to heavy sun. */
  readonly sun: number;
  /** From usual to very oily skin. */
  readonly oil: number;
}

/** How much faster pigment leaves, and how much faster dots spread, for a scalp that lives like that. */
export function livingFactors(
  { sun, oil }: Living,
  taken: Pick<Draw, 'sunLoss' | 'oilLoss' | 'oilSpread'> = TAKEN,
): { readonly loss: number; readonly spread: number } {
  return { loss: taken.sunLoss ** sun * taken.oilLoss ** oil, spread: taken.oilSpread ** oil };
}

/**
 * Constants of healing on a scalp that lives like that: sun and oil speed up what leaves the papillary dermis
 * over years, and scars with it; oil spreads dots. Deep pigment is out of reach of either. The very
 * constants where there is neither.
 */
export function livedKinetics(
  kinetics: Kinetics,
  living: Living,
  taken: Pick<Draw, 'sunLoss' | 'oilLoss' | 'oilSpread'> = TAKEN,
): Kinetics {
  if (living.sun === 0 && living.oil === 0) return kinetics;
  const { loss, spread } = livingFactors(living, taken);
  const values = recordOf(namesOf(HEALING_ROWS), (name) => kinetics[name].value);
  return kineticsOf({
    ...values,
    papillaryLoss: values.papillaryLoss * loss,
    lateralShallow: values.lateralShallow * spread,
  });
}
