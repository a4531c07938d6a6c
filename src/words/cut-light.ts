import { numberWords } from '../base/language/formats.ts';
import { say, toSay } from '../base/language/say.ts';
import { depthWords } from '../base/quantity-words.ts';
import type { CutLightResult } from '../engine/cut/cut-light.ts';

/** What each wavelength did, one row each: for a table beside the cut. */
export function lightRows(results: readonly CutLightResult[]) {
  return results.map(({ nm, back, bare, pigment, meanDepthMm, deepestMm }) => ({
    name: say('{nm} nm', { nm }),
    back: percent(back.value),
    bare: percent(bare.value),
    pigment: percent(pigment.value),
    meanDepth: depthWords(meanDepthMm.value),
    deepest: depthWords(deepestMm.value),
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
  return say(
    'Over this dot {b} of the blue and {r} of the red light that bare skin gives back comes back. {tint}. {photons} photons a colour, ± {off} %.',
    { b: percent(b), r: percent(r), tint, photons: blue.photons, off: numberWords(100 * off, 1) },
  );
}

/** The drawing of light by depth, for those who do not see it. */
export function profileWords(results: readonly CutLightResult[]): string {
  const depths = results.map(({ nm, meanDepthMm }) =>
    say('{nm} nm from {value} mm', { nm, value: numberWords(meanDepthMm.value, 2) }),
  );
  return say('Light by depth. What comes back was on average this deep: {depths}.', {
    depths: depths.join(', '),
  });
}

/** What light paths are, and are not. */
export const LIGHT_ABOUT = toSay(
  'By reciprocity: the paths of light that a camera sees here, walked from the skin in. Dots: taken by pigment. Arrows: back out. Triangles: mean depth of what comes back.',
);

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
