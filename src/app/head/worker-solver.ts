import type { ScalpReport } from '../../engine/scalp/scalp-report.ts';
import type { ScalpSolver } from '../../engine/scalp/scalp-solver.ts';
import type { Head } from '../../head/head.ts';
import type { HeadSpec } from '../../head/parametric-head.ts';
import type { Plan } from '../../plan/schema.ts';
import type { ScalpFields } from '../../scalp/fields.ts';
import { type Thread, WorkerLine } from '../workers/worker-line.ts';
import type { ScalpSkills } from './scalp-skills.ts';

/**
 * Solves in a worker that lives as long as the page. A head goes over once; of the fields only what
 * a plan changed comes back. A worker that broke is replaced at the next request.
 */
export class WorkerSolver implements ScalpSolver {
  readonly #line: WorkerLine<ScalpSkills>;
  /** The head the worker has. */
  #head: Head | undefined;
  /** What it was asked for by; undefined for a scan. */
  #headKey: string | undefined;
  /** The fields it sent last, which its next answer is the difference to. */
  #fields: Partial<ScalpFields> = {};
  #solved = 0;

  constructor(open: () => Thread) {
    this.#line = new WorkerLine('The worker of the scalp', open, () => {
      this.#head = undefined;
      this.#fields = {};
    });
  }

  /** How many times fields came back. */
  get solved(): number {
    return this.#solved;
  }

  /** The same head again is not made again: a page shows it before anything is worked out on it. */
  async head(spec: HeadSpec): Promise<Head> {
    const key = JSON.stringify(spec);
    if (!this.#head || this.#headKey !== key) {
      this.#head = await this.#line.ask('head', spec);
      this.#headKey = key;
    }
    return this.#head;
  }

  async fields(head: Head, plan: Plan): Promise<ScalpFields> {
    // Answers come in the order of their questions, and each is a difference to the one before.
    const changed = await this.#line.ask('fields', this.#about(head, plan));
    this.#solved++;
    this.#fields = { ...this.#fields, ...changed };
    return this.#fields as ScalpFields;
  }

  report(head: Head, plan: Plan): Promise<ScalpReport> {
    return this.#line.ask('report', this.#about(head, plan));
  }

  #about(head: Head, plan: Plan): { readonly plan: Plan; readonly head?: Head } {
    if (head === this.#head) return { plan };
    this.#head = head;
    this.#headKey = undefined;
    return { plan, head };
  }
}
