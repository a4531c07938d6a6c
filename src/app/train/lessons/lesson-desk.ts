import { say } from '../../../base/language/say.ts';
import { stepPlan } from '../../../lesson/lesson-plans.ts';
import type { Lesson, LessonStep } from '../../../lesson/lesson-schema.ts';
import { goTo } from '../../frame/view-bar.ts';
import { withLesson } from '../../state/address.ts';
import { startDocument } from '../../state/open-document.ts';
import type { Page } from '../../state/page.ts';

/** The lesson that is taken, and how far it went. */
export class LessonDesk {
  readonly #page: Page;
  readonly #listeners = new Set<() => void>();
  #lesson: Lesson | undefined;
  #at = 0;
  /** Chosen answer of each step, by its place in the list. */
  #chosen: (number | undefined)[] = [];

  constructor(page: Page) {
    this.#page = page;
  }

  get lesson(): Lesson | undefined {
    return this.#lesson;
  }

  /** Of the step that is shown, 0 for the first. */
  get at(): number {
    return this.#at;
  }

  get step(): LessonStep | undefined {
    return this.#lesson?.steps[this.#at];
  }

  /** The answer chosen in this step. */
  get chosen(): number | undefined {
    return this.#chosen[this.#at];
  }

  /** How many questions there are, how many were answered, and how many of those rightly at once. */
  get score(): { readonly asked: number; readonly answered: number; readonly right: number } {
    const questions = (this.#lesson?.steps ?? []).map(({ question }, i) => ({ question, i }));
    const asked = questions.filter(({ question }) => question);
    const answered = asked.filter(({ i }) => this.#chosen[i] !== undefined);
    const right = answered.filter(({ question, i }) => question!.answers[this.#chosen[i]!]!.right);
    return { asked: asked.length, answered: answered.length, right: right.length };
  }

  listen(listener: () => void): void {
    this.#listeners.add(listener);
    listener();
  }

  /**
   * Begins a lesson. Its plan is a document of its own, as one that a link names: what was open stays
   * kept, and undo brings it back.
   *
   * @param isAgain - The page was loaded again: its plan is the learner's and stays as it is.
   */
  open(lesson: Lesson, isAgain = false): void {
    this.#lesson = lesson;
    this.#at = 0;
    this.#chosen = [];
    if (this.#page.ui.getState().mode !== 'train') this.#page.ui.setState({ mode: 'train' });
    history.replaceState(null, '', withLesson(location.hash, lesson.name));
    if (!isAgain) {
      startDocument();
      this.#show();
    }
    this.#tell();
  }

  /** On (1) or back (-1). */
  go(by: 1 | -1): void {
    const steps = this.#lesson?.steps.length ?? 0;
    const next = Math.min(steps - 1, Math.max(0, this.#at + by));
    if (next === this.#at) return;
    this.#at = next;
    this.#show();
    this.#tell();
  }

  /** Answers the question of this step; the first answer counts. */
  answer(index: number): void {
    if (this.chosen !== undefined) return;
    this.#chosen[this.#at] = index;
    this.#show();
    this.#tell();
  }

  /** Brings plan and camera of this step back, after someone tried something of their own. */
  again(): void {
    this.#show();
  }

  /** Leaves the lesson; the plan stays as it is. */
  leave(): void {
    this.#lesson = undefined;
    history.replaceState(null, '', withLesson(location.hash, undefined));
    this.#tell();
  }

  #show(): void {
    const { step } = this;
    if (!this.#lesson || !step) return;
    const plan = stepPlan(this.#lesson, step, this.chosen !== undefined);
    if (JSON.stringify(plan) !== JSON.stringify(this.#page.document.get())) {
      this.#page.replace(say('Lesson: {title}', { title: say(step.title) }), () => plan);
    }
    if (step.view) goTo(this.#page, step.view);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
