import { DotworkError } from '../../base/errors.ts';
import { say } from '../../base/language/say.ts';
import { namesOf } from '../../base/records.ts';
import { type MeasureName, type Measures, measureLabel } from '../../head/measures.ts';
import { checkMeasures } from '../../head/parametric-head.ts';
import type { Plan } from '../../plan/schema.ts';
import type { Page } from '../state/page.ts';

type Head = Plan['head'];
type Refusal = 'base' | MeasureName;

/**
 * Head measures as a person types them. Only what fits a head enters the plan, so the head drawn
 * stays a good one; what does not fit is kept, with the reason, and tried again with the next entry.
 */
export class MeasureDraft {
  readonly #page: Pick<Page, 'document' | 'edit'>;
  readonly #changed: () => void;
  readonly #waiting = new Map<MeasureName, number>();
  readonly #refusals = new Map<Refusal, string>();
  #queue: Promise<void> = Promise.resolve();
  #writing = false;

  constructor(page: Pick<Page, 'document' | 'edit'>, changed: () => void) {
    this.#page = page;
    this.#changed = changed;
    page.document.subscribe((now, before) => {
      if (now.head === before.head) return;
      // Undone, reset or another plan: what was typed belongs to the head before.
      if (!this.#writing) this.forget();
      changed();
    });
  }

  /** Why an entry is not in the plan. */
  refusal(of: Refusal): string | undefined {
    return this.#refusals.get(of);
  }

  /** Takes an entry for one measure, mm; undefined goes back to the mean. */
  enter(name: MeasureName, mm: number | undefined): Promise<void> {
    return this.#inTurn(async () => {
      this.#waiting.delete(name);
      this.#refusals.delete(name);
      const { base, measuresMm: kept } = this.#page.document.get().head;
      const { [name]: _, ...others } = kept;
      const label = say(measureLabel(name));
      if (mm === undefined) {
        await this.#offer(label, { base, measuresMm: { ...others, ...this.#typed() } }, () =>
          this.#offer(label, { base, measuresMm: others }, this.#refuse(name)),
        );
        return;
      }
      this.#waiting.set(name, mm);
      const alone = { base, measuresMm: { ...others, [name]: mm } };
      const all = { base, measuresMm: { ...alone.measuresMm, ...this.#typed() } };
      // What waits may fit now that this one is known; else this one may fit without it.
      await this.#offer(label, all, () => this.#offer(label, alone, this.#refuse(name)));
    });
  }

  /** Puts a text aside that is no length. */
  refuse(name: MeasureName, sentence: string): void {
    this.#refusals.set(name, sentence);
    this.#changed();
  }

  /** Takes another base, with the measures there are. */
  setBase(base: Head['base']): Promise<void> {
    return this.#inTurn(async () => {
      this.#refusals.delete('base');
      const { measuresMm } = this.#page.document.get().head;
      await this.#offer(say('Base head'), { base, measuresMm }, this.#refuse('base'));
    });
  }

  /** Puts a set of measures in place of all there were. */
  replace(label: string, measuresMm: Partial<Measures>): void {
    this.forget();
    this.#write(label, { base: this.#page.document.get().head.base, measuresMm });
    this.#changed();
  }

  /** Drops what waits. */
  forget(): void {
    this.#waiting.clear();
    this.#refusals.clear();
  }

  #typed(): Partial<Measures> {
    return Object.fromEntries(this.#waiting);
  }

  #refuse(of: Refusal): (error: DotworkError) => Promise<void> {
    return async (error) => {
      this.#refusals.set(of, error.message);
    };
  }

  async #offer(
    label: string,
    head: Pick<Head, 'base' | 'measuresMm'>,
    refused: (error: DotworkError) => Promise<void>,
  ): Promise<void> {
    try {
      await checkMeasures(head);
    } catch (error) {
      if (!(error instanceof DotworkError)) throw error;
      return refused(error);
    }
    for (const name of namesOf(head.measuresMm)) {
      this.#waiting.delete(name);
      this.#refusals.delete(name);
    }
    this.#refusals.delete('base');
    this.#write(label, head);
  }

  #write(label: string, head: Pick<Head, 'base' | 'measuresMm'>): void {
    const { base, measuresMm } = this.#page.document.get().head;
    if (base === head.base && JSON.stringify(measuresMm) === JSON.stringify(head.measuresMm))
      return;
    this.#writing = true;
    try {
      this.#page.edit(label, (draft) => {
        draft.head.base = head.base;
        draft.head.measuresMm = head.measuresMm;
      });
    } finally {
      this.#writing = false;
    }
  }

  /** One after another, in the order entered. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#queue.then(work).finally(this.#changed);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}
