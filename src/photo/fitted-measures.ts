import { namesOf } from '../base/records.ts';
import { type HeadBase, MEASURES, type Measures, measureRangeMm } from '../head/measures.ts';
import { checkMeasures } from '../head/parametric-head.ts';
import { workshop } from '../head/shape/head-workshop.ts';

/** To what measures are told, mm. */
const STEP_MM = 0.5;

/** Those left out first where no head has them all: what a photograph tells least of. */
const EXPENDABLE = [
  'neckCircumference',
  'frontalArc',
  'coronalArc',
  'bigonial',
  'circumference',
] as const;

/**
 * What a tape would read on a head that was found, mm: what a plan keeps of its shape. The tapes tell
 * all but a little of it (how square it is), so whoever goes on with them poses that head anew.
 *
 * @param modes - Weights away from the mean.
 */
export async function fittedMeasures(
  base: HeadBase,
  modes: readonly number[],
): Promise<Partial<Measures>> {
  const { fit } = await workshop(base);
  const weights = fit.mean.weights.map((weight, k) => weight + modes[k]!);
  const read = fit.read(weights, MEASURES);
  const all = Object.fromEntries(
    MEASURES.map((name, i) => {
      const [min, max] = measureRangeMm(name);
      return [name, Math.min(max, Math.max(min, STEP_MM * Math.round(read[i]! / STEP_MM)))];
    }),
  ) as Partial<Measures>;
  const kept: Partial<Record<keyof Measures, number>> = { ...all };
  for (const name of EXPENDABLE) {
    if (await isHead(base, kept)) return kept;
    delete kept[name];
  }
  return (await isHead(base, kept)) ? kept : {};
}

async function isHead(base: HeadBase, measuresMm: Partial<Measures>): Promise<boolean> {
  try {
    await checkMeasures({ base, measuresMm });
    return namesOf(measuresMm).length > 0;
  } catch {
    return false;
  }
}
