import { hashWords } from '../../base/hash.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import type { ScalpFields } from '../../scalp/fields.ts';
import type { SceneScars } from '../handed.ts';
import { Buffers } from '../host.ts';

/** As in `shaders/lib/grid.wgsl`. */
const GRID_UM = 3000;
const GRID_OFFSET_UM = 524288;
const LEAST_BUCKETS = 256;
const WORDS_PER_DOT = 4;

/**
 * Scars as pictures read them: shares at the vertices, and single round scars by a hash grid. One
 * buffer, since the picture has room for one: shares, first entry of each bucket, dots.
 */
export class ScarIndex {
  readonly #buffers: Buffers;
  #made:
    | { readonly of: ScalpFields['scars']; readonly buffer: GPUBuffer; readonly mask: number }
    | undefined;

  constructor(gpu: Gpu) {
    this.#buffers = new Buffers(gpu);
  }

  /** What a picture binds, on a head of so many vertices. */
  scene(vertexCount: number): SceneScars {
    const buffer = this.#made?.buffer ?? this.#buffers.sized('grid.scars', 4);
    return { buffer, bucketMask: this.#made?.mask ?? 0, vertexCount };
  }

  /** Takes the scars of a scalp; those it has already cost nothing. */
  setScars(scars: ScalpFields['scars']): void {
    if (this.#made?.of === scars) return;
    this.#made = undefined;
    if (!scars.scar.some((share) => share > 0)) return;
    const { words, mask } = packScars(scars);
    this.#made = { of: scars, mask, buffer: this.#buffers.filled('grid.scars', words) };
  }

  destroy(): void {
    this.#made = undefined;
    this.#buffers.destroy();
  }
}

/** Shares of every vertex, then the grid. */
export function packScars({ wide, graft, dots }: ScalpFields['scars']): {
  words: Uint32Array;
  mask: number;
} {
  const buckets = 2 ** Math.ceil(Math.log2(Math.max(LEAST_BUCKETS, dots.length)));
  const mask = buckets - 1;
  const count = wide.length;
  const starts = count + buckets + 1;
  const words = new Uint32Array(starts + WORDS_PER_DOT * dots.length);
  for (let v = 0; v < count; v++) words[v] = unorm16(wide[v]!) | (unorm16(graft[v]!) << 16);

  const places = dots.map(({ pointMm }) => pointMm.map((mm) => Math.round(mm * 1000)));
  const bucket = places.map(
    (place) => hashWords(...place.map((um) => Math.trunc((um + GRID_OFFSET_UM) / GRID_UM))) & mask,
  );
  for (const b of bucket) words[count + b + 1]!++;
  for (let b = 0; b < buckets; b++) words[count + b + 1]! += words[count + b]!;
  const next = words.slice(count, count + buckets);
  dots.forEach(({ diameterMm }, i) => {
    const at = starts + WORDS_PER_DOT * next[bucket[i]!]!++;
    words.set([...places[i]!, Math.round(500 * diameterMm)], at);
  });
  return { words, mask };
}

function unorm16(share: number): number {
  return Math.round(65535 * Math.min(1, Math.max(0, share)));
}
