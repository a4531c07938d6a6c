import { LIMITS_SHORT } from '../../base/limits.ts';
import { namesOf, recordOf } from '../../base/records.ts';
import { handByHour, needlePlaces } from '../../plan/needle-places.ts';
import { applyPreset, presets } from '../../plan/presets.ts';
import { schoolReadings, TENTING_ASSUMED } from '../../words/needle.ts';
import { printJson } from '../output.ts';
import { type PlanChanges, readPlanArgument } from '../plan-input.ts';

/** Hours of needle time that a hand is told at. */
const HOURS = [0, 1, 2, 3, 4, 5] as const;

/** `dotwork needle`: how deep the plan's needle reaches, both ways it is told. Needs no GPU. */
export async function needle(argument: string, options: PlanChanges): Promise<void> {
  const plan = readPlanArgument(argument, options);
  const rounded = <T extends Record<string, number>>(values: T) =>
    recordOf(namesOf(values), (name) => Number(values[name]!.toFixed(3)));
  const { technique } = plan;
  const hand = (named: typeof plan) =>
    handByHour(named, HOURS).map(({ hour, ...mm }) => ({ hour, ...rounded(mm) }));
  await printJson({
    title: plan.title,
    depthToldAs: technique.depthToldAs,
    ...rounded({
      depositMm: technique.depositDepthMm,
      extensionMm: technique.depositDepthMm / technique.extensionToDeposit,
    }),
    places: needlePlaces(plan).map(({ place, ...mm }) => ({ place, ...rounded(mm) })),
    schools: schoolReadings(technique.extensionToDeposit),
    hand: hand(plan),
    skills: presets('hand').map((one) => ({
      name: one.name,
      title: one.title,
      hand: hand(applyPreset(plan, one)),
    })),
    assumed: TENTING_ASSUMED,
    limits: LIMITS_SHORT,
  });
}
