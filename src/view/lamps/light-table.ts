import { toSay } from '../../base/language/say.ts';
import type { Vec3 } from '../../base/vec3.ts';
import type { LampColour } from '../../color/lamp-colour.ts';

/** A lamp, as the middle of a head meets its light. */
export interface Lamp {
  /** Towards the lamp, head frame (x to the head's left, y up, z to the front); need not be of length 1. */
  readonly towards: Vec3;
  /** On a plane that faces it there, lux. */
  readonly lux: number;
  readonly colour: LampColour;
}

/** The lamp that casts the shadow: how far away and how large decides how soft. */
export interface KeyLamp extends Lamp {
  readonly distanceMm: number;
  /** Across: of a disc, or of one that covers as much as a panel. */
  readonly widthMm: number;
  /** Carried by the camera: `towards` and `distanceMm` are then only those of the metering. */
  readonly atCamera?: boolean;
}

/** What comes from everywhere: from above on a plane that looks up, from below on one that looks down. */
export interface Ambient {
  readonly fromAboveLux: number;
  readonly fromBelowLux: number;
  readonly above: LampColour;
  readonly below: LampColour;
}

/** A place where people look at heads. Lux, size and colour of real places; see docs/light.md. */
export interface Lighting {
  readonly title: string;
  readonly about: string;
  readonly key: KeyLamp;
  /** Two more lamps without shadows. */
  readonly fills: readonly [Lamp, Lamp];
  readonly ambient: Ambient;
  /** Whose reading sets the exposure: a card held on the scalp, or what the whole head is lit with. */
  readonly meter: 'card' | 'dome';
}

const led = (kelvin: number): LampColour => ({ kind: 'planck', kelvin });
const daylight = (kelvin: number): LampColour => ({ kind: 'daylight', kelvin });
/** CIE illuminant F2, a cool white fluorescent lamp of 4230 K (CIE 015:2018). */
const FLUORESCENT: LampColour = { kind: 'xy', xy: [0.3721, 0.3751] };
const none = (colour: LampColour): Lamp => ({ towards: [0, 1, 0], lux: 0, colour });

/** All lights, the first for those who choose none. Places of lamps and the light of walls are assumed. */
export const LIGHTS = {
  clinic: {
    title: toSay('Clinic panel'),
    about: toSay('Large ceiling panels of a treatment room, 4000 K, 1000 lux: even, soft shadows'),
    key: {
      towards: [0.55, 0.9, 0.95],
      lux: 520,
      colour: led(4000),
      distanceMm: 1500,
      widthMm: 850,
    },
    fills: [
      { towards: [-0.9, 0.55, 0.6], lux: 170, colour: led(4000) },
      { towards: [-0.35, 0.7, -1], lux: 260, colour: led(4000) },
    ],
    ambient: { fromAboveLux: 430, fromBelowLux: 220, above: led(4000), below: led(3800) },
    meter: 'card',
  },
  window: {
    title: toSay('Window daylight'),
    about: toSay(
      'A tall window at the side under an overcast sky, 6500 K, 2000 lux: one side falls into shade',
    ),
    key: {
      ...{ towards: [1, 0.3, 0.55], lux: 2000, colour: daylight(6500) },
      ...{ distanceMm: 1200, widthMm: 1300 },
    },
    fills: [{ towards: [-1, 0.1, 0.2], lux: 170, colour: daylight(5600) }, none(daylight(6500))],
    ambient: {
      ...{ fromAboveLux: 420, fromBelowLux: 330 },
      ...{ above: daylight(6000), below: daylight(5000) },
    },
    meter: 'dome',
  },
  downlight: {
    title: toSay('Bathroom downlight'),
    about: toSay(
      'One small lamp in the ceiling above, 2700 K, 200 lux: glare on the crown, dark eyes',
    ),
    key: { towards: [0.12, 1, 0.32], lux: 200, colour: led(2700), distanceMm: 900, widthMm: 90 },
    fills: [none(led(2700)), none(led(2700))],
    ambient: { fromAboveLux: 22, fromBelowLux: 34, above: led(2700), below: led(2650) },
    meter: 'dome',
  },
  sun: {
    title: toSay('Noon sun'),
    about: toSay(
      'Clear sky at noon, 100 000 lux: hard shadows, and nothing on the scalp is hidden',
    ),
    key: {
      ...{ towards: [0.45, 1, 0.5], lux: 85_000, colour: daylight(5300) },
      // As wide as the sun looks, half a degree; at this distance its rays are parallel within half a degree.
      ...{ distanceMm: 20_000, widthMm: 186 },
    },
    fills: [none(daylight(5300)), none(daylight(5300))],
    ambient: {
      ...{ fromAboveLux: 15_000, fromBelowLux: 14_000 },
      ...{ above: daylight(12_000), below: daylight(5000) },
    },
    meter: 'dome',
  },
  flash: {
    title: toSay('Phone flash'),
    about: toSay(
      'A phone held at half a metre with its lamp on, 5500 K: flat, shiny, no shadows to speak of',
    ),
    key: {
      ...{ towards: [0, 0.3, 1], lux: 300, colour: daylight(5500) },
      ...{ distanceMm: 500, widthMm: 4, atCamera: true },
    },
    fills: [none(led(2700)), none(led(2700))],
    ambient: { fromAboveLux: 14, fromBelowLux: 8, above: led(2700), below: led(2700) },
    meter: 'dome',
  },
  neon: {
    title: toSay('Shop neon'),
    about: toSay('Rows of bare fluorescent tubes, 4230 K and greenish, 750 lux: flat from above'),
    key: { towards: [0.3, 1, 0.25], lux: 345, colour: FLUORESCENT, distanceMm: 1300, widthMm: 420 },
    fills: [
      { towards: [-0.5, 0.8, 0.75], lux: 180, colour: FLUORESCENT },
      { towards: [0, 0.75, -0.9], lux: 165, colour: FLUORESCENT },
    ],
    ambient: { fromAboveLux: 215, fromBelowLux: 125, above: FLUORESCENT, below: FLUORESCENT },
    meter: 'dome',
  },
} as const satisfies Readonly<Record<string, Lighting>>;

export type LightName = keyof typeof LIGHTS;

/** Names of all lights. */
export const LIGHT_NAMES = Object.keys(LIGHTS) as LightName[];
