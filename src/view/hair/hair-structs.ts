import { struct } from '../../gpu/layout.ts';

/** How hair stands at a vertex of the head. */
export const HairVertex = struct('HairVertex', {
  normalX: 'f32', // of the skin, outward
  normalY: 'f32',
  normalZ: 'f32',
  lengthMm: 'f32', // of the hair there
  leanX: 'f32', // unit tangent that hair leans to
  leanY: 'f32',
  leanZ: 'f32',
  lift: 'f32', // angle between hair and skin, radians
  open: 'f32', // share of the sky that the head leaves in sight there
});

/** Where a strand leaves the skin, and how it starts. */
export const HairRoot = struct('HairRoot', {
  x: 'f32', // mm, head frame
  y: 'f32',
  z: 'f32',
  lengthMm: 'f32',
  normalX: 'f32',
  normalY: 'f32',
  normalZ: 'f32',
  lift: 'f32', // radians
  leanX: 'f32',
  leanY: 'f32',
  leanZ: 'f32',
  widthMm: 'f32', // of all hairs that leave here, side by side
  seed: 'u32',
  tip: 'f32', // width at the end over that at the root: 1 where it was cut
  open: 'f32', // share of light that what stands around it leaves
  round: 'f32', // 1/mm, of the skin it lies along; 0 where it stands
});

/** What strands of one batch are grown by. */
export const HairSpec = struct('HairSpec', {
  dotCount: 'u32',
  blockCount: 'u32', // blocks of BLOCK dots
  mostStrands: 'u32', // room there is; of more roots the best ranked are drawn, wider
  segments: 'u32', // straight pieces of a strand
  seed: 'u32',
  isLong: 'u32', // whether strands fall, and lie on the head
  isSingle: 'u32', // whether each hair is a strand, or all of a unit are one
  shaftMm: 'f32',
  grownMm: 'f32', // longer than the cut left it
  hiddenMm: 'f32', // of each hair counts as a spot of the skin already
  curl: 'f32', // 0 straight to 1 tight
  greyShare: 'f32',
  centreX: 'f32', // of the head, mm
  centreY: 'f32',
  centreZ: 'f32',
  hairR: 'f32', // what hair gives back, linear
  hairG: 'f32',
  hairB: 'f32',
  greyR: 'f32',
  greyG: 'f32',
  greyB: 'f32',
});

/** How strands are seen. */
export const HairView = struct('HairView', {
  viewProjection: 'mat4x4f',
  lampDirections: ['vec4f', 4], // unit, towards the lamp
  lampLights: ['vec4f', 4], // linear RGB: what a white surface that faces it gives back
  sky: 'vec4f', // the same of a white surface that faces up, and down
  ground: 'vec4f',
  eyeX: 'f32', // mm
  eyeY: 'f32',
  eyeZ: 'f32',
  nearMm: 'f32',
  farMm: 'f32',
  widthPx: 'f32',
  heightPx: 'f32',
  pxPerMm: 'f32', // of what lies 1 mm from the eye
  centreX: 'f32',
  centreY: 'f32',
  centreZ: 'f32',
  segments: 'u32',
  isLong: 'u32',
  lampCount: 'u32',
  stride: 'u32', // fine pixels along a side of each of the layer's
});
