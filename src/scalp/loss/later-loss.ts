import type { Sex } from '../hairline/hairline-spec.ts';
import { LOSS_RANGES, type LossSpec } from './loss.ts';
import { type NorwoodGrade, PARTING_GRADES } from './loss-shapes.ts';

/** Grades as men go through them; a bald vertex at III comes before IV. */
const MEN: readonly NorwoodGrade[] = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII'];

/** Of what is left of diffuse thinning, so much stays at each later grade; no scale has it. Assumed. */
const DIFFUSE_LEFT = 0.8;

/**
 * The pattern so many whole grades on, the last one at most. Where nothing is lost yet, men begin with
 * Norwood II and women with Ludwig I. Alopecia areata has no grades to come: it stays as it is.
 */
export function laterLoss(loss: LossSpec, grades: number, sex: Sex): LossSpec {
  if (grades <= 0) return loss;
  const at = <T>(list: readonly T[], now: number) => list[Math.min(list.length - 1, now + grades)]!;
  switch (loss.kind) {
    case 'none':
      return sex === 'male'
        ? { kind: 'norwood', grade: at(MEN, 0) }
        : { kind: 'ludwig', grade: at(PARTING_GRADES, -1) };
    case 'norwood': {
      const now = MEN.indexOf(loss.grade === 'III vertex' ? 'III' : loss.grade);
      return { kind: 'norwood', grade: at(MEN, now) };
    }
    case 'ludwig':
    case 'olsen':
      return { kind: loss.kind, grade: at(PARTING_GRADES, PARTING_GRADES.indexOf(loss.grade)) };
    case 'sinclair':
      return { kind: 'sinclair', grade: Math.min(LOSS_RANGES.sinclair[1], loss.grade + grades) };
    case 'diffuse':
      return { kind: 'diffuse', remaining: loss.remaining * DIFFUSE_LEFT ** grades };
    default:
      return loss;
  }
}
