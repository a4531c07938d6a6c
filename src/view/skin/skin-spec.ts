import { struct } from '../../gpu/layout.ts';

/** What both passes of the skin are told each frame. */
export const SkinSpec = struct('SkinSpec', {
  viewProjection: 'mat4x4f',
  bandRgb: ['vec4f', 6], // linear RGB of each band's light, bare reflectance included; w what a scar adds
  bandTone: ['vec4f', 6], // -ln(R/R0) by melaninLog and its square, by bloodLog and its square
  bucketMask: 'u32',
  dividerPx: 'f32', // left of it the head is shown before treatment
  revealMm: 'f32', // dots further behind the front hairline are not yet shown
  mottling: 'f32', // natural unevenness of skin, 0 for none
  seed: 'u32',
  hairSlot: 'u32', // response that all hairs share
  scarMask: 'u32', // buckets of the scars' own grid, less one; 0 where there is no scar
  vertexCount: 'u32', // shares of scar that stand before that grid
  widthPx: 'f32', // of the fine picture
  heightPx: 'f32',
  stride: 'u32', // fine pixels along a side of each pixel drawn
});
