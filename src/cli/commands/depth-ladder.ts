import { LIMITS_SHORT } from '../../base/limits.ts';
import { DotStrip } from '../../engine/dot/dot-strip.ts';
import { LADDER_DEPTHS_MM } from '../../engine/dot/ladder-plan.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import { requestGpu } from '../../gpu/request.ts';
import { encodePng, type Picture } from '../../io/png.ts';
import { dotFootprint } from '../../light/dot/footprint.ts';
import { flushedDark } from '../../light/redness.ts';
import { SKIN_TYPES, skinOfType } from '../../light/skin-types.ts';
import type { Plan } from '../../plan/schema.ts';
import { Lettering } from '../../type/lettering.ts';
import { StripPicture } from '../../view/strip-picture.ts';
import { checkWritable, printJson, printPieces, STDOUT, writeWhole } from '../output.ts';
import { readPlanArgument } from '../plan-input.ts';
import { progressBar } from '../progress.ts';
import type { GlobalOptions } from '../simulate-plan.ts';

const AGES: readonly { readonly name: string; readonly days: number }[] = [
  { name: 'fresh', days: 0 },
  { name: '60 days', days: 60 },
  { name: '5 years', days: 1826 },
];

/** Side of a cell, mm and px, and the bare skin between cells, px. */
const CELL_MM = 4;
const CELL_PX = 72;
const GAP_PX = 4;
const LEFT_PX = 92;
const TOP_PX = 44;
/** Sizes of the type: of notes, and of what rows and columns are. */
const NOTE_PX = 12;
const NAME_PX = 17;
/** Behind the labels. */
const PAPER = 250;

/** `dotwork depth-ladder`: the same dots at ten depths, in six skins, at three ages, as one PNG. */
export async function depthLadder(
  argument: string,
  options: GlobalOptions & { readonly output: string },
): Promise<void> {
  const { output } = options;
  checkWritable(output, argument, options.head);
  const plan = still(readPlanArgument(argument, options));
  const progress = progressBar(SKIN_TYPES.length + 1, options.quiet);
  try {
    progress.step('opening the GPU');
    const gpu = await requestGpu(options.adapter);
    const sheet = await gpu.checked('drawing the depth ladder', () =>
      drawSheet(gpu, plan, (skin) => progress.step(`skin ${skin}`)),
    );
    const png = await encodePng(sheet, {
      Title: `Depth ladder: ${plan.title}`,
      Description: LIMITS_SHORT,
    });
    if (output === STDOUT) return await printPieces([png]);
    const bytes = writeWhole(output, [png]);
    const { widthPx, heightPx } = sheet;
    const agesDays = AGES.map(({ days }) => days);
    const skins = SKIN_TYPES;
    await printJson({
      file: output,
      bytes,
      widthPx,
      heightPx,
      depthsMm: LADDER_DEPTHS_MM,
      skins,
      agesDays,
    });
  } finally {
    progress.stop();
  }
}

/** A hand that always reaches the depth asked for: else the columns of the sheet would mix. */
function still(plan: Plan): Plan {
  return { ...plan, operator: { ...plan.operator, depthSdMm: 0, angleSdDeg: 0 } };
}

async function drawSheet(gpu: Gpu, plan: Plan, onSkin: (skin: string) => void): Promise<Picture> {
  const pitch = CELL_PX + GAP_PX;
  const rows = SKIN_TYPES.length * AGES.length;
  const notes = footnotes(plan);
  const letters = await Lettering.load(notes);
  const widthPx = LEFT_PX + LADDER_DEPTHS_MM.length * pitch;
  const foot = notes.flatMap((note) => letters.lines(note, NOTE_PX, widthPx - 2 * MARGIN_PX));
  const cellsEnd = TOP_PX + rows * pitch;
  const sheet = blank(widthPx, cellsEnd + foot.length * NOTE_STEP_PX + MARGIN_PX);
  const write = (text: string, xPx: number, topPx: number, sizePx = NOTE_PX, bold = false) =>
    letters.draw(sheet, { text, xPx, topPx, sizePx, bold, colour: INK });
  const dotsPerCm2 = plan.density.dotsPerCm2;
  const strip = await DotStrip.create(gpu, {
    depthsMm: LADDER_DEPTHS_MM,
    cellMm: CELL_MM,
    dotsPerCm2,
  });
  const camera = await StripPicture.create(gpu, CELL_PX);
  for (const [s, type] of SKIN_TYPES.entries()) {
    onSkin(type);
    const skin = skinOfType(type);
    const [footprint, flushed] = [dotFootprint(skin), flushedDark(skin)];
    for (const [a, { name, days }] of AGES.entries()) {
      const top = TOP_PX + (s * AGES.length + a) * pitch;
      strip.update({ ...plan, healing: { ...plan.healing, ageDays: days } }, footprint, flushed);
      camera.bind(strip);
      for (const [column, cell] of strip.cells.entries()) {
        const left = LEFT_PX + column * pitch;
        lay(sheet, await camera.draw(cell, CELL_MM), left, top);
      }
      if (a === 0) write(`Skin ${type}`, MARGIN_PX, top + 12, NAME_PX, true);
      write(name, MARGIN_PX, top + 38);
    }
  }
  strip.destroy();
  camera.destroy();
  write('Deposit', MARGIN_PX, 6);
  write('depth, mm', MARGIN_PX, 6 + NOTE_STEP_PX);
  LADDER_DEPTHS_MM.forEach((depth, column) => {
    const xPx = LEFT_PX + column * pitch + CELL_PX / 2;
    letters.draw(sheet, { ...COLUMN, text: String(depth), xPx });
  });
  for (const [i, line] of foot.entries()) write(line, MARGIN_PX, cellsEnd + i * NOTE_STEP_PX);
  return sheet;
}

const INK = '#1e1e1e';
const MARGIN_PX = 8;
const NOTE_STEP_PX = 18;
const COLUMN = { topPx: 12, sizePx: NAME_PX, bold: true, colour: INK, align: 'center' } as const;

function footnotes({ pigment, needle, density, healing }: Plan): string[] {
  return [
    `Cells ${CELL_MM} mm wide. ${pigment.kind}, ${needle.code}, ${density.dotsPerCm2} dots/cm², ${healing.outcome} healing.`,
    LIMITS_SHORT,
  ];
}

function blank(widthPx: number, heightPx: number): Picture {
  const rgba = new Uint8Array(4 * widthPx * heightPx).fill(PAPER);
  for (let at = 3; at < rgba.length; at += 4) rgba[at] = 255;
  return { widthPx, heightPx, rgba };
}

// Lightness in steps of 2 and tint in steps of 4 of 255: finer than the eye, and a third of the file.
function lay({ widthPx, rgba }: Picture, cell: Uint8Array, left: number, top: number): void {
  const lean = cell.map((value, i) => {
    const green = cell[i - (i % 4) + 1]!;
    if (i % 4 === 3) return value;
    return Math.min(255, 2 * Math.round(green / 2) + 4 * Math.round((value - green) / 4));
  });
  for (let y = 0; y < CELL_PX; y++) {
    const row = lean.subarray(4 * y * CELL_PX, 4 * (y + 1) * CELL_PX);
    rgba.set(row, 4 * ((top + y) * widthPx + left));
  }
}
