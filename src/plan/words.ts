import { say } from '../base/language/say.ts';
import type { Range } from '../base/range.ts';
import { UNITS } from './field-words.ts';
import { fieldsOf, kindsOf, type Shape } from './shape.ts';

/** Unit of a field as a sentence has it; empty where there is none. */
export function unitOf({ unit = 'none' }: Shape): string {
  return UNITS[unit].words;
}

/** Name of a field in a panel, with its unit. */
export function labelOf({ label = '', unit = 'none' }: Shape): string {
  const { sign } = UNITS[unit];
  return sign ? `${say(label)}, ${say(sign)}` : say(label);
}

/** Ends of a slider for a number. */
export function sliderRange({ slider, minimum, maximum }: Shape): Range {
  return slider ?? [minimum!, maximum!];
}

/** A value as a sentence can hold it: short, whatever it is. */
export function found(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return value.length === 1 ? 'a list of 1' : `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`;
  return String(value);
}

/** Text in quotes, cut where it would swamp the sentence. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 39)}…` : text);
}

/** What may stand in a field: type, range and unit. */
export function allowed(shape: Shape): string {
  if (shape.const !== undefined) return found(shape.const);
  if (shape.enum) return oneOf(shape.enum);
  if (shape.oneOf) return `an object whose kind is ${oneOf(kindsOf(shape))}`;
  if (shape.items)
    return `a list of ${shape.minItems ?? 0} to ${shape.maxItems ?? 'any number of'}`;
  if (shape.type === 'object') return `an object with ${Object.keys(fieldsOf(shape)).join(', ')}`;
  if (shape.pattern) return 'a needle code such as "0803RL"';
  if (shape.type === 'string') {
    return `text of ${shape.minLength ?? 0} to ${shape.maxLength ?? 'any number of'} characters`;
  }
  if (shape.type === 'boolean') return 'true or false';
  const unit = unitOf(shape);
  const whole = shape.type === 'integer' ? 'a whole number' : 'a number';
  return `${whole} from ${shape.minimum} to ${shape.maximum}${unit && ` ${unit}`}`;
}

/** "a", "b" or "c". */
export function oneOf(words: readonly string[]): string {
  const all = words.map(quoted);
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`;
}

/** The nearest of `options` to a word, for "did you mean"; undefined when none is near. */
export function nearest(word: string, options: readonly string[]): string | undefined {
  const asked = word.slice(0, 80).toLowerCase();
  const ranked = options
    .map((option) => ({ option, distance: editDistance(asked, option.toLowerCase()) }))
    .sort(
      (a, b) => a.distance - b.distance || sameStart(asked, b.option) - sameStart(asked, a.option),
    );
  const best = ranked[0];
  if (best && best.distance <= Math.max(2, asked.length * 0.4)) return best.option;
  // A cut or extended name ("depth" for "depositDepthMm") is far in edits and near in sense.
  const part = options.filter((option) => option.toLowerCase().includes(asked));
  return asked.length >= 3 ? part[0] : undefined;
}

/** Letters two words share from the start; breaks ties, as slips come late in a word. */
function sameStart(asked: string, option: string): number {
  const other = option.toLowerCase();
  let same = 0;
  while (same < asked.length && asked[same] === other[same]) same++;
  return same;
}

/** Levenshtein distance: insertions, deletions and substitutions between two words. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
