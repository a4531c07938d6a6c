import { say, toSay } from '../../base/language/say.ts';
import type { RemovalCourse } from '../../engine/ensemble/removal-course.ts';
import type { RemovalWay } from '../../ink/removal.ts';

/** Names of the ways, as people say them. */
export const WAY_WORDS: Readonly<Record<RemovalWay, string>> = {
  'laser-1064': toSay('Laser, 1064 nm'),
  'laser-532': toSay('Laser, 532 nm'),
  saline: toSay('Saline'),
};

/** How many passes, in words: the middle and the band. */
export function passesWords({ passes, contrast }: RemovalCourse): string {
  const most = contrast.length - 1;
  const { p10, p50, p90 } = passes;
  if (p10 === undefined) return say('not within {most}', { most });
  if (p90 === 0) return say('none: gone by itself');
  const high = p90 === undefined ? say('more than {most}', { most }) : String(p90);
  return `${p50 ?? say('more than {most}', { most })} (${p10} to ${high})`;
}

/** What must be known before anybody begins. */
export function removalWarnings(courses: readonly RemovalCourse[]): string[] {
  return [
    ...(courses.some(({ mayDarken }) => mayDarken)
      ? [
          say(
            'This ink holds iron oxide: a laser may turn it darker at the first pass. Test a few dots.',
          ),
        ]
      : []),
    say(
      'Covering with skin-toned ink hides dots for months; it yellows, it lightens unevenly, and a laser turns it grey.',
    ),
    say(
      'A laser may leave pale or dark skin, the more so on dark or tanned skin and with green light, which melanin takes up.',
    ),
  ];
}
