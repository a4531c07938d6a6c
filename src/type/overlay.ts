/** Eight-bit RGBA row by row from the top, straight alpha: to be laid over a picture. */
export interface Overlay {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly rgba: Uint8ClampedArray;
}

/** A picture that something can be laid over; opaque. */
export interface Ground {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly rgba: Uint8Array | Uint8ClampedArray;
}

/** Lays it over the picture, in place, clipped to it. Whole numbers, so bytes never differ. */
export function lay(ground: Ground, overlay: Overlay, leftPx: number, topPx: number): void {
  const [left, right] = [Math.max(0, leftPx), Math.min(ground.widthPx, leftPx + overlay.widthPx)];
  const bottom = Math.min(ground.heightPx, topPx + overlay.heightPx);
  for (let y = Math.max(0, topPx); y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const from = 4 * ((y - topPx) * overlay.widthPx + x - leftPx);
      const cover = overlay.rgba[from + 3]!;
      if (cover === 0) continue;
      const to = 4 * (y * ground.widthPx + x);
      for (let k = 0; k < 3; k++) {
        const mixed = ground.rgba[to + k]! * (255 - cover) + overlay.rgba[from + k]! * cover;
        ground.rgba[to + k] = Math.round(mixed / 255);
      }
      ground.rgba[to + 3] = 255;
    }
  }
}
