import { DotworkError } from '../../../base/errors.ts';
import { planHead } from '../../../engine/head/plan-head.ts';
import { planScalp } from '../../../engine/plan-scalp.ts';
import type { Plan } from '../../../plan/schema.ts';
import {
  DEFAULT_STENCIL,
  STENCIL_RANGES,
  type Stencil,
  stencilOf,
} from '../../../stencil/stencil.ts';
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
  readonly limitMm: string;
  readonly halfWidthMm: string;
  readonly zones: boolean;
  readonly mirror?: boolean;
}

/** `dotwork stencil`: hairline and zones at 1:1, to cut out and lay on the head. Needs no GPU. */
export async function stencil(
  argument: string,
  flags: GlobalOptions & StencilFlags,
): Promise<void> {
  const { output } = flags;
  const format = formatOf(output, flags.format, ['svg'], 'svg');
  const options = {
    ...DEFAULT_STENCIL,
    limitMm: numberIn('--limit-mm', flags.limitMm, ...STENCIL_RANGES.limitMm),
    halfWidthMm: numberIn('--half-width-mm', flags.halfWidthMm, ...STENCIL_RANGES.halfWidthMm),
    zones: flags.zones,
    mirror: flags.mirror === true,
  };
  checkWritable(output, argument, flags.head);
  const { plan, scanHead } = await withHead(readPlanArgument(argument, flags), flags);
  const made = await stencilOf(planScalp(plan, await planHead(plan, scanHead)), plan, options);
  const content = stencilSvg(made, plan.title);
  if (output === STDOUT) return printPieces([content]);
  const bytes = writeWhole(output, [content]);
  await printJson({ file: output, bytes, ...facts(made) });
}

function facts(s: Stencil) {
  return {
    hairlineMm: s.hairlineMm,
    paper: s.hairlinePaperMm,
    d: s.distortion,
    pieces: s.pieces.map(({ traces, ...p }) => p),
    marks: s.marks,
  };
}
