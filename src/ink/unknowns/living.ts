import { toSay } from '../../base/language/say.ts';
import { within } from './unknown.ts';

/** What sun and oil do to fading, at their most: see `src/ink/lived.ts`. */
export const LIVING_ROWS = {
  sunLoss: [
    'healing',
    toSay('Loss in heavy sun over that in shade'),
    1 / 0.6,
    'factor',
    within(1 / 0.6, 1.4),
    'Sun is called the strongest accelerator (trade); chosen so that touch-ups fall at 2 years',
  ],
  oilLoss: [
    'healing',
    toSay('Loss from oily skin over that from dry'),
    1 / 0.8,
    'factor',
    within(1 / 0.8, 1.3),
    'Oily skin fades sooner (trade); no measurement found',
  ],
  oilSpread: [
    'healing',
    toSay('Spread in oily skin over that in dry'),
    1.5,
    'factor',
    within(1.5, 1.5),
    'Oily skin: blurrier, larger dots (trade); no measurement found',
  ],
} as const;
