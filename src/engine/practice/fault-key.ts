import type { Plan } from '../../plan/schema.ts';
import type { KeyPlace } from '../../practice/faults/fault.ts';
import { casePlan, type FaultCase, type PutFault } from '../../practice/faults/fault-set.ts';
import { keyPlaces } from '../../practice/faults/places.ts';
import { soundPlan } from '../../practice/faults/sound-plans.ts';
import { type ScalpBase, scalpBase } from '../../scalp/scalp-base.ts';
import { planHead } from '../head/plan-head.ts';
import { planHairline } from '../plan-scalp.ts';

/** A fault of a case with the places where it counts as found; none where it is all over. */
export interface KeyFault extends PutFault {
  readonly places: readonly KeyPlace[];
}

/** A case with its plan and its key. */
export interface MadeCase extends FaultCase {
  readonly plan: Plan;
  readonly key: readonly KeyFault[];
}

const bases = new Map<string, Promise<ScalpBase>>();

/** The head that a plan's base has, kept: cases have no others. */
function baseOf(plan: Plan): Promise<ScalpBase> {
  const found = bases.get(plan.head.base) ?? planHead(plan).then(scalpBase);
  bases.set(plan.head.base, found);
  return found;
}

/** Makes the plan of a case and finds where its faults lie, mm on its head. */
export async function makeCase(of: FaultCase): Promise<MadeCase> {
  const base = await baseOf(soundPlan(of.person));
  const plan = casePlan(of, base);
  const ground = { base, line: planHairline(plan, base.head) };
  const key = of.put.map(({ fault, site }) => ({
    ...{ fault, site },
    places: keyPlaces(fault, site, ground),
  }));
  return { ...of, plan, key };
}
