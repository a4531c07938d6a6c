import { BAND_WEIGHTS } from '../../color/band-weights.ts';
import { xyzToLinear } from '../../color/srgb.ts';
import { type Bend, fall, type LocalTone } from '../../light/local-tone.ts';

type Rgb = [r: number, g: number, b: number];

/** A curve of {@link LocalTone} for linear RGB instead of bands. */
interface RgbBend {
  readonly slope: Rgb;
  readonly bend: Rgb;
}

/** A skin in linear RGB, and how its redder and browner places differ. */
export interface SkinTone {
  readonly reflectance: Rgb;
  readonly blood: RgbBend;
  readonly melanin: RgbBend;
}

/** Where the curves of RGB meet those of the bands, as logarithms of factors. */
const MEET = [0.4, 1] as const;

/**
 * A skin for the light of a face.
 *
 * @param reflectance - Bare, at the six bands.
 */
export function skinTone(reflectance: ArrayLike<number>, tone: LocalTone): SkinTone {
  const at = (bends: readonly Bend[] | undefined, log: number): Rgb => {
    const sum: Rgb = [0, 0, 0];
    BAND_WEIGHTS.forEach((xyz, band) => {
      const back = reflectance[band]! * (bends ? Math.exp(-fall(bends[band]!, log)) : 1);
      xyzToLinear(xyz).forEach((value, i) => {
        sum[i]! += value * back;
      });
    });
    return sum;
  };
  const bare = at(undefined, 0);
  const curve = (bends: readonly Bend[]): RgbBend => {
    const [x, y] = MEET;
    const [atX, atY] = [at(bends, x), at(bends, y)];
    const bend = bare.map((value, i) => {
      const [fallX, fallY] = [Math.log(value / atX[i]!), Math.log(value / atY[i]!)];
      return (fallY / y - fallX / x) / (y - x);
    }) as Rgb;
    const slope = bare.map((value, i) => Math.log(value / atX[i]!) / x - bend[i]! * x) as Rgb;
    return { slope, bend };
  };
  return { reflectance: bare, blood: curve(tone.blood), melanin: curve(tone.melanin) };
}
