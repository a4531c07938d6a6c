import { toSay } from '../../base/language/say.ts';
import { between, triangle, within } from './unknown.ts';

/**
 * How needle, hand and local skin make a column, where the plan asks for more than a depth: see
 * `src/ink/needle-column.ts`. With the plan's own middle of everything none of them acts.
 */
export const NEEDLE_ROWS = {
  pressurePower: [
    'hand',
    toSay('Depth by pressure, power'),
    0.5,
    '1',
    between(0.25, 0.75),
    'Pressure sets depth far more than the needle does (trade); no measurement found',
  ],
  dwellPower: [
    'dose',
    toSay('Ink by time in the skin, power'),
    0.5,
    '1',
    between(0.25, 0.75),
    'Liquid drawn into a porous body goes with the root of time (Washburn 1921); no hand was timed',
  ],
  skinTenting: [
    'hand',
    toSay('Tenting by skin thickness, power'),
    0.5,
    '1',
    between(0, 1),
    'Over-penetration where the scalp is thin, in front (one clinic); no measurement found',
  ],
  needleTenting: [
    'hand',
    toSay('Tenting by needles and width, power'),
    0.1,
    '1',
    between(0, 0.2),
    'One needle goes in more easily than three (trade); no measurement found',
  ],
  scarTenting: [
    'hand',
    toSay('Tenting of a scar over that of skin'),
    0.85,
    'factor',
    triangle([0.6, 0.85, 1.1]),
    'Scars are stiffer and give less; how much under a needle was not measured',
  ],
  taperPower: [
    'dose',
    toSay('Ink by length of the taper, power'),
    -0.5,
    '1',
    between(-1, 0),
    'Longer tapers release less ink (sellers); no figure found',
  ],
  tiring: [
    'hand',
    toSay('Tiring and sinking over the hours'),
    1,
    'factor',
    within(1, 2),
    'That hands tire over a session is told; nobody measured depth by the hour',
  ],
} as const;
