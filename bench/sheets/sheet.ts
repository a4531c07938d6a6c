import { encodeSrgb } from '../../src/color/srgb.ts';
import { encodePng, type Picture } from '../../src/io/png.ts';
import { Lettering, type TypeLine } from '../../src/type/lettering.ts';

/** A page of equal cells that are filled one by one and labelled. */
export class Sheet {
  readonly #picture: Picture;
  readonly #cell: readonly [widthPx: number, heightPx: number];
  readonly #top: number;
  readonly #left: number;
  readonly #lines: TypeLine[] = [];

  constructor(
    columns: number,
    rows: number,
    cell: readonly [widthPx: number, heightPx: number],
    margins: { readonly topPx: number; readonly leftPx: number },
  ) {
    this.#cell = cell;
    this.#top = margins.topPx;
    this.#left = margins.leftPx;
    const widthPx = margins.leftPx + columns * cell[0];
    const heightPx = margins.topPx + rows * (cell[1] + LABEL_PX);
    const rgba = new Uint8ClampedArray(4 * widthPx * heightPx).fill(255);
    this.#picture = { widthPx, heightPx, rgba };
  }

  /** Puts a drawing (linear RGB) into a cell. */
  put(column: number, row: number, linear: Float32Array): void {
    const [wide, high] = this.#cell;
    const { widthPx, rgba } = this.#picture;
    const [left, top] = this.#corner(column, row);
    for (let y = 0; y < high; y++) {
      for (let x = 0; x < wide; x++) {
        const from = 3 * (y * wide + x);
        const rgb = encodeSrgb([linear[from]!, linear[from + 1]!, linear[from + 2]!]);
        const to = 4 * ((top + y) * widthPx + left + x);
        // Steps of 4 of 255 cannot be seen on a small sheet and halve its bytes.
        for (let k = 0; k < 3; k++) rgba[to + k] = 4 * Math.round(63 * rgb[k]!);
      }
    }
  }

  /** Writes below the cells of a row, from a column on. */
  label(column: number, row: number, text: string): void {
    const [left, top] = this.#corner(column, row);
    this.#write(text, left + 4, top + this.#cell[1] + 3);
  }

  /** Writes across the top. */
  title(text: string): void {
    this.#write(text, 6, 7);
  }

  async png(text: Readonly<Record<string, string>>): Promise<Uint8Array> {
    const letters = await Lettering.load(this.#lines.map((line) => line.text));
    for (const line of this.#lines) {
      const end = line.xPx + letters.widthPx(line.text, line.sizePx);
      if (end > this.#picture.widthPx) throw new Error(`No room for "${line.text}".`);
      letters.draw(this.#picture, line);
    }
    return encodePng(this.#picture, text);
  }

  #corner(column: number, row: number): [left: number, top: number] {
    const [wide, high] = this.#cell;
    return [this.#left + column * wide, this.#top + row * (high + LABEL_PX)];
  }

  #write(text: string, xPx: number, topPx: number): void {
    this.#lines.push({ text, xPx, topPx, sizePx: TYPE_PX, colour: '#282828' });
  }
}

const TYPE_PX = 10;
const LABEL_PX = 16;
