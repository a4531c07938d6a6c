import { DotworkError } from '../../../base/errors.ts';
import { say } from '../../../base/language/say.ts';
import type { HandSettings, PracticeDot } from '../../../practice/hand.ts';
import type { PracticeRecord } from '../../../practice/record.ts';
import { type PracticeTask, taskNamed } from '../../../practice/task.ts';

/** An exercise under way. It outlives its window, so that closing it loses nothing. */
export class Exercise {
  task: PracticeTask = taskNamed('square');
  student = '';
  hand: HandSettings = { depthBy: 'slider', sliderMm: 0.4, tremor: 'none', seed: 1 };
  /** Days ago the dots are shown as put in. */
  ageDays = 0;
  /** So many of the dots are shown: all of them but in a replay. */
  shown = Number.POSITIVE_INFINITY;
  #dots: PracticeDot[] = [];
  readonly #listeners = new Set<() => void>();

  get dots(): readonly PracticeDot[] {
    return this.#dots;
  }

  /** The dots on the picture. */
  get dotsShown(): readonly PracticeDot[] {
    return this.#dots.slice(0, this.shown);
  }

  add(dot: PracticeDot): void {
    this.#dots.push(dot);
    this.shown = Number.POSITIVE_INFINITY;
    this.changed();
  }

  undo(): void {
    this.#dots.pop();
    this.changed();
  }

  /** Begins anew with another exercise, or the same. */
  begin(task: PracticeTask): void {
    this.task = task;
    this.replace([]);
  }

  /** Takes over an exercise from a file. */
  open({ task, student, dots }: PracticeRecord): void {
    this.task = taskNamed(task);
    this.student = student;
    this.replace(dots);
  }

  replace(dots: readonly PracticeDot[]): void {
    this.#dots = [...dots];
    this.shown = Number.POSITIVE_INFINITY;
    this.changed();
  }

  /** As its file has it. */
  record(day: string): PracticeRecord {
    if (this.#dots.length === 0) {
      throw new DotworkError('usage', say('There is no dot yet.'), say('Place some first.'));
    }
    const { task, student } = this;
    return {
      ...{ format: 'dotwork-practice', version: 1 },
      ...{ task: task.name, student, day, dots: this.#dots },
    };
  }

  /** Tells all who follow it. */
  changed(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Calls back with every change, until the returned function is called. */
  follow(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
