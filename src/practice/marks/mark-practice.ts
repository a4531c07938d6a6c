import { DotworkError } from '../../base/errors.ts';
import { say } from '../../base/language/say.ts';
import { checkDots } from '../../check/check-dots.ts';
import type { Finding } from '../../check/finding.ts';
import { depthRemarks } from '../../plan/remarks/depth-remarks.ts';
import type { PracticeDot } from '../hand.ts';
import { patchSubject } from '../patch-subject.ts';
import { askedDots, type PracticeTask } from '../task.ts';
import { evennessMark } from './evenness.ts';
import type { Mark, Marked } from './mark.ts';
import { angleMark, depthMark, doseMark, timeMark } from './needle.ts';
import { clusterMark, countMark, gapMark, rowMark, spacingMark } from './spacing.ts';

/** Of fewer dots nothing can be said. */
export const LEAST_DOTS = 10;

/**
 * Marks an exercise by the rules that plans are checked by, and by what can be measured. A `usage` error
 * with fewer than {@link LEAST_DOTS} dots.
 */
export function markPractice(task: PracticeTask, dots: readonly PracticeDot[]): Mark[] {
  if (dots.length < LEAST_DOTS) {
    throw new DotworkError(
      'usage',
      say('{dots} dots are too few to mark.', { dots: dots.length }),
      say('Place {least} at least.', { least: LEAST_DOTS }),
    );
  }
  const subject = patchSubject(task, dots);
  const ofDepth: Finding[] = depthRemarks(subject.plan).map((one) => ({ ...one, places: [] }));
  const marked: Marked = {
    task,
    dots,
    subject,
    findings: [...ofDepth, ...checkDots(subject)],
  };
  return [
    countMark(marked, askedDots(task)),
    spacingMark(marked),
    evennessMark(marked),
    gapMark(marked),
    clusterMark(marked),
    rowMark(marked),
    depthMark(marked),
    angleMark(marked),
    doseMark(marked),
    timeMark(marked),
  ];
}

/** "6 of 8 good": what can be judged, and how much of it is good. */
export function marksInShort(marks: readonly Mark[]): string {
  const judged = marks.filter(({ verdict }) => verdict !== 'told');
  const good = judged.filter(({ verdict }) => verdict === 'good');
  return `${good.length} of ${judged.length} good`;
}
