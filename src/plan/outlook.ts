import type { Plan } from './schema.ts';

const DAYS_PER_DECADE = 3652.5;

/** Grades of loss that are looked ahead at most: two a decade for twenty years. */
export const MOST_LATER_GRADES = 4;

/** Decades since the last session shown; none before treatment. */
function decadesOn({ sessionsDone, healing }: Plan): number {
  return sessionsDone > 0 ? healing.ageDays / DAYS_PER_DECADE : 0;
}

/** Grades of hair loss that have come since the plan was made, whole and part. */
export function laterGrades(plan: Plan): number {
  return Math.min(MOST_LATER_GRADES, plan.hair.lossPerDecade * decadesOn(plan));
}

/** Share of hairs that turned grey since: of those that were not. */
export function greyAdded(plan: Plan): number {
  const { greyShare, greyPerDecade } = plan.hair;
  if (greyShare >= 1) return 0;
  return Math.min(1, (greyPerDecade * decadesOn(plan)) / (1 - greyShare));
}

/** Share of hairs that are grey at the age shown. */
export function greyShareThen(plan: Plan): number {
  const { greyShare } = plan.hair;
  return greyShare + (1 - greyShare) * greyAdded(plan);
}
