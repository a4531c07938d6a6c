import type { Paper } from '../paper/paper.ts';
import type { LineStyle } from '../paper/typesetter.ts';
import type {
  Block,
  CodeBlock,
  DrawingBlock,
  PicturesBlock,
  Section,
  SheetRow,
  TableBlock,
} from './blocks.ts';

const MARGIN_MM = { side: 16, top: 22, bottom: 18 };

const TITLE = { sizePt: 17, bold: true };
const HEAD = { sizePt: 11.5, bold: true, colour: '#1f3b57' };
const BODY = { sizePt: 9 };
const STRONG = { sizePt: 9, bold: true };
const COLUMN = { sizePt: 8, bold: true };
const CELL = { sizePt: 8.5 };
const SMALL = { sizePt: 7.5, colour: '#555555' };

const RULE = { widthMm: 0.15, colour: '#b8bec6' };
const PEN = { widthMm: 0.25, colour: '#777777' };

/** Room for handwriting, mm. */
const WRITING_MM = 8;
const GAP_MM = 2;
const NAME_SHARE = 0.34;
const CELL_PAD_MM = 1;

/** Sets blocks one below the other, on as many pages as they take. A row is never cut in two. */
export class Flow {
  readonly #paper: Paper;
  readonly #leftMm = MARGIN_MM.side;
  readonly #widthMm: number;
  #yMm = Number.POSITIVE_INFINITY;

  constructor(paper: Paper) {
    this.#paper = paper;
    this.#widthMm = paper.widthMm - 2 * MARGIN_MM.side;
  }

  /** Begins the first page. */
  title(title: string, below: string): void {
    this.#newPage();
    const { lineHeightMm } = this.#sizes(TITLE);
    this.#paper.tagged('H1', () => this.#text(title, TITLE));
    this.#yMm = Math.max(this.#yMm, MARGIN_MM.top + lineHeightMm);
    this.#paper.tagged('P', () => this.#text(below, SMALL));
  }

  section({ title, blocks, ownPage = false }: Section): void {
    if (ownPage) this.#newPage();
    this.#paper.group('Sect', () => {
      const first = blocks[0];
      this.#need(8 + (first ? this.#leastMm(first) : 0));
      this.#yMm += 3.5;
      this.#paper.tagged('H2', () => this.#text(title, HEAD));
      this.#yMm += 0.8;
      for (const block of blocks) this.#block(block);
    });
  }

  /** What stands around every page. */
  furnish(left: string, right: string, head: string, page: number, of: number): void {
    const paper = this.#paper;
    const footMm = paper.heightMm - MARGIN_MM.bottom + 4;
    const rightMm = this.#leftMm + this.#widthMm;
    paper.line(head, this.#leftMm, 10, SMALL);
    paper.line(`${page} / ${of}`, rightMm, 10, { ...SMALL, align: 'right' });
    paper.path(
      [
        [this.#leftMm, footMm],
        [rightMm, footMm],
      ],
      RULE,
    );
    paper.line(left, this.#leftMm, footMm + 1, SMALL);
    paper.line(right, rightMm, footMm + 1, { ...SMALL, align: 'right' });
  }

  #block(block: Block): void {
    if (block.kind === 'text') this.#paragraph(block.text, block.small ? SMALL : BODY);
    else if (block.kind === 'list') this.#list(block.items);
    else if (block.kind === 'rows') this.#rows(block.rows);
    else if (block.kind === 'table') this.#table(block);
    else if (block.kind === 'pictures') this.#pictures(block);
    else if (block.kind === 'drawing') this.#drawing(block);
    else if (block.kind === 'blanks') this.#blanks(block.labels, block.columns);
    else this.#code(block);
  }

  #drawing({ heightMm, alt, draw }: DrawingBlock): void {
    this.#need(heightMm);
    this.#paper.tagged('Figure', () => draw(this.#paper, this.#leftMm, this.#yMm, this.#widthMm), {
      alt,
    });
    this.#yMm += heightMm + GAP_MM;
  }

  /** Lines of one paragraph may go on over the page. */
  #paragraph(text: string, style: LineStyle): void {
    const { lineHeightMm } = this.#sizes(style);
    const lines = this.#paper.lines(text, this.#widthMm, style);
    this.#paper.group('P', () => {
      for (const line of lines) {
        this.#need(lineHeightMm);
        this.#paper.mark(() =>
          this.#paper.text(line, this.#leftMm, this.#yMm, this.#widthMm, style),
        );
        this.#yMm += lineHeightMm;
      }
    });
    this.#yMm += GAP_MM / 2;
  }

  #list(items: readonly string[]): void {
    const indentMm = 4;
    const roomMm = this.#widthMm - indentMm;
    this.#paper.group('L', () => {
      for (const item of items) {
        this.#need(this.#heightMm(item, roomMm, BODY));
        this.#paper.group('LI', () => {
          const yMm = this.#yMm;
          this.#paper.decorate(() => this.#paper.line('•', this.#leftMm, yMm, BODY));
          this.#paper.tagged('LBody', () => {
            this.#yMm += this.#paper.text(item, this.#leftMm + indentMm, yMm, roomMm, BODY);
          });
        });
        this.#yMm += 0.5;
      }
    });
    this.#yMm += GAP_MM / 2;
  }

  #rows(rows: readonly SheetRow[]): void {
    const nameMm = NAME_SHARE * this.#widthMm;
    const roomMm = this.#widthMm - nameMm;
    const xMm = this.#leftMm + nameMm;
    this.#paper.group('Table', () => {
      for (const { name, value, note } of rows) {
        const valueMm = value === undefined ? WRITING_MM : this.#heightMm(value, roomMm, BODY);
        const noteMm = note ? this.#heightMm(note, roomMm, SMALL) : 0;
        const highMm = Math.max(this.#heightMm(name, nameMm - 2, STRONG), valueMm + noteMm);
        this.#need(highMm);
        const yMm = this.#yMm;
        this.#paper.group('TR', () => {
          this.#paper.tagged(
            'TH',
            () => this.#paper.text(name, this.#leftMm, yMm, nameMm - 2, STRONG),
            { scope: 'Row' },
          );
          this.#paper.tagged('TD', () => {
            if (value !== undefined) this.#paper.text(value, xMm, yMm, roomMm, BODY);
            if (note) this.#paper.text(note, xMm, yMm + valueMm, roomMm, SMALL);
          });
        });
        if (value === undefined) this.#pen(xMm, yMm + WRITING_MM - 2, roomMm);
        this.#yMm += highMm + 0.6;
        this.#rule();
      }
    });
    this.#yMm += GAP_MM;
  }

  /** On a new page its heads come again, drawn but not read: they were. */
  #table({ heads, rows, shares }: TableBlock): void {
    const all = shares.reduce((sum, share) => sum + share, 0);
    const widths = shares.map((share) => (share / all) * this.#widthMm);
    const columns = widths.map((wideMm, i) => ({
      leftMm: this.#leftMm + widths.slice(0, i).reduce((sum, one) => sum + one, 0) + CELL_PAD_MM,
      roomMm: wideMm - 2 * CELL_PAD_MM,
    }));
    const highOf = (cells: readonly string[], style: LineStyle) =>
      Math.max(
        this.#sizes(style).lineHeightMm,
        ...cells.map((cell, i) => this.#heightMm(cell, columns[i]!.roomMm, style)),
      );
    const draw = (cell: string, i: number, style: LineStyle) => {
      const { leftMm, roomMm } = columns[i]!;
      this.#paper.text(cell, leftMm, this.#yMm + 0.4, roomMm, style);
    };
    const headsMm = highOf(heads, COLUMN);
    const below = (highMm: number) => {
      this.#yMm += highMm + 1;
      this.#rule();
    };
    this.#paper.group('Table', () => {
      this.#need(headsMm + (rows[0] ? highOf(rows[0], CELL) : 0) + 3);
      this.#paper.group('TR', () => {
        for (const [i, head] of heads.entries()) {
          this.#paper.tagged('TH', () => draw(head, i, COLUMN), { scope: 'Column' });
        }
      });
      below(headsMm);
      for (const cells of rows) {
        const highMm = highOf(cells, CELL);
        if (this.#need(highMm + 1)) {
          this.#paper.decorate(() => {
            for (const [i, head] of heads.entries()) draw(head, i, COLUMN);
          });
          below(headsMm);
        }
        this.#paper.group('TR', () => {
          for (const [i, cell] of cells.entries()) {
            this.#paper.tagged('TD', () => draw(cell, i, CELL));
          }
        });
        below(highMm);
      }
    });
    this.#yMm += GAP_MM;
  }

  #pictures({ columns, rows, aspect, below }: PicturesBlock): void {
    const gapMm = 2;
    const wideMm = (this.#widthMm - gapMm * (columns.length - 1)) / columns.length;
    const highMm = aspect * wideMm;
    const { lineHeightMm } = this.#sizes(STRONG);
    const leftOf = (i: number) => this.#leftMm + i * (wideMm + gapMm);
    this.#need(lineHeightMm + highMm);
    this.#paper.decorate(() => {
      for (const [i, column] of columns.entries()) {
        this.#paper.line(column, leftOf(i), this.#yMm, STRONG);
      }
    });
    this.#yMm += lineHeightMm + 0.5;
    for (const { name, jpegs } of rows) {
      this.#need(highMm);
      for (const [i, jpeg] of jpegs.entries()) {
        this.#paper.tagged(
          'Figure',
          () => this.#paper.picture(jpeg, leftOf(i), this.#yMm, wideMm, highMm),
          { alt: `${name}, ${columns[i]}` },
        );
      }
      this.#yMm += highMm + gapMm;
    }
    this.#paragraph(below, SMALL);
  }

  #blanks(labels: readonly string[], columns: number): void {
    const gapMm = 6;
    const wideMm = (this.#widthMm - gapMm * (columns - 1)) / columns;
    for (let from = 0; from < labels.length; from += columns) {
      const row = labels.slice(from, from + columns);
      const labelMm = Math.max(...row.map((label) => this.#heightMm(label, wideMm, SMALL)));
      this.#need(WRITING_MM + 3 + labelMm);
      this.#yMm += WRITING_MM + 2;
      for (const [i, label] of row.entries()) {
        const xMm = this.#leftMm + i * (wideMm + gapMm);
        this.#pen(xMm, this.#yMm, wideMm);
        this.#paper.tagged('P', () => this.#paper.text(label, xMm, this.#yMm + 0.6, wideMm, SMALL));
      }
      this.#yMm += labelMm + 1;
    }
    this.#yMm += GAP_MM;
  }

  #code({ modules, moduleMm, alt, texts }: CodeBlock): void {
    const sideMm = modules.length * moduleMm;
    const xMm = this.#leftMm + sideMm + 4;
    const roomMm = this.#widthMm - sideMm - 4;
    this.#need(sideMm);
    const topMm = this.#yMm;
    this.#paper.tagged(
      'Figure',
      () => this.#paper.squares(dark(modules, moduleMm, this.#leftMm, topMm), moduleMm),
      { alt },
    );
    let yMm = topMm + 4 * moduleMm;
    for (const text of texts) {
      this.#paper.tagged('P', () => {
        yMm += this.#paper.text(text, xMm, yMm, roomMm, BODY) + 1;
      });
    }
    this.#yMm = Math.max(topMm + sideMm, yMm) + GAP_MM;
  }

  /** Height that must be left for a block to begin on the page, mm. */
  #leastMm(block: Block): number {
    if (block.kind === 'drawing') return block.heightMm;
    if (block.kind === 'pictures') return (block.aspect * this.#widthMm) / block.columns.length + 8;
    if (block.kind === 'code') return block.modules.length * block.moduleMm;
    return 14;
  }

  #text(text: string, style: LineStyle): void {
    this.#yMm += this.#paper.text(text, this.#leftMm, this.#yMm, this.#widthMm, style);
  }

  #heightMm(text: string, roomMm: number, style: LineStyle): number {
    return this.#paper.lines(text, roomMm, style).length * this.#sizes(style).lineHeightMm;
  }

  #sizes(style: LineStyle) {
    return { lineHeightMm: this.#paper.lineHeightMm(style) };
  }

  #rule(): void {
    const rightMm = this.#leftMm + this.#widthMm;
    this.#paper.decorate(() =>
      this.#paper.path(
        [
          [this.#leftMm, this.#yMm],
          [rightMm, this.#yMm],
        ],
        RULE,
      ),
    );
    this.#yMm += 0.6;
  }

  #pen(xMm: number, yMm: number, wideMm: number): void {
    this.#paper.decorate(() =>
      this.#paper.path(
        [
          [xMm, yMm],
          [xMm + wideMm, yMm],
        ],
        PEN,
      ),
    );
  }

  /** Goes on to the next page where there is no room left, and says so. */
  #need(heightMm: number): boolean {
    const isFull = this.#yMm + heightMm > this.#paper.heightMm - MARGIN_MM.bottom;
    if (isFull) this.#newPage();
    return isFull;
  }

  #newPage(): void {
    this.#paper.addPage();
    this.#yMm = MARGIN_MM.top;
  }
}

function* dark(
  modules: CodeBlock['modules'],
  moduleMm: number,
  leftMm: number,
  topMm: number,
): Generator<readonly [number, number]> {
  for (const [y, row] of modules.entries()) {
    for (const [x, isDark] of row.entries()) {
      if (isDark) yield [leftMm + x * moduleMm, topMm + y * moduleMm];
    }
  }
}
