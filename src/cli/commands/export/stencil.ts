import { planHead } from '../../../engine/head/plan-head.ts';
import { planScalp } from '../../../engine/plan-scalp.ts';
import type { SheetName } from '../../../paper/units.ts';
import { STENCIL_RANGES } from '../../../stencil/options.ts';
import type { Stencil } from '../../../stencil/pieces.ts';
import { stencilOf } from '../../../stencil/stencil.ts';
import { stencilPdf } from '../../../stencil/stencil-pdf.ts';
import { stencilSvg } from '../../../stencil/stencil-svg.ts';
import { withHead } from '../../head-input.ts';
import { numberIn } from '../../numbers.ts';
import { checkWritable, printJson, printPieces, STDOUT, writeWhole } from '../../output.ts';
import { readPlanArgument } from '../../plan-input.ts';
import type { GlobalOptions } from '../../simulate-plan.ts';
import { formatOf } from './format.ts';

/** Flags of `dotwork stencil`. */
export interface StencilFlags {
  readonly output: string;
  readonly format?: string;
  readonly paper: SheetName;
  readonly limitMm: string;
  readonly halfWidthMm: string;
  readonly zones: boolean;
  readonly transferPaper?: boolean;
}

/** `dotwork stencil`: hairline and zones at 1:1, to cut out and lay on the head. Needs no GPU. */
export async function stencil(
  argument: string,
  flags: GlobalOptions & StencilFlags,
): Promise<void> {
  const { output } = flags;
  const format = formatOf(output, flags.format, ['pdf', 'svg'], 'pdf');
  const options = {
    limitMm: numberIn('--limit-mm', flags.limitMm, ...STENCIL_RANGES.limitMm),
    halfWidthMm: numberIn('--half-width-mm', flags.halfWidthMm, ...STENCIL_RANGES.halfWidthMm),
    zones: flags.zones,
    mirror: flags.transferPaper === true,
  };
  checkWritable(output, argument, flags.head);
  const { plan, scanHead } = await withHead(readPlanArgument(argument, flags), flags);
  const work = planScalp(plan, await planHead(plan, scanHead));
  const made = await stencilOf(work, plan, options);
  const content =
    format === 'svg'
      ? stencilSvg(made, plan.title)
      : await stencilPdf(made, plan.title, flags.paper);
  if (output === STDOUT) return printPieces([content]);
  const bytes = writeWhole(output, [content]);
  await printJson({ file: output, bytes, format, ...facts(made) });
}

/** What the stencil is and how true it is, mm. */
function facts({ hairlineMm, hairlinePaperMm, distortion, pieces, marks, options }: Stencil) {
  return rounded({
    mirrored: options.mirror,
    limitMm: options.limitMm,
    hairlineMm,
    hairlinePaperMm,
    distortion,
    pieces: pieces.map(({ number, kind, name, part, parts, skinMm, paperMm, ...piece }) => ({
      ...{ number, kind, name, part, parts, skinMm, paperMm },
      distortion: piece.distortion,
      marks: piece.marks.map(({ letter }) => letter),
    })),
    marks,
  });
}

/** Every number inside to hundredths. */
function rounded<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_, part) =>
    typeof part === 'number' ? Number(part.toFixed(2)) : part,
  );
}
