import bidiFactory from 'bidi-js';

const bidi = bidiFactory();

/** Letters of one direction and one file of the typeface, as they stand from left to right. */
export interface VisualRun<Face> {
  readonly text: string;
  readonly face: Face;
}

/** Scripts that the typesetter turns round by itself, as it shapes them. */
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;

/**
 * A line in the order its letters are drawn (Unicode's annex 9), cut where the typeface goes on to
 * another file. Marks stay with the letter before. Text between letters of a script from right to
 * left stays in the order it is read: shaping turns it.
 *
 * @param direction - Of the paragraph.
 * @param faceOf - File that has a letter.
 */
export function visualRuns<Face>(
  line: string,
  direction: 'ltr' | 'rtl',
  faceOf: (codePoint: number) => Face,
): VisualRun<Face>[] {
  const { levels } = bidi.getEmbeddingLevels(line, direction);
  const runs: { text: string; face: Face; level: number }[] = [];
  let at = 0;
  for (const letter of line) {
    const level = levels[at]!;
    at += letter.length;
    if (/\p{Bidi_Control}/u.test(letter)) continue;
    const last = runs.at(-1);
    const face = last && /\p{M}/u.test(letter) ? last.face : faceOf(letter.codePointAt(0)!);
    if (last && last.level === level && last.face === face) last.text += letter;
    else runs.push({ text: letter, face, level });
  }
  return turned(runs).map(({ text, face, level }) => ({ text: asDrawn(text, level), face }));
}

/** Rule L2: from the highest level down to the lowest odd one, what lies at or above it is turned. */
function turned<Run extends { readonly level: number }>(runs: readonly Run[]): Run[] {
  const order = [...runs];
  const highest = Math.max(0, ...runs.map(({ level }) => level));
  for (let level = highest; level >= 1; level--) {
    for (let from = 0; from < order.length; from++) {
      if (order[from]!.level < level) continue;
      let to = from;
      while (to < order.length && order[to]!.level >= level) to++;
      order.splice(from, to - from, ...order.slice(from, to).reverse());
      from = to;
    }
  }
  return order;
}

/** Signs between letters from right to left: in turn, brackets mirrored. */
function asDrawn(text: string, level: number): string {
  if (level % 2 === 0 || RIGHT_TO_LEFT.test(text)) return text;
  return Array.from(text, (sign) => bidi.getMirroredCharacter(sign) ?? sign)
    .reverse()
    .join('');
}

/** Direction of a text by its first letter that has one. */
export function directionOf(text: string): 'ltr' | 'rtl' {
  for (const letter of text) {
    const kind = bidi.getBidiCharTypeName(letter);
    if (kind === 'L') return 'ltr';
    if (kind === 'R' || kind === 'AL') return 'rtl';
  }
  return 'ltr';
}
