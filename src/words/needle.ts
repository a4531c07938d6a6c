import { say, toSay } from '../base/language/say.ts';
import { withinSentence } from '../base/language/within-sentence.ts';
import { DEPTH_BORDERS_MM } from '../ink/depth-bands.ts';
import type { DepthTold } from '../ink/needle-column.ts';
import { SCHOOLS } from '../ink/schools.ts';
import { depthBand } from './depth-lesson.ts';

/** How a depth is told, in a reader's words. */
export const TOLD_WORDS: Readonly<Record<DepthTold, string>> = {
  deposit: toSay('Where pigment ends'),
  extension: toSay('Needle extension'),
};

/** Why it is an assumption, for the mark beside it. */
export const TENTING_ASSUMED = toSay(
  'how far skin gives way under the needle, by place, scar and needle, was never measured for SMP',
);

/** A school's depth read both ways. */
export interface SchoolReading {
  readonly name: string;
  readonly source: string;
  /** Deposit depths that the figure leads to, if it is how far the needle stands out, mm. */
  readonly asExtensionMm: readonly [number, number];
  /** What comes of it there, and if it is where pigment ends. */
  readonly asExtension: string;
  readonly asDeposit: string;
}

/** The depths that schools teach, each as extension and as deposit, by the plan's share between them. */
export function schoolReadings(extensionToDeposit: number): SchoolReading[] {
  return SCHOOLS.map(({ name, fromMm, toMm, source }) => {
    const least = fromMm * extensionToDeposit;
    const most = toMm * extensionToDeposit;
    return {
      name,
      source,
      asExtensionMm: [least, most],
      asExtension: bandsBetween(least, most),
      asDeposit: bandsBetween(fromMm, toMm),
    };
  });
}

function bandsBetween(fromMm: number, toMm: number): string {
  const { permanent } = DEPTH_BORDERS_MM;
  const [first, last] = [depthBand(fromMm).name, depthBand(Math.min(toMm, permanent + 1)).name];
  return first === last
    ? say(first)
    : say('{from} to {to}', { from: say(first), to: withinSentence(say(last)) });
}
