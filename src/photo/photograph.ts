/** A photograph, eight-bit sRGB, row by row from the top, four bytes a pixel. */
export interface Photograph {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly rgba: Uint8Array;
}
