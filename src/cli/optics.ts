import { DotworkError } from '../base/errors.ts';
import { type Colour, type DotOptics, dotOptics } from '../engine/dot-optics.ts';
import { dotQuestion, dotRemarks, type OpticsFlags } from './optics-flags.ts';
import { printJson } from './output.ts';
import type { GlobalOptions } from './simulate-plan.ts';

/** `dotwork optics`: what light makes of one dot, or of a field of them, as JSON. */
export async function optics(options: GlobalOptions & OpticsFlags): Promise<void> {
  if (options.set.length > 0) {
    throw new DotworkError('usage', 'dotwork optics has no plan that --set could change.');
  }
  const question = dotQuestion(options);
  const answer = dotOptics(question);
  if (!options.quiet) {
    for (const remark of dotRemarks(options, question)) process.stderr.write(`note: ${remark}\n`);
  }
  await printJson(rounded(answer));
}

/** Digits that every machine agrees on: the last bits of an exponential may differ. */
function rounded({ bandsNm, lateralMm, ratio, skin, centre, patch }: DotOptics): DotOptics {
  return {
    bandsNm,
    lateralMm,
    ratio: digits(ratio),
    skin: coloured(skin),
    centre: coloured(centre),
    ...(patch && { patch: coloured(patch) }),
  };
}

const digits = (table: readonly (readonly number[])[]) =>
  table.map((row) => row.map((value) => Number(value.toFixed(6))));

function coloured({ lab: [l, a, b], srgb }: Colour): Colour {
  const three = (value: number) => Number(value.toFixed(3));
  return { lab: [three(l), three(a), three(b)], srgb };
}
