import type { Rgb } from './srgb.ts';

/*
 * Cividis runs from blue to yellow and looks the same with and without red-green blindness; its
 * lightness rises evenly (Nunez, Anderton, Renslow 2018, PLoS ONE 13(7):e0199239). Every eighth of its
 * 256 colours and the last; between them it is straight within five steps of 255.
 */
const CIVIDIS =
  '00224e 00285b 002e6a 053371 1a386f 273e6e 32436d 3b496c 434e6c 4b546c 535a6d 5a5f6e 61656f 686a71 6f7073 767676 7d7c78 848279 8c8878 938e78 9b9476 a39a74 aba072 b4a76f bcae6c c4b468 cdbb63 d5c25e dec958 e7d150 f0d846 f9e03a fee838';

/*
 * PuOr, eleven classes, of ColorBrewer 2.0 (Brewer, Harrower, Pennsylvania State University), which
 * lists it as safe for colour-blind readers; here from orange to purple.
 */
const ORANGE_PURPLE =
  '7f3b08 b35806 e08214 fdb863 fee0b6 f7f7f7 d8daeb b2abd2 8073ac 542788 2d004b';

/** Kinds of colours: rising, or parting from a middle. */
export const RAMPS = { rising: colours(CIVIDIS), parting: colours(ORANGE_PURPLE) } as const;

export type Ramp = keyof typeof RAMPS;

/** Six colours told apart without red and green: Okabe & Ito 2008, Color Universal Design. */
export const KINDS: readonly Rgb[] = colours('d55e00 cc79a7 e69f00 56b4e9 f0e442 009e73');

/** Colour of a share of a ramp, 0 to 1, as screens take it; ends hold beyond. */
export function rampColour(ramp: Ramp, share: number): Rgb {
  const stops = RAMPS[ramp];
  const at = Math.min(1, Math.max(0, share)) * (stops.length - 1);
  const below = Math.min(stops.length - 2, Math.floor(at));
  const part = at - below;
  const [from, to] = [stops[below]!, stops[below + 1]!];
  const mix = (i: 0 | 1 | 2) => from[i] + part * (to[i] - from[i]);
  return [mix(0), mix(1), mix(2)];
}

function colours(hex: string): Rgb[] {
  return hex.split(' ').map((colour) => {
    const word = Number.parseInt(colour, 16);
    return [(word >> 16) / 255, ((word >> 8) & 255) / 255, (word & 255) / 255];
  });
}
