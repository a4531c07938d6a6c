import { say } from '../../../base/language/say.ts';
import type { PhotoPointName } from '../../../photo/photo-points.ts';

/** From where a photograph was taken; left is the client's. */
export type SeenFrom =
  | 'front'
  | 'oblique-left'
  | 'oblique-right'
  | 'left'
  | 'right'
  | 'crown'
  | 'back';

export const SEEN_FROM_WORDS: Readonly<Record<SeenFrom, string>> = {
  front: say('Front'),
  'oblique-left': say('Half from their left'),
  'oblique-right': say('Half from their right'),
  left: say('Their left side'),
  right: say('Their right side'),
  crown: say('Crown, from above'),
  back: say('Back'),
};

/** A place on the rim of the skull: as many as one likes. */
export const OUTLINE = 'outline';

/** What can be asked for. */
export type Asked = PhotoPointName | typeof OUTLINE;

const EARS = ['earTop', 'earBack', 'earLobe'] as const;

const LEFT_SIDE: readonly Asked[] = [
  'tragionLeft',
  'nasion',
  'canthusLeft',
  'pronasale',
  'menton',
  OUTLINE,
  OUTLINE,
  OUTLINE,
  ...EARS.map((name) => `${name}Left` as const),
];

const OBLIQUE_LEFT: readonly Asked[] = [
  'nasion',
  'canthusLeft',
  'canthusRight',
  'tragionLeft',
  'menton',
  OUTLINE,
  OUTLINE,
  OUTLINE,
  'alaLeft',
  'mouthCornerLeft',
  'earTopLeft',
  'earLobeLeft',
];

/** In this order points are asked for, before the fit says which would help most. */
export const POINT_ORDER: Readonly<Record<SeenFrom, readonly Asked[]>> = {
  front: [
    'nasion',
    'canthusRight',
    'canthusLeft',
    'menton',
    'tragionRight',
    'tragionLeft',
    OUTLINE,
    OUTLINE,
    OUTLINE,
    'alaRight',
    'alaLeft',
    'mouthCornerRight',
    'mouthCornerLeft',
  ],
  'oblique-left': OBLIQUE_LEFT,
  'oblique-right': OBLIQUE_LEFT.map(otherSide),
  left: LEFT_SIDE,
  right: LEFT_SIDE.map(otherSide),
  crown: [
    'nasion',
    'pronasale',
    'earTopRight',
    'earTopLeft',
    OUTLINE,
    OUTLINE,
    OUTLINE,
    OUTLINE,
    'canthusRight',
    'canthusLeft',
  ],
  back: [
    'earTopLeft',
    'earTopRight',
    'earLobeLeft',
    'earLobeRight',
    OUTLINE,
    OUTLINE,
    OUTLINE,
    'inion',
    'earBackLeft',
    'earBackRight',
  ],
};

/** The first that is not there yet; undefined when all are. */
export function nextAsked(
  seenFrom: SeenFrom,
  has: (name: PhotoPointName) => boolean,
  outlineCount: number,
): Asked | undefined {
  let left = outlineCount;
  return POINT_ORDER[seenFrom].find((name) => (name === OUTLINE ? left-- <= 0 : !has(name)));
}

function otherSide(name: Asked): Asked {
  const swapped: Readonly<Record<string, string>> = { Left: say('Right'), Right: say('Left') };
  return name.replace(/Left$|Right$/, (side) => swapped[side]!) as Asked;
}
