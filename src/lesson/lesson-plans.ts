import { DEFAULT_PLAN } from '../plan/defaults.ts';
import { planFromPreset } from '../plan/presets.ts';
import { overlayPlan } from '../plan/reading/merge.ts';
import { setPaths } from '../plan/reading/override.ts';
import { checkPlan } from '../plan/reading/read.ts';
import type { Plan } from '../plan/schema.ts';
import type { Lesson, LessonStep } from './lesson-schema.ts';

/** The plan all steps of a lesson start from. Throws a `plan` or `usage` error where there is none. */
export function lessonPlan({ case: name, patch = {}, title }: Lesson): Plan {
  const base = name === undefined ? DEFAULT_PLAN : planFromPreset(name);
  return checkPlan(overlayPlan(base, { title: `Lesson: ${title}`, ...patch }));
}

/** The plan of a step, before and after its question is answered. Steps never build on each other. */
export function stepPlan(lesson: Lesson, step: LessonStep, answered = false): Plan {
  const shown = answered ? step.question?.show : undefined;
  return setPaths(lessonPlan(lesson), { ...step.set, ...shown });
}
