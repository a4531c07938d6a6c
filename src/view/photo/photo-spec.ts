import { struct } from '../../gpu/layout.ts';

/** What the kernels of a photograph are told of a part of it. */
export const PhotoSpec = struct('PhotoSpec', {
  skinColour: 'vec4f', // linear RGB of luminance one
  lampColour: 'vec4f',
  toWhite: ['vec4f', 3], // columns of the matrix from the photograph's light to white light
  fromWhite: ['vec4f', 3],
  left: 'u32', // of the part, pixels of the photograph
  top: 'u32',
  width: 'u32', // of the part
  height: 'u32',
  marginX: 'u32', // pixels drawn left of the part and above it
  marginY: 'u32',
  drawnWidth: 'u32', // of part and margins
  drawnHeight: 'u32',
  rowTexels: 'u32', // from one drawn row to the next as read back
  stride: 'u32', // pixels along a side of a texel drawn
  reachPx: 'u32', // of the blur
  fall: 'f32', // weights of the blur are exp(-fall * distance^2)
  hairBelow: 'f32', // share of the skin's luminance below which a pixel is none
  skinAbove: 'f32', // and from which it is all skin
  skinStep: 'f32', // pixels along a side of a cell of the coarse picture
  skinWidth: 'u32', // cells
  skinHeight: 'u32',
});
