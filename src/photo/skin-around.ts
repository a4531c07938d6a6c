import type { Vec3 } from '../base/vec3.ts';
import type { Head } from '../head/head.ts';
import type { PhotoCamera } from './camera.ts';
import { type Cells, cellsOf } from './mask/cells.ts';
import { regionsOf } from './mask/regions.ts';
import { type Seeds, seedsOf } from './mask/seeds.ts';
import { luminanceOf, partsOfLight, type SkinModel, skinModel } from './mask/skin-model.ts';
import type { Photograph } from './photograph.ts';
import { smoothed } from './smooth.ts';

export type { Photograph } from './photograph.ts';

/** The skin of a photograph as it lies in its light, by cells of `step` pixels. */
export interface SkinAround {
  readonly step: number;
  readonly width: number;
  readonly height: number;
  /** Luminance that comes back from under the skin around each place, linear. */
  readonly luminance: Float32Array<ArrayBuffer>;
  /** Cells that show skin which nothing lies before, 1 where they do. */
  readonly isSkin: Uint8Array;
  /** Cells of the forehead, 1 where they are. */
  readonly forehead: Uint8Array;
  readonly model: SkinModel;
  /** Its colour, linear RGB of luminance one. */
  readonly colour: Vec3;
}

/** How far around a place its skin is looked for, cells as a standard deviation. */
const AROUND = 10;

/** What gives back less than this share of the skin around it is hair. Assumed. */
const HAIR_BELOW = 0.65;
/** Where skin may be that is darker than that: stubble and thin hair over it. Assumed. */
const THIN_BELOW = 0.5;
const ROUNDS = 3;

/** Sums of deviations past which a cell is something else. Assumed. */
const ELSE_FROM = 2.5;
/** Of texture: how many times that of bare skin begins to tell, and its weight. Assumed. */
const ROUGH_FROM = 3;
const ROUGH_WEIGHT = 0.35;

/** Fewer cells of a face tell nothing of its colour. */
const LEAST_FACE = 12;

/**
 * Finds the skin of a photograph: colour and brightness from forehead and cheeks, or from the scalp
 * where no face is in sight, and from there all of that colour up to the edges of what lies before
 * it. Hair is darker, or of another colour (fair), or of the lamps' (grey).
 *
 * @param lamp - Colour of the lamps, linear RGB of luminance one.
 */
export function skinAround(
  photo: Photograph,
  camera: PhotoCamera,
  head: Head,
  lamp: Vec3 = [1, 1, 1],
): SkinAround {
  const cells = cellsOf(photo);
  const { step, width, height, light } = cells;
  const seeds = seedsOf(camera, head, cells);
  const model = skinModel(cells, bareSeeds(cells, seeds), lamp) ?? grey(lamp);
  const parts = Array.from({ length: width * height }, (_, i) =>
    partsOfLight(model, light[3 * i]!, light[3 * i + 1]!, light[3 * i + 2]!),
  );
  const body = Float64Array.from(parts, (part) => part.body);
  const strange = parts.map(({ rest }, i) => {
    const rough = Math.max(0, cells.texture[i]! / (ROUGH_FROM * model.texture) - 1);
    return rest / model.strays + ROUGH_WEIGHT * Math.min(3, rough);
  });
  const known = Float64Array.from(seeds.scalp, (is, i) =>
    is || seeds.face[i] ? (strange[i]! < ELSE_FROM ? 1 : 0.02) : 0,
  );
  let weight = known;
  let around = smoothed(body, weight, width, height, AROUND);
  for (let round = 1; round < ROUNDS; round++) {
    weight = known.map((share, i) => (body[i]! < HAIR_BELOW * around[i]! ? 0.02 * share : share));
    around = smoothed(body, weight, width, height, AROUND);
  }
  const isSkin = regionsOf(
    {
      ...{ width, height },
      may: Uint8Array.from(strange, (off, i) =>
        off < ELSE_FROM && body[i]! > THIN_BELOW * around[i]! ? 1 : 0,
      ),
      level: body.map((value) => Math.log(value + 0.002)),
    },
    seeds.face,
    Uint8Array.from(weight, (share) => (share > 0.5 ? 1 : 0)),
  );
  // Once more, from all that was found.
  around = smoothed(
    body,
    known.map((share, i) => (isSkin[i] && body[i]! >= HAIR_BELOW * around[i]! ? 1 : 0.02 * share)),
    ...([width, height, AROUND] as const),
  );
  return {
    ...{ step, width, height, isSkin, model, forehead: seeds.forehead },
    luminance: Float32Array.from(around),
    colour: model.body,
  };
}

/** Cells that skin's colour is learnt from. */
function bareSeeds({ light }: Cells, { face, scalp }: Seeds): Uint8Array {
  if (face.reduce((sum, is) => sum + is, 0) >= LEAST_FACE) return face;
  const level = (i: number) => luminanceOf(light[3 * i]!, light[3 * i + 1]!, light[3 * i + 2]!);
  const sorted = Array.from(scalp.keys())
    .filter((i) => scalp[i])
    .map(level)
    .sort((a, b) => a - b);
  const bright = sorted[Math.floor(0.8 * sorted.length)] ?? 0;
  return scalp.map((is, i) => (is && level(i) > HAIR_BELOW * bright ? 1 : 0));
}

function grey(lamp: Vec3): SkinModel {
  return { body: [1, 1, 1], lamp, strays: 1, texture: 1 };
}
