import { toSay } from '../../base/language/say.ts';
import type { Vec3 } from '../../base/vec3.ts';
import { bandsToXyz } from '../../color/band-xyz.ts';
import { xyzToLinear } from '../../color/srgb.ts';
import { bareReflectance } from '../../light/bare-skin.ts';
import { SKIN_TYPES, type SkinType, skinOfIta } from '../../light/skin-types.ts';
import { luminanceOf } from '../mask/skin-model.ts';
import type { SkinAround } from '../skin-around.ts';
import { type GreyPatch, through, whitening } from './white.ts';

/** What the forehead in a photograph says of the skin. Never more than a suggestion. */
export interface SkinSuggestion {
  /** Middle and the range that holds nine of ten, degrees of the typology angle. */
  readonly itaDeg: number;
  readonly itaFromDeg: number;
  readonly itaToDeg: number;
  /** The type nearest to the middle, and all whose own angle may be the skin's. */
  readonly type: SkinType;
  readonly types: readonly SkinType[];
  /** What would narrow it. */
  readonly says: string;
}

/** Angles that are tried, degrees. */
const FAIREST = 65;
const DARKEST = -60;
const STEP = 2.5;

/** How well the level of light is known, logarithm: by a grey of known reflectance, or not at all. */
const LEVEL_SD_KNOWN = 0.2;
const LEVEL_SD_OPEN = 0.5;
/**
 * How far the colour of skins of one angle differs, logarithms of red over green and of green over
 * blue: blood, undertone, powder. And how far off a white balance is that nobody checked. Assumed.
 */
const SKIN_SD: readonly [number, number] = [0.08, 0.1];
const BALANCE_SD_OPEN = 0.12;

/**
 * The skin type that the forehead suggests, with its range: how likely each angle makes the light
 * that comes from under the skin there, by the optics of the simulation. Undefined where no
 * forehead is in sight.
 *
 * @param grey - What a grey place tells, where one was clicked; `reflectance` where it is known too.
 */
export function suggestSkin(
  { forehead, luminance, isSkin, colour }: SkinAround,
  grey?: GreyPatch & { readonly reflectance?: number },
): SkinSuggestion | undefined {
  const levels = Array.from(luminance.keys())
    .filter((i) => forehead[i] && isSkin[i])
    .map((i) => luminance[i]!)
    .sort((a, b) => a - b);
  if (levels.length < 4) return undefined;
  const level = levels[Math.floor(levels.length / 2)]!;
  const { toWhite } = whitening(grey?.lampColour ?? [1, 1, 1]);
  const seen = features(through(toWhite, colour.map((part) => part * level) as unknown as Vec3));
  const isKnown = grey?.reflectance !== undefined;
  const shift = isKnown ? Math.log(grey.reflectance! / grey.level) : 0;
  const levelSd = isKnown ? LEVEL_SD_KNOWN : LEVEL_SD_OPEN;
  const balance = grey ? 0 : BALANCE_SD_OPEN;
  const sds = [levelSd, ...SKIN_SD.map((sd) => Math.hypot(sd, balance))];
  const chances = models().map(({ ita, wanted }) => {
    const off = wanted.map((value, i) => (seen[i]! + (i === 0 ? shift : 0) - value) / sds[i]!);
    return { ita, weight: Math.exp(-0.5 * off.reduce((sum, one) => sum + one * one, 0)) };
  });
  const sum = chances.reduce((all, { weight }) => all + weight, 0);
  // A light no skin makes leaves everything open.
  const at = (share: number) => {
    let so = 0;
    for (const { ita, weight } of chances) {
      so += sum > 0 ? weight / sum : 1 / chances.length;
      if (so >= share) return ita;
    }
    return DARKEST;
  };
  const [itaToDeg, ita, itaFromDeg] = [at(0.05), at(0.5), at(0.95)];
  const near = (type: SkinType) => Math.abs(TYPE_ITA[SKIN_TYPES.indexOf(type)]! - ita);
  const type = SKIN_TYPES.reduce((best, one) => (near(one) < near(best) ? one : best));
  return {
    ...{ itaDeg: ita, itaFromDeg, itaToDeg, type },
    types: SKIN_TYPES.filter((one, i) => {
      const own = TYPE_ITA[i]!;
      return one === type || (own >= itaFromDeg && own <= itaToDeg);
    }),
    says: isKnown
      ? toSay('From the forehead and a grey of known reflectance.')
      : grey
        ? toSay(
            'From the forehead; how bright the light was is guessed. A grey of known reflectance narrows it.',
          )
        : toSay(
            'From the forehead alone; light and white balance are guessed. A grey place narrows it.',
          ),
  };
}

/** Typology angles of the six types; see the table of `skin-types.ts`. */
const TYPE_ITA = [58, 49.9, 35.3, 17.9, -5.7, -54.6] as const;

interface Model {
  readonly ita: number;
  readonly wanted: Vec3;
}

let made: readonly Model[] | undefined;

/** What skins of every angle give back, from fair to dark. */
function models(): readonly Model[] {
  made ??= Array.from({ length: Math.round((FAIREST - DARKEST) / STEP) + 1 }, (_, i) => {
    const ita = FAIREST - STEP * i;
    const linear = xyzToLinear(bandsToXyz(bareReflectance(skinOfIta(ita))));
    return { ita, wanted: features(linear) };
  });
  return made;
}

/** Logarithms: luminance, red over green, green over blue. */
function features([r, g, b]: Vec3): Vec3 {
  const [R, G, B] = [r, g, b].map((value) => Math.max(1e-4, value)) as [number, number, number];
  return [Math.log(luminanceOf(R, G, B)), Math.log(R / G), Math.log(G / B)];
}
