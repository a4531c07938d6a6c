/** The hair in a picture. */
export interface HairLayer {
  /** Premultiplied linear RGB. */
  readonly layer: GPUTexture;
  /** Share of light left to the skin, of half the size. */
  readonly shade: GPUTexture;
  /** Fine pixels along a side of each pixel of the layer. */
  readonly stride: number;
}
