import { hashList } from '../../base/hash.ts';
import { BAND_COUNT } from '../../color/bands.ts';
import type { Skin } from '../layers.ts';
import { SKIN_TYPES, skinOfType } from '../skin-types.ts';
import baked from './baked-shapes.json';
import { SHAPE_DEPTHS_MM } from './footprint-bake.ts';
import { fitShares, SIGMAS_MM } from './footprint-fit.ts';
import { RING_EDGES_MM, RINGS } from './footprint-tally.ts';
import { MET_HASH } from './met/baked-met.ts';

const VALUES = SIGMAS_MM.length;
const DEPTHS = SHAPE_DEPTHS_MM.length;

// [band][skin type][depth][gaussian], 16 bits each.
const words = unpacked(baked.shares);

/** Names this build's tables. Shapes baked beside other ones may come from another model. */
export const TABLES_HASH = hashList([...words, MET_HASH]);

const logMelanosomes = SKIN_TYPES.map((type) => Math.log(skinOfType(type).melanosomeFraction));

/**
 * Spread of a skin at one band, see `LateralShape`, at `SHAPE_DEPTHS_MM`: the two types next to it in
 * melanin, mixed.
 *
 * Blood, and layers set by hand, change the lateral integral exactly (`sheetSensitivity`) but not
 * this shape. Scattering scales every length: transport is the same picture at another scale when
 * all coefficients scale together, and absorption moves the shape much less.
 */
export function bakedShape(skin: Skin, band: number): Float64Array[] {
  const at = placeIn(logMelanosomes, Math.log(Math.max(skin.melanosomeFraction, 1e-6)));
  const type = Math.min(SKIN_TYPES.length - 2, Math.floor(at));
  const scale = skin.scatteringScale;
  return SHAPE_DEPTHS_MM.map((depthMm) => {
    const row = placeIn(SHAPE_DEPTHS_MM, depthMm * scale);
    const low = Math.min(DEPTHS - 2, Math.floor(row));
    const shares = new Float64Array(VALUES);
    for (const [z, zPart] of [
      [low, 1 - (row - low)],
      [low + 1, row - low],
    ] as const) {
      for (const [t, tPart] of [
        [type, 1 - (at - type)],
        [type + 1, at - type],
      ] as const) {
        const first = ((band * SKIN_TYPES.length + t) * DEPTHS + z) * VALUES;
        for (let i = 0; i < VALUES; i++) shares[i]! += (zPart * tPart * words[first + i]!) / 65535;
      }
    }
    return scale === 1 ? shares : fitShares(rescaled(shares, scale));
  });
}

// Light in each ring once every width is divided by `scale`.
function rescaled(shares: Float64Array, scale: number): Float64Array {
  const inside = (radiusMm: number) =>
    shares.reduce(
      (sum, share, g) => sum - share * Math.expm1(-0.5 * ((radiusMm * scale) / SIGMAS_MM[g]!) ** 2),
      0,
    );
  let before = 0;
  const rings = new Float64Array(RINGS);
  RING_EDGES_MM.forEach((edge, ring) => {
    const now = inside(edge);
    rings[ring] = now - before;
    before = now;
  });
  rings[RINGS - 1] = 1 - before;
  return rings;
}

// Where a value stands in a rising list, as a fractional index; held at both ends.
function placeIn(list: readonly number[], value: number): number {
  let low = 0;
  while (low < list.length - 2 && value > list[low + 1]!) low++;
  const part = (value - list[low]!) / (list[low + 1]! - list[low]!);
  return low + Math.min(1, Math.max(0, part));
}

function unpacked(base64: string): Uint16Array {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const count = BAND_COUNT * SKIN_TYPES.length * DEPTHS * VALUES;
  if (bytes.length !== 2 * count) throw new Error('baked-shapes.json is not of this build.');
  return Uint16Array.from({ length: count }, (_, i) => bytes[2 * i]! | (bytes[2 * i + 1]! << 8));
}
