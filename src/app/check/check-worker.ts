import { checkDots } from '../../check/check-dots.ts';
import { type CheckedSkinAndDots, subjectOf } from '../../check/subject.ts';
import { serve } from '../workers/serve.ts';

const skills = {
  /** What is found in dots: a second or so for a whole head. */
  check: (dots: CheckedSkinAndDots) => checkDots(subjectOf(dots)),
};

/** What the worker of the checks can do. */
export type CheckSkills = typeof skills;

serve(skills);
