/** Scripts that are written without spaces; a line may end between their words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const words = new Intl.Segmenter('und', { granularity: 'word' });
const letters = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * Breaks text into lines no wider than the room: at spaces, between words of scripts without
 * spaces, and inside a word only where it alone is wider. Nothing is left out but spaces at breaks.
 *
 * @param widthOf - Width of a line, in the unit of `room`.
 */
export function brokenLines(
  text: string,
  room: number,
  widthOf: (line: string) => number,
): string[] {
  const fits = (line: string) => widthOf(line.trimEnd()) <= room;
  const lines: string[] = [];
  let line = '';
  const take = (piece: string): void => {
    if (line === '' || fits(line + piece)) line += piece;
    else {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    }
  };
  for (const piece of piecesOf(text.trim())) {
    if (fits(piece)) take(piece);
    else for (const { segment } of letters.segment(piece)) take(segment);
  }
  return [...lines, line.trimEnd()].filter((one) => one !== '');
}

/** What may not be broken in the first place, each with the spaces after it. */
function piecesOf(text: string): string[] {
  return (text.match(/\S+\s*|\s+/gu) ?? []).flatMap((word) =>
    UNSPACED.test(word) ? wordsOf(word) : [word],
  );
}

/** Words of a script without spaces. Marks and spaces stay with the word before. */
function wordsOf(run: string): string[] {
  const pieces: string[] = [];
  for (const { segment, isWordLike } of words.segment(run)) {
    if (pieces.length > 0 && !isWordLike) pieces[pieces.length - 1] += segment;
    else pieces.push(segment);
  }
  return pieces;
}
