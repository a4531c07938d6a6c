import * as z from 'zod';
import { toSay } from '../../base/language/say.ts';
import { TONE_RANGE } from '../../light/skin-types.ts';
import { FRONT_POINTS, MOVED_RANGE_MM } from '../../scalp/hairline/hairline-moves.ts';
import { HAIRLINE_RANGES, HAIRLINE_STYLES } from '../../scalp/hairline/hairline-spec.ts';
import { REGIONS } from '../../scalp/regions.ts';
import { SCALP_LANDMARKS } from '../../scalp/scalp-base.ts';
import { ZONE_RANGES } from '../../scalp/zones.ts';
import { choice, real, share, type Words } from './field.ts';

const movedMm = (what: string) => real(MOVED_RANGE_MM, 'mm', what);

/** A length of the hairline's own rules. */
const lineMm = (name: keyof typeof HAIRLINE_RANGES, what: string, words: Words) =>
  real(HAIRLINE_RANGES[name], 'mm', what, words);

/** Where dots begin, and how. */
export const hairline = z.strictObject({
  style: choice(HAIRLINE_STYLES, 'Style'),
  midFrontalMm: lineMm('midFrontalMm', 'Glabella to mid-frontal point along the skin, mm', {
    label: toSay('Mid-frontal point'),
    step: 1,
  }),
  templeRecessionMm: lineMm(
    'templeRecessionMm',
    'How far the corners lie behind the mid-frontal point, mm',
    { label: toSay('Recession'), step: 1 },
  ),
  halfWidthMm: lineMm('halfWidthMm', 'Midline to fronto-temporal corner, mm', {
    label: toSay('Half width'),
    step: 1,
  }),
  macroMm: lineMm('macroMm', 'Amplitude of the 20-40 mm waves, mm', {
    label: toSay('Waves'),
    step: 0.1,
    assumed: true,
  }),
  microMm: lineMm('microMm', 'Amplitude of the 3-6 mm irregularity, mm', {
    label: toSay('Irregularity'),
    step: 0.1,
    assumed: true,
  }),
  asymmetryMm: lineMm('asymmetryMm', 'Deliberate left-right difference, mm', {
    label: toSay('Asymmetry'),
    step: 0.1,
    assumed: true,
  }),
  gradientMm: real([0, 30], 'mm', 'Width over which density rises to full behind the line, mm', {
    label: toSay('Gradient'),
    step: 0.5,
    assumed: true,
  }),
  sentinels: share('Share of stray dots in the 3 mm in front of the line', {
    label: toSay('Sentinels'),
    step: 0.01,
    assumed: true,
  }),
  moved: z
    .partialRecord(
      z.enum(FRONT_POINTS),
      z
        .strictObject({
          backMm: movedMm('Along the skin towards the back of the head, mm'),
          outMm: movedMm('Along the skin away from the midline, down on the temples, mm'),
        })
        // As in JSON, which has no undefined: a point that is undefined is not there.
        .optional(),
    )
    .optional()
    .describe('Points moved by hand, from where the rules put them; the line goes exactly there'),
});

const softBorder = real(ZONE_RANGES.softMm, 'mm', 'Width of the soft border, mm', {
  label: toSay('Soft border'),
  step: 1,
});

/** Where a part of the scalp lies. */
export const zoneShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('region'), region: z.enum(REGIONS) }),
  z.strictObject({
    kind: z.literal('disc'),
    at: z.enum(SCALP_LANDMARKS),
    radiusMm: real(ZONE_RANGES.radiusMm, 'mm', 'Radius, mm', { label: toSay('Radius'), step: 1 }),
    softMm: softBorder,
  }),
  z.strictObject({
    kind: z.literal('band'),
    fromMm: real(ZONE_RANGES.bandMm, 'mm', 'Start, mm behind the front hairline', {
      label: toSay('Begins'),
      step: 1,
    }),
    toMm: real(ZONE_RANGES.bandMm, 'mm', 'End, mm behind the front hairline', {
      label: toSay('Ends'),
      step: 1,
    }),
    softMm: softBorder,
  }),
]);

/** A part of the scalp with a density and depth of its own. */
export const zone = z.strictObject({
  name: z.string().min(1).max(60),
  shape: zoneShape,
  densityScale: real([0, 2], 'factor', 'Multiplier of the plan density inside the zone', {
    label: toSay('Density'),
    step: 0.05,
  }),
  depthOffsetMm: real([-0.5, 1], 'mm', 'Added to the deposit depth inside the zone, mm', {
    label: toSay('Depth'),
    step: 0.05,
  }),
  melaninScale: real(TONE_RANGE, 'factor', 'Multiplier of melanin inside the zone; 1 if left out', {
    label: toSay('Melanin'),
    step: 0.05,
    assumed: true,
  }).optional(),
  bloodScale: real(TONE_RANGE, 'factor', 'Multiplier of blood inside the zone; 1 if left out', {
    label: toSay('Blood'),
    step: 0.05,
    assumed: true,
  }).optional(),
});
