import { bareReflectance } from './bare-skin.ts';
import type { Skin } from './layers.ts';

/**
 * How places that differ from a skin in melanin or blood look, by band. One with `m` times the
 * melanin and `b` times the blood gives back `exp(-fall(melanin, ln m) - fall(blood, ln b))` of what
 * that skin does.
 */
export interface LocalTone {
  readonly melanin: readonly Bend[];
  readonly blood: readonly Bend[];
}

/** `slope x + bend x^2`, with x the logarithm of a factor. */
export interface Bend {
  readonly slope: number;
  readonly bend: number;
}

/** What is lost at a place, in one band: -ln(R/R0). */
export function fall({ slope, bend }: Bend, logFactor: number): number {
  return logFactor * (slope + bend * logFactor);
}

/** Factors the curves go through, beside 1: about what places of a scalp may differ by. */
const MELANIN_FACTORS = [0.6, 1.6] as const;
const BLOOD_FACTORS = [0.6, 2.2] as const;

/**
 * The curves of a skin, through exact transport.
 *
 * @param around - Its reflectance, if it is at hand: what a `DotFootprint` says of it.
 */
export function localTone(skin: Skin, around = bareReflectance(skin)): LocalTone {
  const { melanosomeFraction, bloodFraction } = skin;
  const curve = (factors: readonly [number, number], skinBy: (factor: number) => Skin): Bend[] => {
    const [low, high] = factors.map((factor) => bareReflectance(skinBy(factor))) as [
      Float32Array,
      Float32Array,
    ];
    const [x, y] = factors.map(Math.log) as [number, number];
    return Array.from(around, (reflectance, band) => {
      const [atX, atY] = [low, high].map((at) => Math.log(reflectance / at[band]!)) as [
        number,
        number,
      ];
      const bend = (atY / y - atX / x) / (y - x);
      return { slope: atX / x - bend * x, bend };
    });
  };
  return {
    melanin: curve(MELANIN_FACTORS, (by) => ({
      ...skin,
      melanosomeFraction: Math.min(1, by * melanosomeFraction),
    })),
    blood: curve(BLOOD_FACTORS, (by) => ({ ...skin, bloodFraction: by * bloodFraction })),
  };
}
