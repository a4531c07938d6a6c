import { DotworkError } from '../../base/errors.ts';
import type { Vec3 } from '../../base/vec3.ts';
import { linearToXyz, xyzToLinear } from '../../color/srgb.ts';
import { linearOfByte } from '../linear-bytes.ts';
import { luminanceOf } from '../mask/skin-model.ts';
import type { Photograph } from '../photograph.ts';
import type { Pixel } from '../question.ts';

/** What a grey thing in a photograph tells of its light. */
export interface GreyPatch {
  /** Colour of the lamps, linear RGB of luminance one. */
  readonly lampColour: Vec3;
  /** Luminance of the patch itself in the photograph, linear. */
  readonly level: number;
}

/** Pixels around a click that are looked at, as a share of the photograph's shorter side. */
const PATCH_SHARE = 0.006;
const LEAST_PATCH_PX = 3;
/** Bytes that tell no colour any more, and the share of them that spoils a patch. */
const CLIPPED = 253;
const DARK = 12;
const SPOILT_SHARE = 0.1;
/** Redder or bluer than this no lamp makes grey: ratio of the strongest channel to the weakest. */
const MOST_TINT = 12;

/**
 * The light of a photograph from a place on it that is grey or white in truth. Throws a `usage` error
 * where it is too bright, too dark or too colourful to tell.
 */
export function greyPatch({ widthPx, heightPx, rgba }: Photograph, [x, y]: Pixel): GreyPatch {
  const refuse = (why: string) =>
    new DotworkError(
      'usage',
      `The grey place at ${x},${y} ${why}`,
      'Click on something grey or white that the light of the face falls on.',
    );
  if (!(x >= 0 && y >= 0 && x < widthPx && y < heightPx)) {
    throw refuse(`lies outside the photograph of ${widthPx} x ${heightPx} pixels.`);
  }
  const reach = Math.max(LEAST_PATCH_PX, Math.round(PATCH_SHARE * Math.min(widthPx, heightPx)));
  const sum = [0, 0, 0];
  let [count, clipped, dark] = [0, 0, 0];
  for (let py = Math.floor(y) - reach; py <= Math.floor(y) + reach; py++) {
    for (let px = Math.floor(x) - reach; px <= Math.floor(x) + reach; px++) {
      if (px < 0 || py < 0 || px >= widthPx || py >= heightPx) continue;
      const bytes = rgba.subarray(4 * (py * widthPx + px), 4 * (py * widthPx + px) + 3);
      count++;
      if (Math.max(...bytes) >= CLIPPED) clipped++;
      if (Math.max(...bytes) <= DARK) dark++;
      for (let c = 0; c < 3; c++) sum[c]! += linearOfByte[bytes[c]!]!;
    }
  }
  if (clipped > SPOILT_SHARE * count) throw refuse('is burnt out: its colour is lost.');
  if (dark > SPOILT_SHARE * count) throw refuse('is too dark to tell a colour.');
  const [r, g, b] = sum.map((all) => all / count) as [number, number, number];
  if (!(Math.max(r, g, b) < MOST_TINT * Math.min(r, g, b))) {
    throw refuse('is too colourful to be grey.');
  }
  const level = luminanceOf(r, g, b);
  return { lampColour: [r / level, g / level, b / level], level };
}

/** Cone responses of Bradford (Lam 1985; CIE 15 and ICC use it), from XYZ. */
const BRADFORD: readonly Vec3[] = [
  [0.8951, 0.2664, -0.1614],
  [-0.7502, 1.7135, 0.0367],
  [0.0389, -0.0685, 1.0296],
];
const FROM_BRADFORD: readonly Vec3[] = [
  [0.9869929, -0.1470543, 0.1599627],
  [0.4323053, 0.5183603, 0.0492912],
  [-0.0085287, 0.0400428, 0.9684867],
];

/**
 * From linear RGB as a photograph has it to what it would be in white light, and back, as columns of
 * four. A share of light that is worked out in white light belongs between the two: then what has
 * no dots stays as it is, however the camera took the light.
 */
export function whitening(lamp: Vec3): { toWhite: number[]; fromWhite: number[] } {
  if (lamp.every((part) => part === 1)) return { toWhite: IDENTITY, fromWhite: IDENTITY };
  const white = cones([1, 1, 1]);
  const gains = cones(lamp).map((cone, i) => white[i]! / Math.max(1e-6, cone));
  const columns = (by: readonly number[]) =>
    [0, 1, 2].flatMap((c) => {
      const lit = cones([c === 0 ? 1 : 0, c === 1 ? 1 : 0, c === 2 ? 1 : 0]);
      const xyz = times(FROM_BRADFORD, lit.map((cone, i) => cone * by[i]!) as unknown as Vec3);
      return [...xyzToLinear(xyz), 0];
    });
  return { toWhite: columns(gains), fromWhite: columns(gains.map((gain) => 1 / gain)) };
}

/** A colour through the columns of {@link whitening}. */
export function through(columns: readonly number[], [r, g, b]: Vec3): Vec3 {
  return [0, 1, 2].map(
    (row) => columns[row]! * r + columns[4 + row]! * g + columns[8 + row]! * b,
  ) as unknown as Vec3;
}

const IDENTITY = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0];

function cones(linear: Vec3): Vec3 {
  return times(BRADFORD, linearToXyz(linear));
}

function times(rows: readonly Vec3[], [x, y, z]: Vec3): Vec3 {
  return rows.map((row) => row[0] * x + row[1] * y + row[2] * z) as unknown as Vec3;
}
