import { say, toSay } from '../base/language/say.ts';
import { Paper } from '../paper/paper.ts';
import { BASELINE_EM } from '../paper/typesetter.ts';
import { PT_PER_MM, SHEETS, type SheetName } from '../paper/units.ts';
import { type Shape, STROKES, type TextShape } from './drawing.ts';
import { type StencilPage, stencilPages } from './pages.ts';
import type { Stencil } from './pieces.ts';

/** Sizes of paper as people call them. */
export const SHEET_WORDS: Readonly<Record<SheetName, string>> = {
  a4: toSay('A4'),
  letter: toSay('Letter'),
};

/** A stencil as a PDF at 1:1, tiled on a size of paper. The same stencil gives the same bytes. */
export async function stencilPdf(
  stencil: Stencil,
  title: string,
  sheet: SheetName,
): Promise<Uint8Array> {
  const size = { name: say(SHEET_WORDS[sheet]), ...SHEETS[sheet] };
  // What will be set is not known before it is broken into lines: letters are, by a first try.
  const words = stencilPages(stencil, title, size, (line) => [line]).flatMap(({ shapes }) =>
    shapes.flatMap((shape) => (shape.shape === 'text' ? [shape.text] : [])),
  );
  const facts = {
    title: `Stencil 1:1: ${title}`,
    subject: say('Hairline and zones at 1:1, to cut out and lay on the head'),
    language: 'en',
    sheet,
    day: undefined,
  };
  const paper = await Paper.open(facts, words);
  const pages = stencilPages(stencil, title, size, (text, roomMm, sizeMm) =>
    paper.lines(text, roomMm, { sizePt: sizeMm * PT_PER_MM }),
  );
  for (const page of pages) drawPage(paper, page);
  return paper.finish();
}

function drawPage(paper: Paper, { shapes, about }: StencilPage): void {
  paper.addPage();
  const isText = (shape: Shape): shape is TextShape => shape.shape === 'text';
  for (const shape of shapes.filter(isText)) {
    paper.tagged(shape.bold && shape.sizeMm > 3.5 ? 'H2' : 'P', () => drawText(paper, shape));
  }
  paper.tagged(
    'Figure',
    () => {
      for (const shape of shapes) {
        if (isText(shape)) continue;
        const { mm, grey, dash } = STROKES[shape.stroke];
        paper.path(shape.points, {
          widthMm: mm,
          colour: greyHex(grey),
          ...(dash && { dashMm: dash }),
        });
      }
    },
    { alt: say('{about}. Rulers of 50 mm across and up.', { about }) },
  );
}

function drawText(paper: Paper, { text, at, sizeMm, align, bold }: TextShape): void {
  const sizePt = sizeMm * PT_PER_MM;
  paper.line(text, at[0], at[1] - BASELINE_EM * sizeMm, { sizePt, bold, align });
}

function greyHex(grey: number): string {
  const two = Math.round(255 * grey)
    .toString(16)
    .padStart(2, '0');
  return `#${two}${two}${two}`;
}
