import PDFDocument from 'pdfkit';
import { brokenLines } from '../type/break-lines.ts';
import { fontFilesFor } from './font-files.ts';
import { LINE_EM, type LineStyle, Typesetter } from './typesetter.ts';
import { PT_PER_MM, SHEETS, type SheetName } from './units.ts';
import { directionOf } from './visual-runs.ts';

/** What a PDF says of itself. */
export interface PaperFacts {
  readonly title: string;
  readonly subject: string;
  /** As BCP 47 has it: `en`. */
  readonly language: string;
  readonly sheet: SheetName;
  /** Day written into the file, as it must not be today's: the same plan gives the same bytes. */
  readonly day: string | undefined;
}

/** What a group is to someone who cannot see it. */
export interface TagOptions {
  /** In place of what is drawn. */
  readonly alt?: string;
  /** For heads of a table. */
  readonly scope?: 'Row' | 'Column';
}

/** Kinds of groups and marks, by PDF's standard names. */
export type Tag =
  | 'Sect'
  | 'H1'
  | 'H2'
  | 'P'
  | 'L'
  | 'LI'
  | 'LBody'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Figure'
  | 'Caption'
  | 'Link';

/**
 * A tagged PDF in millimetres from the upper left corner of a page. What is drawn belongs to a tag
 * ({@link mark}) or is decoration ({@link decorate}); groups nest. The same calls give the same bytes.
 */
export class Paper {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly #pdf: PDFKit.PDFDocument;
  readonly #type: Typesetter;
  readonly #open: { readonly tag: string; readonly element: PDFKit.PDFStructureElement }[];
  readonly #bytes: Promise<Uint8Array>;

  /**
   * @param texts - All that will be set, so that the letters are there.
   * @throws DotworkError `file` if the typeface cannot be had.
   */
  static async open(facts: PaperFacts, texts: readonly string[]): Promise<Paper> {
    // Digits and signs of rulers are always there.
    return new Paper(facts, await fontFilesFor(`0 ${facts.title} ${texts.join(' ')}`));
  }

  private constructor(facts: PaperFacts, files: ConstructorParameters<typeof Typesetter>[1]) {
    const { title, subject, language, sheet, day } = facts;
    const { widthMm, heightMm } = SHEETS[sheet];
    this.widthMm = widthMm;
    this.heightMm = heightMm;
    const written = new Date(`${day ?? '2026-01-01'}T00:00:00Z`);
    this.#pdf = new PDFDocument({
      size: [widthMm * PT_PER_MM, heightMm * PT_PER_MM],
      margin: 0,
      // None of its own: the build for browsers has none, and throws.
      font: null as never,
      autoFirstPage: false,
      bufferPages: true,
      pdfVersion: '1.7',
      tagged: true,
      subset: 'PDF/UA' as never,
      lang: language,
      displayTitle: true,
      info: {
        Title: title,
        Subject: subject,
        Creator: 'Dotwork',
        Producer: 'Dotwork',
        CreationDate: written,
        ModDate: written,
      },
    });
    this.#type = new Typesetter(this.#pdf, files);
    this.#bytes = bytesOf(this.#pdf);
    const root = this.#pdf.struct('Document');
    this.#pdf.addStructure(root);
    this.#open = [{ tag: 'Document', element: root }];
  }

  addPage(): void {
    this.#pdf.addPage();
  }

  /** Begins a group within the one that is open, and ends it. It may go over pages. */
  group(tag: Tag, inside: () => void, options: TagOptions = {}): void {
    const element = this.#pdf.struct(tag, { ...options });
    this.#open.at(-1)!.element.add(element);
    this.#open.push({ tag, element });
    inside();
    this.#open.pop();
    element.end();
  }

  /** Draws what belongs to the open group, on the page that is open. */
  mark(draw: () => void): void {
    const { tag, element } = this.#open.at(-1)!;
    const content = this.#pdf.markStructureContent(tag);
    draw();
    this.#pdf.endMarkedContent();
    element.add(content);
  }

  /** A group of one mark. */
  tagged(tag: Tag, draw: () => void, options: TagOptions = {}): void {
    this.group(tag, () => this.mark(draw), options);
  }

  /** Draws what nobody needs read aloud: rules, frames, running heads. */
  decorate(draw: () => void): void {
    this.#pdf.markContent('Artifact', { type: 'Layout' });
    draw();
    this.#pdf.endMarkedContent();
  }

  /** How far a line reaches, mm. */
  lineWidthMm(line: string, style: LineStyle): number {
    return this.#type.widthMm(line, style);
  }

  /** The text in lines that fit the room, mm. */
  lines(text: string, roomMm: number, style: LineStyle): string[] {
    return text
      .split('\n')
      .flatMap((part) => brokenLines(part, roomMm, (line) => this.#type.widthMm(line, style)));
  }

  /** Height of a line of a style, mm. */
  lineHeightMm({ sizePt }: LineStyle): number {
    return (LINE_EM * sizePt) / PT_PER_MM;
  }

  /** One line; x is its left end, its middle or its right end. */
  line(
    text: string,
    xMm: number,
    topMm: number,
    style: LineStyle & { readonly align?: 'left' | 'center' | 'right' },
  ): void {
    const { align = 'left' } = style;
    const share = { left: 0, center: 0.5, right: 1 }[align];
    const leftMm = share === 0 ? xMm : xMm - share * this.#type.widthMm(text, style);
    this.#type.draw(text, leftMm, topMm, style);
  }

  /** Lines broken to a room, from the side the text begins at; gives the height, mm. */
  text(text: string, leftMm: number, topMm: number, roomMm: number, style: LineStyle): number {
    const stepMm = this.lineHeightMm(style);
    const isTurned = directionOf(text) === 'rtl';
    const lines = this.lines(text, roomMm, style);
    for (const [i, line] of lines.entries()) {
      const align = isTurned ? 'right' : 'left';
      this.line(line, isTurned ? leftMm + roomMm : leftMm, topMm + i * stepMm, { ...style, align });
    }
    return lines.length * stepMm;
  }

  /**
   * A path, in mm.
   *
   * @param points - Corners; a path of two is a straight line.
   */
  path(
    points: readonly (readonly [number, number])[],
    {
      widthMm = 0.2,
      colour = '#000000',
      dashMm,
      closed = false,
      fill,
    }: {
      readonly widthMm?: number;
      readonly colour?: string;
      readonly dashMm?: readonly [number, number];
      readonly closed?: boolean;
      readonly fill?: string;
    } = {},
  ): void {
    const pdf = this.#pdf;
    for (const [i, [x, y]] of points.entries()) {
      if (i === 0) pdf.moveTo(x * PT_PER_MM, y * PT_PER_MM);
      else pdf.lineTo(x * PT_PER_MM, y * PT_PER_MM);
    }
    if (closed) pdf.closePath();
    pdf
      .lineWidth(widthMm * PT_PER_MM)
      .lineCap('butt')
      .lineJoin('round');
    if (dashMm) pdf.dash(dashMm[0] * PT_PER_MM, { space: dashMm[1] * PT_PER_MM });
    else pdf.undash();
    if (fill && widthMm > 0) pdf.fillAndStroke(fill, colour);
    else if (fill) pdf.fill(fill);
    else pdf.stroke(colour);
  }

  /** A JPEG or PNG, stretched over a rectangle. */
  picture(
    bytes: Uint8Array,
    leftMm: number,
    topMm: number,
    widthMm: number,
    heightMm: number,
  ): void {
    this.#pdf.image(bytes as never, leftMm * PT_PER_MM, topMm * PT_PER_MM, {
      width: widthMm * PT_PER_MM,
      height: heightMm * PT_PER_MM,
    });
  }

  /** Squares of one size in one path, such as those of a QR code; the corners of each, mm. */
  squares(corners: Iterable<readonly [number, number]>, sideMm: number): void {
    for (const [x, y] of corners) {
      this.#pdf.rect(x * PT_PER_MM, y * PT_PER_MM, sideMm * PT_PER_MM, sideMm * PT_PER_MM);
    }
    this.#pdf.fill('#000000');
  }

  /**
   * Ends the file. `furnish` is called for each page, to draw what stands around it.
   *
   * @param furnish - Told the page, counted from 1, and how many there are; draws decoration alone.
   */
  async finish(furnish?: (page: number, of: number) => void): Promise<Uint8Array> {
    const { count } = this.#pdf.bufferedPageRange();
    for (let page = 0; page < count && furnish; page++) {
      this.#pdf.switchToPage(page);
      this.decorate(() => furnish(page + 1, count));
    }
    this.#open[0]!.element.end();
    this.#pdf.end();
    return this.#bytes;
  }
}

function bytesOf(pdf: PDFKit.PDFDocument): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const pieces: Uint8Array[] = [];
    pdf.on('data', (piece: Uint8Array) => pieces.push(piece));
    pdf.on('error', reject);
    pdf.on('end', () => {
      const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
      let at = 0;
      for (const piece of pieces) {
        bytes.set(piece, at);
        at += piece.length;
      }
      resolve(bytes);
    });
  });
}
