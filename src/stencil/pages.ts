import { numberWords } from '../base/language/formats.ts';
import { say, toSay } from '../base/language/say.ts';
import type { PaperPoint } from '../surface/flatten/flat-patch.ts';
import { type Block, blocksOf, crosshair } from './blocks.ts';
import { path, type Shape, type Sheet, type Stroke, text } from './drawing.ts';
import type { Stencil } from './pieces.ts';

/** Around everything, mm: no printer needs more. */
const MARGIN_MM = 12;
/** Title and warning above, rulers below and at the left, mm. */
const HEAD_MM = 17;
const FOOT_MM = 14;
const SIDE_MM = 12;
/** Between pieces, mm. */
const GAP_MM = 7;
export const RULER_MM = 50;

const SMALL_MM = 2.7;
const LINE_MM = 4.2;

/** Sizes of paper that a stencil is tiled on. */
export interface PageSize {
  /** As people call it. */
  readonly name: string;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Breaks text into lines that fit a room, mm. */
export type Breaking = (text: string, roomMm: number, sizeMm: number) => string[];

/** What one page holds, in words, for who cannot see it. */
export interface StencilPage extends Sheet {
  readonly about: string;
}

const PRINTING = [
  toSay(
    'Print at 100 % (“Actual size”). Programs and browsers offer “Fit to page”, “Shrink to printable area” or “Scale to fit” first: switch that off. Choose the paper this file was made for.',
  ),
  toSay(
    'A browser’s own print dialog also scales by “Margins” and “Scale”: set Scale to 100 %, leave headers and footers off; or open the file in a PDF reader and print from there. Fax, “booklet” and “several pages on one sheet” change the size, too.',
  ),
  toSay(
    'Measure both rulers of every page with your own ruler: 50 mm across and 50 mm down. If either is off by more than half a millimetre, do not use the page.',
  ),
];

const LAYING = [
  toSay(
    'Cut along the thin edge of each piece and along its cut lines. Find the points of the table with a tape: lengths go along the skin, from the glabella (between the brows) and from each tragion (the notch above the flap in front of the ear canal). Mark them, lay the crosshairs on the marks, and trace.',
  ),
  toSay(
    'A head is no cylinder: paper on it is right along its line and less so beside it. What a piece is off by stands above it. Lay every piece by itself; do not tape pieces together while they are flat.',
  ),
];

/** A stencil as pages of one size: how to use it first, then its pieces. */
export function stencilPages(
  stencil: Stencil,
  title: string,
  size: PageSize,
  breaking: Breaking,
): StencilPage[] {
  const room = {
    widthMm: size.widthMm - 2 * MARGIN_MM - SIDE_MM,
    heightMm: size.heightMm - 2 * MARGIN_MM - HEAD_MM - FOOT_MM,
  };
  const guide = guideShapes(stencil, size.widthMm - 2 * MARGIN_MM - SIDE_MM, breaking);
  const pages = [...stacked(guide, room.heightMm), ...packed(stencil, room)];
  return pages.map(({ shapes, about }, i) => ({
    widthMm: size.widthMm,
    heightMm: size.heightMm,
    about,
    shapes: [
      ...furniture(stencil, title, size, i + 1, pages.length),
      ...moved(shapes, MARGIN_MM + SIDE_MM, MARGIN_MM + HEAD_MM),
    ],
  }));
}

/** The whole stencil on one sheet as large as it needs, for cutters and drawing programs. */
export function stencilSheet(stencil: Stencil, title: string, breaking: Breaking): Sheet {
  const widest = Math.max(190, ...stencil.pieces.map(({ widthMm }) => widthMm));
  const room = { widthMm: widest, heightMm: Number.POSITIVE_INFINITY };
  const guide = guideShapes(stencil, widest, breaking);
  const guideMm = guide.reduce((sum, { heightMm }) => sum + heightMm, 0);
  const [all] = packed(stencil, room);
  const [first] = stacked(guide, Number.POSITIVE_INFINITY);
  const widthMm = widest + 2 * MARGIN_MM + SIDE_MM;
  const heightMm = 2 * MARGIN_MM + HEAD_MM + FOOT_MM + guideMm + GAP_MM + (all?.heightMm ?? 0);
  const size = { name: '', widthMm, heightMm };
  return {
    widthMm,
    heightMm,
    shapes: [
      ...furniture(stencil, title, size, 1, 1),
      ...moved(first?.shapes ?? [], MARGIN_MM + SIDE_MM, MARGIN_MM + HEAD_MM),
      ...moved(all?.shapes ?? [], MARGIN_MM + SIDE_MM, MARGIN_MM + HEAD_MM + guideMm + GAP_MM),
    ],
  };
}

interface Filled {
  readonly shapes: Shape[];
  readonly about: string;
  readonly heightMm: number;
}

/** Blocks below one another, a new page where the next does not fit. */
function packed(
  { pieces }: Stencil,
  room: { readonly widthMm: number; readonly heightMm: number },
): Filled[] {
  return stacked(
    pieces.flatMap((piece) => blocksOf(piece, room)),
    room.heightMm,
    GAP_MM,
  );
}

function stacked(blocks: readonly Block[], heightMm: number, gapMm = 0): Filled[] {
  const pages: { shapes: Shape[]; about: string[]; heightMm: number }[] = [];
  for (const block of blocks) {
    let page = pages.at(-1);
    if (!page || page.heightMm + block.heightMm > heightMm) {
      page = { shapes: [], about: [], heightMm: 0 };
      pages.push(page);
    }
    page.shapes.push(...moved(block.shapes, 0, page.heightMm));
    if (block.about && page.about.at(-1) !== block.about) page.about.push(block.about);
    page.heightMm += block.heightMm + gapMm;
  }
  return pages.map(({ about, ...page }) => ({ ...page, about: about.join('; ') }));
}

/** How to print and lay it, what the lines mean, and the points to find: a block for each paragraph or row. */
function guideShapes(stencil: Stencil, roomMm: number, breaking: Breaking): Block[] {
  const blocks: Block[] = [];
  const add = (heightMm: number, shapes: readonly Shape[]) =>
    blocks.push({
      widthMm: roomMm,
      heightMm,
      shapes,
      about: say('How to print and lay the stencil'),
    });
  const heading = (words: string) => add(8, [text([0, 5.5], words, { sizeMm: 3.6, bold: true })]);
  const paragraph = (words: string) => {
    const lines = breaking(words, roomMm, SMALL_MM);
    add(
      lines.length * LINE_MM + 1.2,
      lines.map((line, i) => text([0, 3 + i * LINE_MM], line, { sizeMm: SMALL_MM })),
    );
  };
  const { options, distortion } = stencil;
  heading(say('Print it'));
  for (const words of PRINTING) paragraph(say(words));
  if (options.mirror) {
    paragraph(
      say(
        'This stencil is MIRRORED, for transfer paper: its printed side goes on the skin. Do not lay it with the print facing you.',
      ),
    );
  }
  heading(say('Lay it on'));
  for (const words of LAYING) paragraph(say(words));
  heading(say('How true it is'));
  paragraph(
    say(
      'The hairline is {hairlineMm} mm long along the skin and {hairlinePaperMm} mm on paper. {pairs} other distances within the pieces were compared with the way along the skin: they are {meanMm} mm off on average and {worstMm} mm at worst, over {worstOverMm} mm. A strip is cut where that would pass {limitMm} mm. The head is the one of the plan: measure the client before you trust it.',
      {
        hairlineMm: numberWords(stencil.hairlineMm, 1),
        hairlinePaperMm: numberWords(stencil.hairlinePaperMm, 1),
        pairs: distortion.pairs,
        meanMm: numberWords(distortion.meanMm, 2),
        worstMm: numberWords(distortion.worstMm, 2),
        worstOverMm: Math.round(distortion.worstOverMm),
        limitMm: options.limitMm,
      },
    ),
  );
  heading(say('Lines'));
  for (const [stroke, words] of KEY) {
    add(LINE_MM, [
      path(stroke, [
        [0, 2],
        [22, 2],
      ]),
      text([26, 3], say(words), { sizeMm: SMALL_MM }),
    ]);
  }
  heading(say('Points, mm along the skin'));
  const columns = [0, 10, 84, 108, 136];
  const row = (cells: readonly string[], bold: boolean) =>
    add(
      LINE_MM,
      cells.map((cell, i) =>
        text([columns[i]! + (i > 1 ? 14 : 0), 3], cell, {
          sizeMm: SMALL_MM,
          bold: bold || i === 0,
          align: i > 1 ? 'right' : 'left',
        }),
      ),
    );
  row(['', say('Point'), say('glabella'), say('left tragion'), say('right tragion')], true);
  for (const { letter, name, fromMm } of stencil.marks) {
    const mm = (value: number) => (value < 400 ? value.toFixed(0) : '–');
    row(
      [letter, name, mm(fromMm.glabella), mm(fromMm.tragionLeft), mm(fromMm.tragionRight)],
      false,
    );
  }
  return blocks;
}

const KEY: readonly (readonly [Stroke, string])[] = [
  ['line', toSay('the line to trace, as long on paper as along the skin')],
  ['zone', toSay('border of a zone')],
  ['beyond', toSay('the hairline beyond this piece: only to see how it goes on')],
  ['midline', toSay('middle of the head')],
  ['cut', toSay('cut here; the number is that of the piece that goes on from this line')],
  ['rim', toSay('edge of the piece')],
];

/** What stands on every page: title, warning, rulers across and down, a crosshair, page number. */
function furniture(
  { options }: Stencil,
  title: string,
  { name, widthMm, heightMm }: PageSize,
  page: number,
  of: number,
): Shape[] {
  const [left, right] = [MARGIN_MM, widthMm - MARGIN_MM];
  const bottom = heightMm - MARGIN_MM;
  const mirrored = options.mirror ? say(' · MIRRORED for transfer paper') : '';
  const corner: PaperPoint = [left + 1, bottom - 2];
  return [
    text([left, MARGIN_MM + 4], `Stencil 1:1 · ${title}`, { sizeMm: 4, bold: true }),
    text(
      [left, MARGIN_MM + 9],
      say('Print at 100 %, not “Fit to page”. Both rulers must measure 50 mm.{mirrored}', {
        mirrored,
      }),
      { sizeMm: 3, bold: options.mirror },
    ),
    path('rule', [
      [left, MARGIN_MM + 12],
      [right, MARGIN_MM + 12],
    ]),
    text(
      [right, bottom],
      of > 1
        ? say('Page {page} of {of} · made for {name}', { page, of, name })
        : say('Untiled: one drawing, 1 unit is 1 mm'),
      { sizeMm: SMALL_MM, align: 'right' },
    ),
    ...ruler(corner, [1, 0]),
    ...ruler(corner, [0, -1]),
    text([corner[0] + RULER_MM + 2.5, corner[1] + 1], '50 mm across, 50 mm up', {
      sizeMm: SMALL_MM,
    }),
    ...crosshair([right - 5, bottom - 9], 5),
  ];
}

/** A ruler of 50 mm from a corner, with a tick each millimetre. */
function ruler([x, y]: PaperPoint, [dx, dy]: PaperPoint): Shape[] {
  const along = (mm: number): PaperPoint => [x + dx * mm, y + dy * mm];
  const ticks = Array.from({ length: RULER_MM + 1 }, (_, mm) => {
    const long = mm % 10 === 0 ? 4 : mm % 5 === 0 ? 3 : 1.8;
    const [ax, ay] = along(mm);
    // Ticks stand towards the page: up from the one across, right from the one that goes up.
    return path('ruler', [
      [ax, ay],
      [ax - dy * long, ay - dx * long],
    ]);
  });
  return [path('ruler', [along(0), along(RULER_MM)]), ...ticks];
}

function moved(shapes: readonly Shape[], dx: number, dy: number): Shape[] {
  return shapes.map((shape): Shape => {
    if (shape.shape === 'text') return { ...shape, at: [shape.at[0] + dx, shape.at[1] + dy] };
    return { ...shape, points: shape.points.map(([x, y]) => [x + dx, y + dy] as const) };
  });
}
