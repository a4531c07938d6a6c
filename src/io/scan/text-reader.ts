const NEWLINE = 10;
const SPACE = 32;
const MINUS = 45;
const PLUS = 43;
const DOT = 46;
const ZERO = 48;
const NINE = 57;

/**
 * Reads words and numbers straight from bytes. Decoding the whole text and splitting it would cost
 * ten times the file in memory, and one line may be as long as the file.
 */
export class TextReader {
  readonly bytes: Uint8Array;
  at: number;
  /** No word may be longer, so hostile text never makes long strings. */
  static readonly LONGEST_WORD = 64;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  get ended(): boolean {
    return this.at >= this.bytes.length;
  }

  /** Skips blanks within the line. Says whether the line goes on. */
  skipBlanks(): boolean {
    const { bytes } = this;
    while (this.at < bytes.length) {
      const byte = bytes[this.at]!;
      if (byte === NEWLINE) return false;
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
    const end = this.bytes.indexOf(NEWLINE, this.at);
    this.at = end < 0 ? this.bytes.length : end + 1;
  }

  /** The next word, cut off at `LONGEST_WORD` letters; empty at the end of the line. */
  word(): string {
    if (!this.skipBlanks()) return '';
    const start = this.at;
    while (this.at < this.bytes.length && this.bytes[this.at]! > SPACE) this.at++;
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
    const plain = at >= bytes.length || bytes[at]! <= SPACE;
    // Fifteen digits and powers of ten up to 22 are exact in a double; all else goes the long way.
    if (plain && digits > 0 && digits <= 15 && decimals <= 23) {
      this.at = at;
      return decimals > 1 ? (sign * value) / TENS[decimals - 1]! : sign * value;
    }
    const text = this.word();
    return text === '' ? Number.NaN : Number(text);
  }
}

const TENS = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
