import type PDFDocument from 'pdfkit';
import { FONT_PARTS } from '../type/faces.ts';
import type { FontFiles } from './font-files.ts';
import { PT_PER_MM } from './units.ts';
import { directionOf, visualRuns } from './visual-runs.ts';

/** How a line stands. */
export interface LineStyle {
  readonly sizePt: number;
  readonly bold?: boolean;
  /** As `#rrggbb`. Default black. */
  readonly colour?: string;
}

/** Height of a line, and from its top to where letters stand, in sizes of the type. */
export const LINE_EM = 1.36;
export const BASELINE_EM = 1.05;

const JOINED = /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Thai}]/u;

/** Sets lines of any script the typeface has, as text that can be copied and read aloud. */
export class Typesetter {
  readonly #pdf: PDFKit.PDFDocument;
  readonly #files: readonly FontFiles[];

  constructor(pdf: InstanceType<typeof PDFDocument>, files: readonly FontFiles[]) {
    this.#pdf = pdf;
    this.#files = files;
    for (const { part, regular, bold } of files) {
      pdf.registerFont(nameOf(part, false), regular);
      pdf.registerFont(nameOf(part, true), bold);
    }
  }

  /** How far a line reaches, mm. */
  widthMm(line: string, style: LineStyle): number {
    const runs = this.#runs(line, directionOf(line));
    return runs.reduce((sum, run) => sum + this.#advancePt(run, style), 0) / PT_PER_MM;
  }

  /** Draws one line; x is its left end, its top {@link LINE_EM} sizes above the next. */
  draw(line: string, leftMm: number, topMm: number, style: LineStyle): void {
    const baselinePt = topMm * PT_PER_MM + BASELINE_EM * style.sizePt;
    let xPt = leftMm * PT_PER_MM;
    this.#pdf.fillColor(style.colour ?? '#000000');
    for (const run of this.#runs(line, directionOf(line))) {
      const advancePt = this.#advancePt(run, style);
      this.#readable(run.text, () =>
        this.#pdf.text(run.text, xPt, baselinePt, {
          lineBreak: false,
          baseline: 'alphabetic',
          // As a whole, so that letters of one word stay joined.
          features: [],
        }),
      );
      xPt += advancePt;
    }
  }

  /** Also chooses the run's file and size for what is drawn next. */
  #advancePt(run: { text: string; face: FontFiles }, { sizePt, bold = false }: LineStyle): number {
    this.#pdf.font(nameOf(run.face.part, bold), sizePt);
    return this.#pdf.widthOfString(run.text, { features: [] });
  }

  /** Shapes of joined scripts are parts of letters, or several: what they say is written beside them. */
  #readable(text: string, draw: () => void): void {
    const isJoined = JOINED.test(text);
    if (isJoined) this.#pdf.markContent('Span', { actual: text });
    draw();
    if (isJoined) this.#pdf.endMarkedContent();
  }

  #runs(line: string, direction: 'ltr' | 'rtl') {
    return visualRuns(
      drawable(line),
      direction,
      (point) => this.#files.find(({ part }) => part.has(point)) ?? this.#files[0]!,
    );
  }
}

/**
 * Text in letters the typeface has: where no file has one, what Unicode takes it for ("0" for "₀").
 * Its files have but one space.
 */
function drawable(text: string): string {
  return Array.from(text, (letter) => {
    if (/[\u2000-\u200a\u202f\u205f]/u.test(letter)) return '\u00a0';
    const point = letter.codePointAt(0)!;
    return FONT_PARTS.some(({ has }) => has(point)) ? letter : letter.normalize('NFKC');
  }).join('');
}

function nameOf(part: FontFiles['part'], bold: boolean): string {
  return `${part.family} ${part.part}${bold ? ' bold' : ''}`;
}
