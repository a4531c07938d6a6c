import { struct } from '../../gpu/layout.ts';

/** Colours of a ramp the shader mixes between. */
export const RAMP_COLOURS = 128;

/** How a map is drawn. */
export const MapPaintSpec = struct('MapPaintSpec', {
  low: 'f32', // values of the first and the last colour
  high: 'f32',
  level: 'f32', // one contour level, and how far the next is; 0 for no lines
  step: 'f32',
  linePx: 'f32', // width of contour lines
  isKind: 'u32', // values are numbers of kinds: nothing lies between them
  colours: 'u32',
});
