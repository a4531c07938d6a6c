import type { Surface } from '../surface/topology.ts';
import { layStrip, type Strip } from './piece.ts';
import { partOf, type StencilLine } from './skin-lines.ts';

/** A line's part and the strip of skin it lies on. */
export interface LaidPart {
  readonly part: StencilLine;
  /** First and last point of the part in the whole line. */
  readonly first: number;
  readonly last: number;
  readonly strip: Strip;
}

/** More parts than this are no stencil any more. */
const MOST_PARTS = 24;
/** On the heads tried a strip of this length was off by about a millimetre at worst; grows with the root. */
const LENGTH_PER_MM = 180;

/**
 * Cuts a line into as few parts of equal length as lie flat within a limit, and lays them.
 *
 * @param limitMm - Worst difference of any distance on a part's paper from that along the skin.
 * @param onStep - Called before each strip: laying one takes some tenths of a second.
 * @returns The best there is where no number of parts keeps the limit: each tells its own distortion.
 */
export async function layInParts(
  surface: Surface,
  line: StencilLine,
  halfWidthMm: number,
  limitMm: number,
  onStep: () => Promise<void>,
): Promise<LaidPart[]> {
  const length = line.alongMm.at(-1)!;
  const least = Math.max(1, Math.ceil(length / (LENGTH_PER_MM * Math.sqrt(limitMm))));
  // An odd number leaves the middle of the forehead whole.
  const step = line.kind === 'hairline' ? 2 : 1;
  let best: LaidPart[] = [];
  for (let parts = least + ((least - 1) % step); parts <= MOST_PARTS; parts += step) {
    const laid: LaidPart[] = [];
    let isFlat = true;
    for (const [from, to] of equalParts(line, parts)) {
      await onStep();
      const part = partOf(line, from, to);
      const strip = layStrip(surface, part, halfWidthMm);
      if (strip) laid.push({ part, first: from, last: to, strip });
      isFlat &&= strip !== undefined && strip.distortion.worstMm <= limitMm;
      // Nothing is lost by stopping, unless this is the last number of parts there is.
      if (!isFlat && parts + step <= MOST_PARTS) break;
    }
    best = laid;
    if (isFlat) break;
  }
  return best;
}

/** First and last point of each part; the end of one is the beginning of the next. */
function equalParts({ alongMm }: StencilLine, parts: number): [number, number][] {
  const length = alongMm.at(-1)!;
  const at = (share: number) =>
    share >= 1 ? alongMm.length - 1 : alongMm.findIndex((mm) => mm >= share * length);
  return Array.from({ length: parts }, (_, i) => [at(i / parts), at((i + 1) / parts)]);
}
