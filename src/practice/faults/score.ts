import { say } from '../../base/language/say.ts';
import { distance, type Vec3 } from '../../base/vec3.ts';
import type { RuleName } from '../../plan/remarks/rules.ts';
import type { Fault, KeyPlace } from './fault.ts';

/** A place on the head with the name of what is wrong there. */
export interface FaultMark {
  /** Name of a fault. */
  readonly fault: string;
  /** On the skin of the case's head, mm; null for "all over". */
  readonly placeMm: Vec3 | null;
}

/** A mark this far beside a place still is on it, mm: about a finger's width. Assumed. */
export const TOLERANCE_MM = 12;

/** What a mark counts, as a share of one fault. */
export const POINTS = {
  found: 1,
  misplaced: 0.5,
  misnamed: 0.5,
  follows: 0,
  again: 0,
  false: -0.5,
};

/**
 * What a mark turned out to be: a fault `found`; a fault that is there, named `misplaced`; the place of a
 * fault under another name, `misnamed`; what `follows` from a fault, and is no fault of its own; a fault
 * found `again`; or `false`.
 */
export type MarkVerdict = keyof typeof POINTS;

/** A mark with what it turned out to be. */
export interface MarkedMark extends FaultMark {
  readonly verdict: MarkVerdict;
  /** Name of the fault of the key that it is about; none where it is about none. */
  readonly about?: string;
}

/** A fault of the key, as far as a score needs it. */
export interface ScoredFault {
  readonly fault: Pick<Fault, 'name' | 'rule' | 'also'>;
  /** None where it is all over. */
  readonly places: readonly KeyPlace[];
}

/** How an answer compares with the key. */
export interface FaultScore {
  readonly marks: readonly MarkedMark[];
  /** Names of faults without any mark. */
  readonly missed: readonly string[];
  /** Points of the marks over the faults there are, 0 to 1. */
  readonly score: number;
}

/** The rule of the score, for whoever is marked by it. */
export function scoreRule(): string {
  return say(
    'Score: points over faults, never below 0. A fault named on its place (within {toleranceMm} mm) is 1; named in another place, or its place under another name, {misplaced}; a mark on no fault {false}. What follows from a fault, and a fault marked again, count 0. A fault that is all over needs no place.',
    { toleranceMm: TOLERANCE_MM, misplaced: POINTS.misplaced, false: POINTS.false },
  );
}

/** Marks an answer. The order of marks does not matter. */
export function scoreFaults(
  key: readonly ScoredFault[],
  marks: readonly FaultMark[],
  ruleOf: (fault: string) => RuleName | undefined,
): FaultScore {
  const done: (MarkedMark | undefined)[] = marks.map(() => undefined);
  const open = new Set(key);
  const take = (verdict: MarkVerdict, fits: (mark: FaultMark, fault: ScoredFault) => boolean) => {
    for (const one of [...open]) {
      const i = marks.findIndex((mark, at) => !done[at] && fits(mark, one));
      if (i < 0) continue;
      done[i] = { ...marks[i]!, verdict, about: one.fault.name };
      open.delete(one);
    }
  };
  const isNamed = (mark: FaultMark, { fault }: ScoredFault) => mark.fault === fault.name;
  const isSomewhere = ({ places }: ScoredFault) => places.length > 0;
  take('found', (mark, one) => isNamed(mark, one) && isOn(mark, one.places));
  take('misplaced', isNamed);
  const follows = new Set(key.flatMap(({ fault }) => fault.also));
  marks.forEach((mark, i) => {
    const again = key.find((one) => isNamed(mark, one));
    const rule = ruleOf(mark.fault);
    if (done[i]) return;
    if (again) done[i] = { ...mark, verdict: 'again', about: again.fault.name };
    else if (rule !== undefined && follows.has(rule)) {
      const { fault } = key.find((one) => one.fault.also.includes(rule))!;
      done[i] = { ...mark, verdict: 'follows', about: fault.name };
    }
  });
  take(
    'misnamed',
    (mark, one) => isSomewhere(one) && mark.placeMm !== null && isOn(mark, one.places),
  );
  const marked = marks.map((mark, i): MarkedMark => done[i] ?? { ...mark, verdict: 'false' });
  const points = marked.reduce((sum, { verdict }) => sum + POINTS[verdict], 0);
  return {
    marks: marked,
    missed: [...open].map(({ fault }) => fault.name),
    score: key.length === 0 ? 1 : Math.max(0, points / key.length),
  };
}

/** Whether a mark lies on one of the places; all is one place where there is none. */
function isOn({ placeMm }: FaultMark, places: readonly KeyPlace[]): boolean {
  if (places.length === 0) return true;
  return (
    placeMm !== null &&
    places.some(({ middleMm, radiusMm }) => distance(middleMm, placeMm) <= radiusMm + TOLERANCE_MM)
  );
}
