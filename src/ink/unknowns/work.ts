import { toSay } from '../../base/language/say.ts';
import { triangle } from './unknown.ts';

/** What a day's work uses up beside the ink in the skin. */
export const WORK_ROWS = {
  poured: [
    'work',
    toSay('Ink poured over ink through the needle'),
    2,
    'factor',
    triangle([1.1, 2, 5]),
    'What stays in caps, needles and wipes was weighed by nobody',
  ],
  sharpHours: [
    'work',
    toSay('Hours a cartridge stays sharp'),
    3,
    'h',
    triangle([1.5, 3, 5]),
    'Changed every two hours, or once a session (trade)',
  ],
} as const;
