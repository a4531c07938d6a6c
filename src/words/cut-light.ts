import { say, toSay } from '../base/language/say.ts';
import type { CutLightResult } from '../engine/cut/cut-light.ts';

/** What each wavelength did, one row each: for a table beside the cut. */
export function lightRows(results: readonly CutLightResult[]) {
  return results.map(({ nm, back, bare, pigment, meanDepthMm, deepestMm }) => ({
    name: `${nm} nm`,
    back: percent(back.value),
    bare: percent(bare.value),
    pigment: percent(pigment.value),
    meanDepth: `${meanDepthMm.value.toFixed(2)} mm`,
    deepest: `${deepestMm.value.toFixed(2)} mm`,
  }));
}

/** In a sentence: what colour that makes, and how sure the figures are. */
export function lightSentence(results: readonly CutLightResult[]): string {
  const [blue, , red] = results;
  if (!blue || !red || !(blue.photons > 0)) return say('Light is on its way.');
  const [b, r] = [blue.ratio.value, red.ratio.value];
  const off = Math.max(...results.map(({ ratio }) => ratio.standardError));
  const tint =
    r < b - 2 * off
      ? say('Red loses more than blue, so the dot looks cooler than the skin')
      : r > b + 2 * off
        ? say('Blue loses more than red, so the dot looks warmer than the skin')
        : say('Blue and red lose alike, so the dot looks grey against the skin');
  return `Over this dot ${percent(b)} of the blue and ${percent(r)} of the red light that bare skin gives back comes back. ${tint}. ${blue.photons} photons a colour, ± ${(100 * off).toFixed(1)} %.`;
}

/** The drawing of light by depth, for those who do not see it. */
export function profileWords(results: readonly CutLightResult[]): string {
  const depths = results.map(
    ({ nm, meanDepthMm }) => `${nm} nm from ${meanDepthMm.value.toFixed(2)} mm`,
  );
  return `Light by depth. What comes back was on average this deep: ${depths.join(', ')}.`;
}

/** What light paths are, and are not. */
export const LIGHT_ABOUT = toSay(
  'By reciprocity: the paths of light that a camera sees here, walked from the skin in. Dots: taken by pigment. Arrows: back out. Triangles: mean depth of what comes back.',
);

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
