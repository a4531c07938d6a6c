import { DotworkError } from '../../base/errors.ts';

const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const MINUS = 45;
const PLUS = 43;
const DOT = 46;
const ZERO = 48;
const NINE = 57;

/**
 * Reads words and numbers straight from bytes. Decoding the whole text and splitting it would cost
 * ten times the file in memory, and one line may be as long as the file. Lines end with LF, CR LF
 * or CR.
 */
export class TextReader {
  readonly bytes: Uint8Array;
  at: number;
  /** Two bytes that end a word beside blanks. */
  readonly #stops: readonly [number, number];
  readonly #seen = { points: false, commas: false, surelyDecimal: false, muddled: false };
  /** No word may be longer, so hostile text never makes long strings. */
  static readonly LONGEST_WORD = 64;

  /** @param stops - At most two signs that end a word wherever they stand. */
  constructor(bytes: Uint8Array, at = 0, stops = '') {
    this.bytes = bytes;
    this.at = at;
    this.#stops = [stops.charCodeAt(0), stops.charCodeAt(1)];
  }

  get ended(): boolean {
    return this.at >= this.bytes.length;
  }

  /** Skips blanks within the line. Says whether the line goes on. */
  skipBlanks(): boolean {
    const { bytes } = this;
    while (this.at < bytes.length) {
      const byte = bytes[this.at]!;
      if (byte === NEWLINE || byte === RETURN) return false;
      if (byte > SPACE) return true;
      this.at++;
    }
    return false;
  }

  /** Skips blanks and line ends. */
  skipSpace(): void {
    while (this.at < this.bytes.length && this.bytes[this.at]! <= SPACE) this.at++;
  }

  /** Goes to the start of the next line. */
  nextLine(): void {
    const { bytes } = this;
    let { at } = this;
    while (at < bytes.length && bytes[at] !== NEWLINE && bytes[at] !== RETURN) at++;
    this.at = Math.min(
      bytes.length,
      at + (bytes[at] === RETURN && bytes[at + 1] === NEWLINE ? 2 : 1),
    );
  }

  /** The next word, cut off at `LONGEST_WORD` letters; empty at the end of the line. */
  word(): string {
    if (!this.skipBlanks()) return '';
    const start = this.at;
    while (!this.#isEnd(this.at)) this.at++;
    const end = Math.min(this.at, start + TextReader.LONGEST_WORD);
    return String.fromCharCode(...this.bytes.subarray(start, end));
  }

  /** The next word as a number; NaN where it is none, or where the line has ended. */
  number(): number {
    if (!this.skipBlanks()) return Number.NaN;
    const { bytes } = this;
    const start = this.at;
    let at = start;
    const sign = bytes[at] === MINUS ? -1 : 1;
    if (bytes[at] === MINUS || bytes[at] === PLUS) at++;
    let digits = 0;
    let value = 0;
    let decimals = 0;
    for (; at < bytes.length; at++) {
      const byte = bytes[at]!;
      if (byte >= ZERO && byte <= NINE) {
        value = value * 10 + (byte - ZERO);
        digits++;
        if (decimals > 0) decimals++;
      } else if (byte === DOT && decimals === 0) decimals = 1;
      else break;
    }
    // Fifteen digits and powers of ten up to 22 are exact in a double; all else goes the long way.
    if (this.#isEnd(at) && digits > 0 && digits <= 15 && decimals <= 23) {
      this.at = at;
      if (decimals > 0) this.#seen.points = true;
      return decimals > 1 ? (sign * value) / TENS[decimals - 1]! : sign * value;
    }
    return this.#longWay(this.word());
  }

  #longWay(word: string): number {
    // A comma behind a number parts it from the next one, and is none of its own.
    const text = word.endsWith(',') ? word.slice(0, -1) : word;
    if (text === '') return Number.NaN;
    if (!text.includes(',')) {
      if (text.includes('.')) this.#seen.points = true;
      // Fortran writes exponents with D.
      return Number(/^[-+.\d]+d[-+]?\d+$/i.test(text) ? text.replace(/d/i, 'e') : text);
    }
    this.#seen.commas = true;
    if (!/^[-+]?\d*,\d*(e[-+]?\d+)?$/i.test(text)) this.#seen.muddled = true;
    else if (!/^[-+]?[1-9]\d?\d?,\d{3}$/.test(text)) this.#seen.surelyDecimal = true;
    return Number(text.replace(',', '.'));
  }

  /**
   * Refuses numbers whose commas may mean two things. Decimal commas alone are read: writers take
   * them from the language of the machine.
   */
  checkCommas(format: string): void {
    const { points, commas, surelyDecimal, muddled } = this.#seen;
    if (!commas || (surelyDecimal && !points && !muddled)) return;
    const what = muddled
      ? 'several commas in one number'
      : points
        ? 'decimal commas in some numbers and decimal points in others'
        : 'commas that may stand for decimals or for thousands';
    throw new DotworkError(
      'mesh',
      `This ${format} file cannot be used: it has ${what}.`,
      'Export it with decimal points: set language or number format to English in the program that wrote it.',
    );
  }

  #isEnd(at: number): boolean {
    const byte = this.bytes[at];
    return (
      byte === undefined || byte <= SPACE || byte === this.#stops[0] || byte === this.#stops[1]
    );
  }
}

const TENS = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
