import { sayAs } from '../../../base/language/say.ts';
/** A name like the given one that is not taken yet: "Plan (2)", at most so many letters. */
export function freeName(name: string, taken: readonly string[], mostLetters: number): string {
  const stem = (name || sayAs('document', 'Plan')).replace(/ \(\d+\)$/, '');
  for (let number = 2; ; number++) {
    const mark = ` (${number})`;
    const made = `${stem.slice(0, mostLetters - mark.length)}${mark}`;
    if (!taken.includes(made)) return made;
  }
}
