import type { Vec3 } from '../../../base/vec3.ts';
import { type MadeCase, makeCase } from '../../../engine/practice/fault-key.ts';
import { scoreCase } from '../../../engine/practice/mark-answers.ts';
import type { Plan } from '../../../plan/schema.ts';
import type { FaultAnswers } from '../../../practice/faults/answers.ts';
import { type FaultCase, faultSet, type SetName } from '../../../practice/faults/fault-set.ts';
import type { FaultMark, FaultScore } from '../../../practice/faults/score.ts';

/** Most marks of a case, as its file holds. */
const MOST_MARKS = 24;

/** A mark under way: its fault may not be named yet. */
export interface OpenMark {
  readonly placeMm: Vec3 | null;
  fault: string;
}

/** A class's set that a student works through, case by case. */
export class FaultExercise {
  set: SetName = { seed: 1, length: 4, faults: null };
  student = '';
  /** The plan that was open before, to go back to; undefined while no set is worked on. */
  before: Plan | undefined;
  made: MadeCase | undefined;
  marks: OpenMark[] = [];
  /** Once the case is handed in. */
  result: FaultScore | undefined;
  #cases: FaultCase[] = [];
  #answers: FaultAnswers['answers'] = [];
  readonly #listeners = new Set<() => void>();

  get isOn(): boolean {
    return this.before !== undefined;
  }

  get isLast(): boolean {
    return this.made?.number === this.#cases.length;
  }

  /** Begins a set; throws a `usage` error for one that there is none of. */
  async begin(set: SetName, student: string, before: Plan): Promise<MadeCase> {
    const cases = faultSet(set);
    const first = await makeCase(cases[0]!);
    Object.assign(this, { set, student, before });
    this.#cases = cases;
    this.#answers = [];
    return this.#open(first);
  }

  /** The case after this one. */
  async next(): Promise<MadeCase> {
    return this.#open(await makeCase(this.#cases[this.made!.number]!));
  }

  #open(made: MadeCase): MadeCase {
    this.made = made;
    this.marks = [];
    this.result = undefined;
    this.changed();
    return made;
  }

  /** Puts a mark; false where there is no room or the case is handed in. */
  add(placeMm: Vec3 | null): boolean {
    if (!this.made || this.result || this.marks.length >= MOST_MARKS) return false;
    // A tenth of a millimetre is finer than any finger.
    const at = placeMm?.map((mm) => Math.round(10 * mm) / 10) as Vec3 | undefined;
    this.marks.push({ placeMm: at ?? null, fault: '' });
    this.changed();
    return true;
  }

  remove(mark: OpenMark): void {
    this.marks = this.marks.filter((one) => one !== mark);
    this.changed();
  }

  /** Marks the case. */
  handIn(): FaultScore {
    const made = this.made!;
    const marks: FaultMark[] = this.marks.map(({ fault, placeMm }) => ({ fault, placeMm }));
    this.result = scoreCase(made, marks);
    this.#answers = [...this.#answers, { case: made.number, marks: [...marks] }];
    this.changed();
    return this.result;
  }

  /** What was answered so far, as its file has it; nothing before a case is handed in. */
  answers(day: string): FaultAnswers | undefined {
    if (this.#answers.length === 0) return undefined;
    const { set, student } = this;
    return {
      ...{ format: 'dotwork-faults', version: 1, set, student, day },
      answers: this.#answers,
    };
  }

  /** Ends the set, and gives back the plan that was open before it. */
  end(): Plan | undefined {
    const { before } = this;
    this.before = this.made = this.result = undefined;
    this.marks = [];
    this.changed();
    return before;
  }

  /** Tells all who follow it. */
  changed(): void {
    for (const listener of this.#listeners) listener();
  }

  follow(listener: () => void): void {
    this.#listeners.add(listener);
  }
}
