import { hashList } from '../../../base/hash.ts';
import { BAND_COUNT } from '../../../color/bands.ts';
import type { Skin } from '../../layers.ts';
import { SKIN_TYPES, skinOfType } from '../../skin-types.ts';
import baked from './baked-met.json';
import { NODES, nodeAt, nodeRadiusMm } from './lateral-nodes.ts';
import { radiusBetween, topBetween } from './met-table.ts';
import { MET_CELLS, MET_ENDS, MET_RADII_MM, MET_ROWS, MET_TOPS_MM } from './met-tally.ts';

const TYPES = SKIN_TYPES.length;
const TOPS = MET_TOPS_MM.length;
const bytes = unpacked(baked.shares);

/** Names this build's table of shares: see `TABLES_HASH`. */
export const MET_HASH = hashList(bytes);

const logMelanosomes = SKIN_TYPES.map((type) => Math.log(skinOfType(type).melanosomeFraction));

/**
 * Shares of met light of a skin at one band, `[radius][node][row]`, mixed of the two types next to
 * it in melanin.
 *
 * What an opaque sheet takes away at the depth of each row is exact for every skin; the mixture is
 * the one that has it right, so that blood and layers set by hand count as far as they cover.
 * Scattering scales every length.
 *
 * @param cover - At each of `MET_TOPS_MM`.
 */
export function bakedMet(skin: Skin, band: number, cover: ArrayLike<number>): Float64Array {
  const melanin = Math.log(Math.max(skin.melanosomeFraction, 1e-6));
  let type = 0;
  while (type < TYPES - 2 && melanin > logMelanosomes[type + 1]!) type++;
  const [fair, dark] = [logMelanosomes[type]!, logMelanosomes[type + 1]!];
  const byMelanin = Math.min(1, Math.max(0, (melanin - fair) / (dark - fair)));
  const [low, high] = [baked.covers[band]![type]!, baked.covers[band]![type + 1]!];
  const scale = skin.scatteringScale;
  const parts = MET_TOPS_MM.map((_, top) => {
    const apart = high[top]! - low[top]!;
    // Another scale of lengths has no depth in common with the tables.
    if (scale !== 1 || Math.abs(apart) < 0.002) return byMelanin;
    return Math.min(1.5, Math.max(-0.5, (cover[top]! - low[top]!) / apart));
  });
  const first = (band * TYPES + type) * MET_CELLS;
  const out = new Float64Array(MET_CELLS);
  for (let at = 0; at < MET_CELLS; at++) {
    const row = at % MET_ROWS;
    const part = parts[row < TOPS ? row : MET_ENDS[row - TOPS]!]!;
    const here = (bytes[first + at]! / 255) ** 2;
    const there = (bytes[first + MET_CELLS + at]! / 255) ** 2;
    out[at] = Math.min(1, Math.max(0, here + part * (there - here)));
  }
  return scale === 1 ? out : rescaled(out, scale);
}

// Where every length of the light is `scale` times shorter.
function rescaled(table: Float64Array, scale: number): Float64Array {
  const out = new Float64Array(MET_CELLS);
  const tops = MET_TOPS_MM.map((topMm) => topBetween(topMm * scale));
  MET_RADII_MM.forEach((radiusMm, radius) => {
    const r = radiusBetween(radiusMm * scale);
    for (let node = 0; node < NODES; node++) {
      const at = nodeAt(nodeRadiusMm(node, radiusMm) * scale, radiusMm * scale);
      const low = Math.min(NODES - 2, Math.floor(at));
      const cell = (row: number) => {
        const value = (i: number, k: number) =>
          table[((r.low + i) * NODES + low + k) * MET_ROWS + row]!;
        const of = (i: number) => value(i, 0) + (at - low) * (value(i, 1) - value(i, 0));
        return of(0) + r.part * (of(1) - of(0));
      };
      for (let row = 0; row < MET_ROWS; row++) {
        const isTop = row < TOPS;
        const { low: upper, part } = tops[isTop ? row : MET_ENDS[row - TOPS]!]!;
        const mixed = isTop ? cell(upper) + part * (cell(upper + 1) - cell(upper)) : cell(row);
        out[(radius * NODES + node) * MET_ROWS + row] = mixed;
      }
    }
  });
  return out;
}

function unpacked(base64: string): Uint8Array {
  const letters = atob(base64);
  if (letters.length !== BAND_COUNT * TYPES * MET_CELLS) {
    throw new Error('baked-met.json is not of this build.');
  }
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}
