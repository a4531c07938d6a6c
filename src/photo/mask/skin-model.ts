import type { Vec3 } from '../../base/vec3.ts';
import type { Cells } from './cells.ts';

/** What skin looks like in one photograph. */
export interface SkinModel {
  /** Colour of what comes back from under the surface, linear RGB of luminance one. */
  readonly body: Vec3;
  /** Colour of what the surface mirrors: the lamps', of luminance one. */
  readonly lamp: Vec3;
  /** How far skin strays from both, as a share of its luminance, a standard deviation. */
  readonly strays: number;
  /** How much neighbouring pixels of bare skin differ. */
  readonly texture: number;
}

/**
 * Light in two parts, after Shafer's dichromatic reflection (Color Research and Application 10:210,
 * 1985): what comes from under the skin, in its colour however it lies in the light, and what the
 * surface mirrors, in the lamps' colour.
 */
export interface Parts {
  readonly body: number;
  readonly mirrored: number;
  /** What is neither, as a share of the luminance. */
  readonly rest: number;
}

const LUMINANCE: Vec3 = [0.2126, 0.7152, 0.0722];

/** Skin is never known closer than this: freckles, blood, JPEG. Assumed. */
const LEAST_STRAY = 0.05;
const LEAST_TEXTURE = 0.015;

/** Of the seeds, shares between which their luminance is taken for skin that is neither hair nor gloss. */
const MIDDLE: readonly [number, number] = [0.25, 0.85];

export function luminanceOf(r: number, g: number, b: number): number {
  return LUMINANCE[0] * r + LUMINANCE[1] * g + LUMINANCE[2] * b;
}

/** The model of cells that are skin for the most part; undefined where there are none. */
export function skinModel(
  { light, texture }: Cells,
  seeds: Uint8Array,
  lamp: Vec3,
): SkinModel | undefined {
  const at = Array.from(seeds.keys()).filter((i) => seeds[i]! > 0);
  if (at.length < 6) return undefined;
  const level = (i: number) => luminanceOf(light[3 * i]!, light[3 * i + 1]!, light[3 * i + 2]!);
  at.sort((a, b) => level(a) - level(b));
  const [low, high] = MIDDLE.map((share) => Math.floor(share * at.length));
  const middle = at.slice(low, Math.max(high!, low! + 3));
  const raw = [0, 1, 2].map((c) =>
    median(middle.map((i) => light[3 * i + c]! / Math.max(1e-6, level(i)))),
  ) as unknown as Vec3;
  const one = luminanceOf(...raw);
  const model = {
    body: raw.map((part) => part / one) as unknown as Vec3,
    lamp,
    ...{ strays: LEAST_STRAY, texture: LEAST_TEXTURE },
  };
  const rests = middle.map(
    (i) => partsOfLight(model, light[3 * i]!, light[3 * i + 1]!, light[3 * i + 2]!).rest,
  );
  return {
    ...model,
    strays: Math.max(LEAST_STRAY, 1.5 * median(rests)),
    texture: Math.max(LEAST_TEXTURE, median(middle.map((i) => texture[i]!))),
  };
}

export function partsOfLight(
  { body, lamp }: Pick<SkinModel, 'body' | 'lamp'>,
  r: number,
  g: number,
  b: number,
): Parts {
  const bb = body[0] * body[0] + body[1] * body[1] + body[2] * body[2];
  const ll = lamp[0] * lamp[0] + lamp[1] * lamp[1] + lamp[2] * lamp[2];
  const bl = body[0] * lamp[0] + body[1] * lamp[1] + body[2] * lamp[2];
  const onBody = body[0] * r + body[1] * g + body[2] * b;
  const onLamp = lamp[0] * r + lamp[1] * g + lamp[2] * b;
  const det = bb * ll - bl * bl;
  let mirrored = det > 1e-6 ? (bb * onLamp - bl * onBody) / det : 0;
  let under = det > 1e-6 ? (ll * onBody - bl * onLamp) / det : onBody / bb;
  if (mirrored < 0) [mirrored, under] = [0, onBody / bb];
  else if (under < 0) [mirrored, under] = [onLamp / ll, 0];
  const off = Math.hypot(
    r - under * body[0] - mirrored * lamp[0],
    g - under * body[1] - mirrored * lamp[1],
    b - under * body[2] - mirrored * lamp[2],
  );
  return { body: under, mirrored, rest: off / Math.max(1e-4, luminanceOf(r, g, b)) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
