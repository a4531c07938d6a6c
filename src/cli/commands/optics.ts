import { DotworkError } from '../../base/errors.ts';
import {
  type Colour,
  type DotOptics,
  type DotQuestion,
  dotOptics,
} from '../../engine/dot/dot-optics.ts';
import { type DotReference, dotReference } from '../../engine/dot/dot-reference.ts';
import { requestGpu } from '../../gpu/request.ts';
import { numberIn } from '../numbers.ts';
import { dotQuestion, dotRemarks, type OpticsFlags } from '../optics-flags.ts';
import { printJson } from '../output.ts';
import { walkInThreads } from '../photon-threads.ts';
import { progressBar } from '../progress.ts';
import type { GlobalOptions } from '../simulate-plan.ts';

/** `dotwork optics`: what light makes of one dot, or of a field of them, as JSON. */
export async function optics(options: GlobalOptions & OpticsFlags): Promise<void> {
  if (options.set.length > 0) {
    throw new DotworkError('usage', 'dotwork optics has no plan that --set could change.');
  }
  const question = dotQuestion(options);
  const photons = photonsOf(options);
  const answer = dotOptics(question);
  if (!options.quiet) {
    for (const remark of dotRemarks(options, question)) process.stderr.write(`note: ${remark}\n`);
  }
  const reference = photons === undefined ? undefined : await walked(options, question, photons);
  await printJson(rounded(answer, reference));
}

/** Fewer tell nothing: error bars come from 32 batches. */
const FEWEST_PHOTONS = 100;

function photonsOf({ reference }: OpticsFlags): number | undefined {
  if (reference === undefined) return undefined;
  const photons = numberIn('--reference', reference, FEWEST_PHOTONS, 1e9);
  if (Number.isInteger(photons)) return photons;
  throw new DotworkError(
    'usage',
    `--reference is ${reference}.`,
    'Write a whole number of photons.',
  );
}

async function walked(
  options: GlobalOptions,
  question: DotQuestion,
  photons: number,
): Promise<DotReference> {
  const seed = numberIn('--seed', options.seed ?? '1', 0, 2 ** 32 - 1);
  const progress = progressBar(STEPS, options.quiet);
  let told = 0;
  try {
    progress.step('opening the GPU');
    const gpu = await requestGpu(options.adapter);
    const onProgress = (share: number) => {
      for (; told < share * (STEPS - 2); told++) progress.step('photons on their way');
    };
    return await dotReference(gpu, question, { photons, seed, onProgress, walk: walkInThreads });
  } finally {
    progress.stop();
  }
}

const STEPS = 50;

/** Digits that every machine agrees on: the last bits of an exponential may differ. */
function rounded(
  { bandsNm, lateralMm, ratio, skin, centre, patch }: DotOptics,
  reference: DotReference | undefined,
): DotOptics & { readonly reference?: DotReference } {
  return {
    bandsNm,
    lateralMm,
    ratio: digits(ratio),
    ...(reference && {
      reference: {
        photons: reference.photons,
        ratio: digits(reference.ratio),
        standardError: digits(reference.standardError),
      },
    }),
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
