import { LIMITS_SHORT } from '../../base/limits.ts';
import { namesOf, recordOf } from '../../base/records.ts';
import { GONE, removalCourses } from '../../engine/ensemble/removal-course.ts';
import { REMOVAL } from '../../ink/removal.ts';
import { removalWarnings } from '../../words/uncertainty/removal-words.ts';
import { printJson } from '../output.ts';
import { type PlanChanges, readPlanArgument } from '../plan-input.ts';

/** `dotwork removal`: what it would take to take the pigment out again. Needs no GPU. */
export async function removal(argument: string, options: PlanChanges): Promise<void> {
  const plan = readPlanArgument(argument, options);
  const courses = removalCourses(plan);
  const thousandths = (value: number) => Number(value.toFixed(3));
  await printJson({
    title: plan.title,
    ageDays: plan.healing.ageDays,
    goneBelow: GONE,
    ways: courses.map(({ way, contrast, left, passes, hairsHurt }) => ({
      way,
      passes,
      ...(hairsHurt && {
        hairsHurtShare: recordOf(namesOf(hairsHurt), (name) => thousandths(hairsHurt[name])),
      }),
      byPass: contrast.map(({ p10, p50, p90 }, pass) => ({
        pass,
        contrast: { p10: thousandths(p10), p50: thousandths(p50), p90: thousandths(p90) },
        leftShare: thousandths(left[pass]!),
      })),
    })),
    warnings: removalWarnings(courses),
    constants: Object.values(REMOVAL).map(({ what, value, unit, standing, source }) => ({
      ...{ what, value, unit, standing, source },
    })),
    limits: `${LIMITS_SHORT} Whether and how to remove pigment is for a physician to say.`,
  });
}
