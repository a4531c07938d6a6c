import { say } from '../../base/language/say.ts';
import { type NumberField, readTyped } from '../../words/typed-number.ts';

/** What typing into a field is about. */
export interface TypedTarget {
  readonly label: string;
  /** Asked at each use: a head may set other ends. */
  field(): NumberField;
  get(): number;
  set(value: number): void;
  /** Says what was not understood, or was moved into the field's range. */
  tell(words: string): void;
}

/**
 * What the text of a number field comes to: taken while it is typed as soon as it is a number within
 * the field's range, and for good when the field is left. What is no number leaves the value as it
 * was before, and is told; what lies outside the range goes to its end, and that is told too.
 */
export class TypedField {
  readonly #input: HTMLInputElement;
  readonly #target: TypedTarget;
  /** The value before typing began; undefined while nobody types. */
  #before: number | undefined;

  constructor(input: HTMLInputElement, target: TypedTarget) {
    this.#input = input;
    this.#target = target;
    input.type = 'text';
    // The pad of digits of a phone has no minus.
    input.inputMode = target.field().range[0] < 0 ? 'text' : 'decimal';
    input.autocomplete = 'off';
  }

  /** The text changed. */
  type(): void {
    this.#before ??= this.#target.get();
    const typed = this.#read();
    const isSound = typed.kind === 'number' && this.#ended(typed.value) === typed.value;
    this.#put(isSound ? typed.value : this.#before);
  }

  /** The field is left, or Enter pressed. */
  finish(): void {
    const { label, field, get, tell } = this.#target;
    const before = this.#before ?? get();
    this.#before = undefined;
    const typed = this.#read();
    if (typed.kind === 'number') {
      const value = this.#ended(typed.value);
      this.#put(value);
      if (value === typed.value) return;
      const [low, high] = field().range;
      tell(
        say('{label} goes from {low} to {high}: {typed} became {value}.', {
          ...{ label, low: String(low), high: String(high) },
          ...{ typed: String(typed.value), value: String(value) },
        }),
      );
      return;
    }
    this.#put(before);
    const why = typed.kind === 'blank' ? say('Nothing was typed.') : typed.why;
    tell(say('{label}: {why} It stays {before}.', { label, why, before: String(before) }));
  }

  /** Writes what was typed as steps up and down read it, with a dot. */
  plain(): void {
    const typed = this.#read();
    if (typed.kind === 'number') this.#input.value = String(typed.value);
  }

  /** Goes so far up or down from what was typed. */
  step(by: number): void {
    const typed = this.#read();
    if (typed.kind !== 'number') return;
    this.#input.value = String(Number(this.#ended(typed.value + by).toPrecision(12)));
    this.type();
  }

  #read() {
    return readTyped(this.#input.value, this.#target.field());
  }

  #ended(value: number): number {
    const [low, high] = this.#target.field().range;
    return Math.min(high, Math.max(low, value));
  }

  #put(value: number): void {
    if (value !== this.#target.get()) this.#target.set(value);
  }
}
