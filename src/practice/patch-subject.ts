import type { Place } from '../check/finding.ts';
import { type Subject, subjectOf } from '../check/subject.ts';
import { deepWidth } from '../ink/column-bins.ts';
import { dose, inkStrength } from '../ink/dose.ts';
import { DEFAULT_PLAN } from '../plan/defaults.ts';
import type { Plan } from '../plan/schema.ts';
import type { PracticeDot } from './hand.ts';
import { PATCH_MM, type PracticeTask } from './task.ts';

/** Skin of the patch: the crown's (docs/scalp.md), mm. */
const CROWN_BASE_MM = 1.6;

/** What a dot leaves in the skin. */
export interface PracticeColumn {
  readonly massUg: number;
  readonly radiusMm: number;
}

/** Ink and column of a dot from the plan's needle, wider when deep, as the engine's own dots are. */
export function columnOf(plan: Plan, { depthMm, doseShare }: PracticeDot): PracticeColumn {
  const { massUg, radiusMm } = dose(plan.needle.hairlineCode, {
    perforationsPerDot: plan.technique.perforationsPerDot,
    stockShare: plan.pigment.stockShare,
  });
  return {
    massUg: massUg * inkStrength(plan.sessions.at(-1)!.dilution) * doseShare,
    radiusMm: radiusMm * deepWidth(depthMm) * Math.sqrt(Math.sqrt(doseShare)),
  };
}

/** The plan that an exercise amounts to: its density, depth and scatter are the student's. */
export function practicePlan(
  task: PracticeTask,
  dots: readonly PracticeDot[],
  base = DEFAULT_PLAN,
): Plan {
  const depths = dots.map(({ depthMm }) => depthMm);
  const depositDepthMm = depths.length > 0 ? meanOf(depths) : base.technique.depositDepthMm;
  return {
    ...base,
    title: task.title,
    density: { dotsPerCm2: task.dotsPerCm2 },
    zones: [],
    sessions: [{ ...base.sessions.at(-1)!, cumulativeShare: 1, day: 0 }],
    sessionsDone: 1,
    technique: { ...base.technique, depositDepthMm },
    operator: { ...base.operator, depthSdMm: deviationOf(depths) },
  };
}

/** A patch as the rules over dots look at it: the front edge of the field is its hairline. */
export function patchSubject(task: PracticeTask, dots: readonly PracticeDot[]): Subject {
  const plan = practicePlan(task, dots);
  const columns = dots.map((dot) => columnOf(plan, dot));
  const middles = Array.from({ length: PATCH_MM ** 2 }, (_, i) => ({
    xMm: (i % PATCH_MM) + 0.5,
    yMm: Math.floor(i / PATCH_MM) + 0.5,
  }));
  return subjectOf({
    plan,
    dots: {
      count: dots.length,
      id: dots.map((_, i) => i),
      placeMm: Float64Array.from(dots.flatMap(onHead)),
      session: dots.map(() => 1),
      depthMm: dots.map(({ depthMm }) => depthMm),
      radiusMm: columns.map(({ radiusMm }) => radiusMm),
      doseUg: columns.map(({ massUg }) => massUg),
      skinBaseMm: dots.map(() => CROWN_BASE_MM),
      scar: dots.map(() => 0),
    },
    hairMm: new Float64Array(0),
    spots: [],
    skin: {
      placeMm: middles.flatMap(onHead),
      areaMm2: middles.map(() => 1),
      frontMm: middles.map(({ yMm }) => yMm - task.fromMm[1]),
      inside: new Uint8Array(middles.length).fill(1),
    },
  });
}

/** Where a place that a rule tells lies on the patch. */
export function onPatch({ middleMm, radiusMm }: Place): PatchPlace {
  return { xMm: middleMm[0] + PATCH_MM / 2, yMm: -middleMm[2], radiusMm };
}

/** A place on the patch, mm. */
export interface PatchPlace {
  readonly xMm: number;
  readonly yMm: number;
  readonly radiusMm: number;
}

// The patch lies flat, its front towards the face, its middle on the midline.
function onHead({ xMm, yMm }: { readonly xMm: number; readonly yMm: number }): number[] {
  return [xMm - PATCH_MM / 2, 0, -yMm];
}

/** Mean of numbers; 0 of none. */
export function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Standard deviation of numbers; 0 of fewer than two. */
export function deviationOf(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
}
