import { toSay } from '../base/language/say.ts';
import { dot, length, type Vec3 } from '../base/vec3.ts';

/** A point people can find on a photograph of a head. */
export interface PhotoPoint {
  /** As a sentence names it. */
  readonly label: string;
  /** Where to click. */
  readonly where: string;
  /**
   * How far it lies on a real head from where a head of the same measures has it, mm, as a standard
   * deviation on each axis of the picture. Assumed: no survey gives it.
   */
  readonly spreadMm: number;
  /** The way its skin faces, head frame: a point that faces away cannot be clicked. */
  readonly facing: Vec3;
  /** Seen from this far round, as the cosine between its skin and the view; 0.15 where left out. */
  readonly seenFromCos?: number;
  /** Where it is looked for on the base head, mm; the landmark of its name where neither is given. */
  readonly nearMm?: Vec3;
  /** Or it is what of the ear reaches farthest that way. */
  readonly earTowards?: Vec3;
}

const SLANT = Math.SQRT1_2;

/** Points on the midline, and of each pair the one on the subject's left. */
const MIDLINE = {
  nasion: point(toSay('root of the nose'), toSay('the dip between the eyes'), 1.5, [0, 0, 1]),
  glabella: point(
    toSay('glabella'),
    toSay('between the brows, where they stand out most'),
    3,
    [0, 0, 1],
  ),
  pronasale: point(
    toSay('tip of the nose'),
    toSay('its foremost point'),
    3,
    [0, 0, 1],
    [0, -25.6, 117],
  ),
  subnasale: point(
    toSay('base of the nose'),
    toSay('where it meets the lip'),
    2.5,
    [0, -0.5, 0.8],
    [0, -36.5, 101],
  ),
  menton: point(toSay('chin'), toSay('its lowest point, on the midline'), 2, [0, -SLANT, SLANT]),
  inion: point(toSay('inion'), toSay('the bump at the back, above the neck'), 8, [0, 0, -1]),
} as const;

const LEFT = {
  tragion: point(
    toSay('tragion'),
    toSay('the notch above the flap of the ear'),
    1.5,
    [0.9, 0.15, 0.42],
  ),
  canthus: point(toSay('outer corner of the eye'), toSay('where the lids meet'), 2, [0.5, 0, 0.86]),
  ala: point(
    toSay('side of the nose'),
    toSay('the wing at its widest'),
    2,
    [0.8, 0, 0.6],
    [16.4, -27.2, 98],
  ),
  mouthCorner: point(
    toSay('corner of the mouth'),
    toSay('where the lips meet'),
    3,
    [0.4, 0, 0.9],
    [27, -55.6, 91.5],
  ),
  earTop: ear(toSay('top of the ear'), toSay('its highest point'), [0, 1, 0]),
  earBack: ear(toSay('back of the ear'), toSay('what of its rim lies farthest back'), [0, 0, -1]),
  earLobe: ear(toSay('ear lobe'), toSay('its lowest point'), [0, -1, 0]),
} as const;

type Paired = `${keyof typeof LEFT}${'Left' | 'Right'}`;

export type PhotoPointName = keyof typeof MIDLINE | Paired;

/** By name; left is the subject's left. */
export const PHOTO_POINTS = {
  ...MIDLINE,
  ...Object.fromEntries(
    Object.entries(LEFT).flatMap(([name, left]) => [
      [`${name}Left`, { ...left, label: `left ${left.label}` }],
      [`${name}Right`, mirrored(left)],
    ]),
  ),
} as Readonly<Record<PhotoPointName, PhotoPoint>>;

export const PHOTO_POINT_NAMES = Object.keys(PHOTO_POINTS) as readonly PhotoPointName[];

/** Whether a point faces the camera, by the row of a rotation that looks into the picture. */
export function isInSight({ facing, seenFromCos = 0.15 }: PhotoPoint, into: Vec3): boolean {
  return -dot(into, facing) > seenFromCos * length(facing);
}

function point(
  label: string,
  where: string,
  spreadMm: number,
  facing: Vec3,
  nearMm?: Vec3,
): PhotoPoint {
  return { label, where, spreadMm, facing, ...(nearMm && { nearMm }) };
}

/** Ears differ most from head to head, and are seen from all but the other side. */
function ear(label: string, where: string, earTowards: Vec3): PhotoPoint {
  return { label, where, spreadMm: 4, facing: [1, 0, 0], seenFromCos: -0.25, earTowards };
}

function mirrored({ nearMm, ...left }: PhotoPoint): PhotoPoint {
  const over = ([x, y, z]: Vec3): Vec3 => [-x, y, z];
  return {
    ...left,
    label: `right ${left.label}`,
    facing: over(left.facing),
    ...(nearMm && { nearMm: over(nearMm) }),
  };
}
