import * as z from 'zod';
import { MEASURES } from '../head/measures.ts';
import { FRONT_POINTS, MOVED_RANGE_MM } from '../scalp/hairline/hairline-moves.ts';

/** Version written into every plan; raise it with a migration in `migrate.ts`. */
export const PLAN_VERSION = 1;

const real = (min: number, max: number, what: string) =>
  z.number().min(min).max(max).describe(what);
const whole = (min: number, max: number, what: string) => z.int().min(min).max(max).describe(what);
const share = (what: string) => real(0, 1, what);

/** Landmarks a zone may be centred on (a subset of the head's, all on the scalp). */
const ZONE_ANCHORS = ['trichion', 'vertex', 'opisthocranion', 'inion', 'euryonLeft', 'euryonRight'];

const REGIONS = [
  'frontal',
  'templeLeft',
  'templeRight',
  'midScalp',
  'vertex',
  'parietalLeft',
  'parietalRight',
  'occiput',
];

/** A point in a scan's own coordinates. */
const scanPoint = (what: string) =>
  z
    .array(real(-1e6, 1e6, 'Coordinate'))
    .min(3)
    .max(3)
    .describe(`${what}: x, y, z`);

const scan = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('file'),
    name: z.string().min(1).max(255).describe('Name of the file, for people'),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe("Hash of the file's bytes: which scan this is"),
    mmPerUnit: real(1e-6, 1e6, 'Millimetres per unit of the file'),
    landmarks: z.strictObject({
      nasion: scanPoint('Root of the nose'),
      inion: scanPoint('Bump at the back of the head'),
      tragionLeft: scanPoint("Notch above the subject's left tragus"),
      tragionRight: scanPoint("Notch above the subject's right tragus"),
    }),
  }),
]);

const head = z.strictObject({
  base: z.enum(['male', 'female', 'neutral']),
  ageYears: whole(16, 100, 'Age of the person: skin thickness, and what hairline suits'),
  measuresMm: z
    .partialRecord(z.enum(MEASURES), real(80, 700, 'Tape or calliper measure, mm'))
    .describe('Measures that replace the mean of the base head, mm'),
  scan: scan.describe('A scan that takes the place of the base head'),
});

const skin = z.strictObject({
  type: z.enum(['I', 'II', 'III', 'IV', 'V', 'VI']).describe('Fitzpatrick type, indicative only'),
  melanosomeFraction: real(0.001, 0.5, 'Melanosome volume share of the viable epidermis'),
  bloodFraction: real(0.0005, 0.08, 'Blood volume share of the papillary dermis'),
  oxygenSaturation: share('Share of haemoglobin that carries oxygen'),
  thicknessScale: real(0.7, 1.6, 'Multiplier of every local layer thickness'),
});

const loss = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('norwood'),
    grade: z.enum(['I', 'II', 'III', 'III vertex', 'IV', 'V', 'VI', 'VII']),
  }),
  z.strictObject({ kind: z.literal('ludwig'), grade: z.enum(['I', 'II', 'III']) }),
  z.strictObject({ kind: z.literal('olsen'), grade: z.enum(['I', 'II', 'III']) }),
  z.strictObject({ kind: z.literal('sinclair'), grade: whole(1, 5, 'Sinclair grade') }),
  z.strictObject({
    kind: z.literal('areata'),
    pattern: z.enum(['patches', 'ophiasis', 'totalis']),
    patches: whole(1, 12, 'Number of patches (pattern "patches")'),
  }),
  z.strictObject({ kind: z.literal('diffuse'), remaining: share('Share of hair that is left') }),
]);

const scar = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('fut'),
    lengthMm: real(40, 320, 'Length of the strip scar, mm'),
    widthMm: real(0.5, 25, 'Width of the strip scar, mm'),
  }),
  z.strictObject({ kind: z.literal('fue'), dotsPerCm2: real(1, 40, 'Extraction dots per cm²') }),
  z.strictObject({
    kind: z.literal('patch'),
    at: z.enum(ZONE_ANCHORS),
    radiusMm: real(3, 80, 'Radius of the scarred patch, mm'),
  }),
  z.strictObject({
    kind: z.literal('scarring'),
    at: z.enum(ZONE_ANCHORS),
    reachMm: real(10, 80, 'How far around the place patches lie, mm'),
    patches: whole(1, 12, 'Number of patches of scarring alopecia'),
  }),
]);

const hair = z.strictObject({
  unitsPerCm2: real(30, 130, 'Follicular units per cm² where nothing is lost'),
  shaftUm: real(20, 150, 'Hair shaft diameter, µm'),
  colour: z.enum(['black', 'brown', 'blond', 'red', 'grey']),
  stubbleMm: real(0, 10, 'Length of the hair left on the head, mm'),
  clusterSize: real(1, 3, 'Mean follicles or dots of a cluster; 1 is the even pattern'),
  keepClearMm: real(0, 1.5, 'Least distance of an SMP dot from a hair follicle, mm'),
  loss,
  scars: z.array(scar).max(8),
});

const movedMm = (what: string) => real(...MOVED_RANGE_MM, what);

const hairline = z.strictObject({
  style: z.enum(['soft', 'natural', 'defined', 'receded', 'widows-peak', 'rounded', 'm-shape']),
  midFrontalMm: real(50, 110, 'Glabella to mid-frontal point along the skin, mm'),
  templeRecessionMm: real(0, 50, 'How far the corners lie behind the mid-frontal point, mm'),
  halfWidthMm: real(45, 90, 'Midline to fronto-temporal corner, mm'),
  macroMm: real(0, 8, 'Amplitude of the 20-40 mm waves, mm'),
  microMm: real(0, 3, 'Amplitude of the 3-6 mm irregularity, mm'),
  asymmetryMm: real(0, 6, 'Deliberate left-right difference, mm'),
  gradientMm: real(0, 30, 'Width over which density rises to full behind the line, mm'),
  sentinels: share('Share of stray dots in the 3 mm in front of the line'),
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

const zone = z.strictObject({
  name: z.string().min(1).max(60),
  shape: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('region'), region: z.enum(REGIONS) }),
    z.strictObject({
      kind: z.literal('disc'),
      at: z.enum(ZONE_ANCHORS),
      radiusMm: real(2, 150, 'Radius, mm'),
      softMm: real(0, 60, 'Width of the soft border, mm'),
    }),
    z.strictObject({
      kind: z.literal('band'),
      fromMm: real(-20, 400, 'Start, mm behind the front hairline'),
      toMm: real(-20, 400, 'End, mm behind the front hairline'),
      softMm: real(0, 60, 'Width of the soft border, mm'),
    }),
  ]),
  densityScale: real(0, 2, 'Multiplier of the plan density inside the zone'),
  depthOffsetMm: real(-0.5, 1, 'Added to the deposit depth inside the zone, mm'),
});

const session = z.strictObject({
  cumulativeShare: share('Share of the final density reached after this session'),
  day: real(0, 3650, 'Days after the first session'),
  dilution: real(1, 60, 'Parts of water to one part of pigment'),
});

/** Diameter code, count, type and, optionally, taper: what `skin/needles.ts` can read. */
const needleCode = (what: string) =>
  z
    .string()
    .regex(/^(06|08|10|12)(0[1-9]|1[0-5])(RL|RS|M|F)(-?(ST|MT|LT|XLT))?$/)
    .describe(what);

const needle = z.strictObject({
  code: needleCode('Diameter code, count and type, e.g. 0803RL'),
  hairlineCode: needleCode('Needle used within the gradient'),
});

const pigment = z.strictObject({
  kind: z.enum(['carbon-black', 'iron-oxide-black', 'iron-oxide-brown']),
  stockShare: real(0.01, 0.5, 'Pigment powder share of the undiluted ink, by mass'),
});

const technique = z.strictObject({
  depositDepthMm: real(0.02, 2.5, 'Deepest point of the deposited column, mm below the surface'),
  extensionToDeposit: real(0.2, 1, 'Deposit depth as a share of needle extension'),
  perforationsPerDot: real(0.5, 8, 'Strokes of the cartridge per dot'),
  tipWeight: share('0: column evenly filled, 1: nearly all pigment at the tip (heavy hand)'),
  dotsPerMinute: real(20, 300, 'Dots placed per minute of needle time'),
});

const operator = z.strictObject({
  depthSdMm: real(0, 0.5, 'Standard deviation of deposit depth, mm'),
  angleSdDeg: real(0, 45, 'Standard deviation of needle tilt, degrees'),
  spacingJitterMm: real(0, 0.5, 'Standard deviation of aim, mm'),
  doubleHitShare: real(0, 0.5, 'Share of dots that are hit twice'),
});

const healing = z.strictObject({
  ageDays: real(0, 7300, 'Days since the last session shown'),
  outcome: z.enum(['best', 'expected', 'poor']).describe('Which set of healing constants'),
});

/** A place on the skin that stays where it is when the head changes its measures. */
const anchor = z
  .strictObject({
    triangle: whole(0, 4194303, 'Triangle of the head mesh'),
    b: whole(0, 32768, 'Weight of its second corner, 1/32768'),
    c: whole(0, 32768, 'Weight of its third corner, 1/32768'),
  })
  .describe('A place on the skin; b and c are at most 32768 together');

const sessionOfDot = whole(1, 6, 'Session it is placed in; the last one where there are fewer');

const stroke = z.strictObject({
  path: z.array(anchor).min(1).max(200),
  radiusMm: real(3, 60, 'How far the brush reaches from its path, along the skin, mm'),
  softness: share('Share of the radius over which the effect fades'),
  densityScale: real(0, 2, 'Multiplier of the density under the brush; 0 clears'),
});

/** What a person did to the dots by hand, on top of what the rest of the plan asks for. */
const manual = z.strictObject({
  strokes: z.array(stroke).max(100).describe('Strokes of the density brush'),
  erased: z.array(anchor).max(4000).describe('Dots planned here are left out'),
  added: z
    .array(z.strictObject({ at: anchor, session: sessionOfDot }))
    .max(2000)
    .describe('Dots placed here whatever the density'),
  moved: z
    .array(z.strictObject({ from: anchor, to: anchor, session: sessionOfDot }))
    .max(2000)
    .describe('Dots left out in one place and placed in another'),
});

/** The whole document. Strict: unknown keys are an error, so that a typo is never silently lost. */
export const planSchema = z.strictObject({
  format: z.literal('dotwork-plan'),
  version: z.literal(PLAN_VERSION),
  title: z.string().max(120),
  notes: z.string().max(4000),
  seed: whole(0, 4294967295, 'Seed of every random choice'),
  head,
  skin,
  hair,
  hairline,
  density: z.strictObject({
    dotsPerCm2: real(
      5,
      250,
      'SMP dots per cm² where no hair is left; hair that is left takes its share',
    ),
  }),
  zones: z.array(zone).max(16),
  manual,
  sessions: z.array(session).min(1).max(6),
  sessionsDone: whole(0, 6, 'How many sessions are shown; 0 is before treatment'),
  needle,
  pigment,
  technique,
  operator,
  healing,
});

/** The plan: small, immutable JSON from which every dot follows. */
export type Plan = z.infer<typeof planSchema>;
