import { BAND_COUNT, BANDS_NM } from '../../color/bands.ts';
import { layerStack } from '../layer-stack.ts';
import { type LayerOptics, layerOptics, type Skin } from '../layers.ts';
import { respond } from '../stack-response.ts';

/*
 * How the darkness of many dots adds up.
 *
 * Light that lives long meets many dots, light that turns back early meets none, so dots take less
 * together than the product of what each leaves. Let the time light spends where the pigment is
 * vary like a gamma distribution of shape m: at a given time dots are met independently, so what
 * is left of light over all times is (1 + sum / m)^-m, where a dot alone leaves (1 + y / m)^-m.
 * For m without bound that is the product.
 */

/** What one dot adds to the sum, from R/R0 over it alone: y, about its darkness when that is low. */
export function overlapTerm(ratio: number, shape: number): number {
  return shape * (ratio ** (-1 / shape) - 1);
}

/** R/R0 under a sum of such terms. */
export function overlapRatio(sum: number, shape: number): number {
  return (1 + sum / shape) ** -shape;
}

/** Lowest shape used: what lies lower belongs to light too faint to see, and to large numbers. */
const LEAST_SHAPE = 0.1;
/** Dots keep apart, so light meets them more evenly than at random: fitted to fields and pairs. */
export const EVENNESS = 1.5;
/**
 * How much more evenly where they cover much of the skin: there is no room left to cluster in. Fitted
 * to fields of 100 and 200 dots/cm2 that cover 7 to 46 percent of it.
 */
export const CROWDED = 0.75;
/** Enough for a shape within a percent. */
const DIRECTIONS = 8;
/** Faint absorber, in optical depth, and how dark, in first order, the one is that m is read at. */
const FAINT = 0.002;
const DARK = 0.5;

/**
 * Shape m for dots between two depths: that of the time light spends there, from what transport
 * says an even absorber takes away (its first order, and what is left where that would be `DARK`),
 * raised because dots keep apart.
 *
 * @param covered - Share of the skin that is under dots, 0 to 1.
 */
export function overlapShape(
  skin: Skin,
  wavelengthNm: number,
  topMm: number,
  bottomMm: number,
  covered = 0,
): number {
  return (1 + CROWDED * covered) * shapeIn(bareLayers(skin, wavelengthNm), topMm, bottomMm);
}

/** Share of the skin under dots of that radius on a triangular lattice. */
export function coveredShare(radiusMm: number, spacingMm: number): number {
  return Math.min(1, (Math.PI * radiusMm ** 2) / (Math.sqrt(0.75) * spacingMm ** 2));
}

/** The layers without pigment, which all depths have in common. */
interface BareLayers {
  readonly layers: readonly LayerOptics[];
  readonly index: number;
  readonly reflectance: number;
}

function bareLayers(skin: Skin, wavelengthNm: number): BareLayers {
  const layers = layerOptics(skin, wavelengthNm);
  const index = skin.refractiveIndex;
  return { layers, index, reflectance: reflectanceOf(layers, index) };
}

function reflectanceOf(layers: readonly LayerOptics[], index: number): number {
  return respond(layerStack(layers, index, DIRECTIONS), 'normal').diffuse;
}

function shapeIn(bare: BareLayers, topMm: number, bottomMm: number): number {
  const left = (morePerMm: number) =>
    reflectanceOf(absorbing(bare.layers, topMm, bottomMm, morePerMm), bare.index) /
    bare.reflectance;
  const faint = FAINT / (bottomMm - topMm);
  const wayMm = -Math.log(left(faint)) / faint;
  const leftDark = left(DARK / wayMm);
  let [low, high] = [LEAST_SHAPE, 100];
  for (let i = 0; i < 40; i++) {
    const middle = Math.sqrt(low * high);
    if (overlapRatio(DARK, middle) > leftDark) low = middle;
    else high = middle;
  }
  return EVENNESS * low;
}

/** Depths dots and hair reach down to that shapes are tabulated for, mm: equal steps in ratio. */
export const OVERLAP_DEPTHS_MM: readonly number[] = [0, 1, 2, 3, 4].map(
  (i) => 0.15 * (2 / 0.15) ** (i / 3),
);

/** Shapes for pigment from the foot of the epidermis down to each of those depths: `[depth][band]`. */
export function overlapTable(skin: Skin): Float32Array {
  const topMm = skin.thicknessesMm[0]! + skin.thicknessesMm[1]!;
  const bands = BANDS_NM.map((wavelengthNm) => bareLayers(skin, wavelengthNm));
  return Float32Array.from({ length: OVERLAP_DEPTHS_MM.length * BAND_COUNT }, (_, i) => {
    const bottomMm = OVERLAP_DEPTHS_MM[Math.floor(i / BAND_COUNT)]!;
    return shapeIn(bands[i % BAND_COUNT]!, Math.min(topMm, bottomMm / 2), bottomMm);
  });
}

/** Shape for dots down to a depth, straight in ln(depth) between the rows of the table. */
export function overlapAtDepth(table: ArrayLike<number>, depthMm: number, band: number): number {
  const [first, second] = OVERLAP_DEPTHS_MM;
  const at = Math.log(Math.max(depthMm, 1e-4) / first!) / Math.log(second! / first!);
  const held = Math.min(OVERLAP_DEPTHS_MM.length - 1 - 1e-3, Math.max(0, at));
  const row = Math.floor(held);
  const here = table[BAND_COUNT * row + band]!;
  return here + (held - row) * (table[BAND_COUNT * (row + 1) + band]! - here);
}

/** The layers with more absorption between two depths. */
export function absorbing(
  layers: readonly LayerOptics[],
  topMm: number,
  bottomMm: number,
  morePerMm: number,
): LayerOptics[] {
  let startMm = 0;
  return layers.flatMap((layer) => {
    const endMm = startMm + layer.thicknessMm;
    const cuts = [startMm, ...[topMm, bottomMm].filter((z) => z > startMm && z < endMm), endMm];
    startMm = endMm;
    return cuts.slice(1).map((cut, i) => {
      const inside = cuts[i]! >= topMm && cut <= bottomMm;
      return {
        ...layer,
        thicknessMm: cut - cuts[i]!,
        absorptionPerMm: layer.absorptionPerMm + (inside ? morePerMm : 0),
      };
    });
  });
}
