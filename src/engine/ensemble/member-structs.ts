import { BAND_COUNT } from '../../color/bands.ts';
import { struct } from '../../gpu/layout.ts';
import { Course } from '../heal/course.ts';

/** What the kernels of an ensemble are run with. */
export const EnsembleSpec = struct('EnsembleSpec', {
  memberCount: 'u32', // of this run
  firstMember: 'u32', // the first of them among all
  ageCount: 'u32',
  dotCount: 'u32', // of the sample
  olderDays: ['vec4f', 3], // how much older dots of each lot are than those of the last session
  inks: ['vec4u', 3], // ink of each lot
  hasIron: ['vec4f', 3], // 1 where that has black iron oxide, else 0
});

/** What of a member acts after the needle. */
export const Member = struct('Member', {
  course: Course,
  tip: 'f32', // from even, 0, to all pigment at the tip, 1
  layers: 'f32', // factor of epidermis and papillary dermis
  absorption: 'f32', // factor of the fresh pigment's
});

/** The mean dot of a member at an age. */
export const MemberLook = struct('MemberLook', {
  near: ['f32', BAND_COUNT], // light taken within reach, mm2
  far: ['f32', BAND_COUNT], // the rest of it
  centre: ['f32', BAND_COUNT], // 1 - R/R0 over the axis
  widthMm: 'f32', // as seen: half of its darkness at 540 nm
  inkMm2: 'f32', // area of the healed dot
  leftUg: 'f32', // pigment
  placedUg: 'f32',
});
