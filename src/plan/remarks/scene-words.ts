import { shortNumber } from '../../base/language/formats.ts';
import { say, toSay } from '../../base/language/say.ts';
import { withinSentence } from '../../base/language/within-sentence.ts';
import { isSizeKnown } from '../../scan/placing.ts';
import type { Plan } from '../schema.ts';

/** Names of the courses of healing, as a client reads them. */
export const OUTCOME_WORDS: Readonly<Record<Plan['healing']['outcome'], string>> = {
  best: toSay('Good'),
  expected: toSay('Expected'),
  poor: toSay('Poor'),
};

/** An age after the last session in the largest units that fit: "1 year 2 months". */
export function ageWords(days: number): string {
  const whole = Math.round(days);
  if (whole === 0) return say('Fresh, day 0');
  if (whole < 60) return say('{days, plural, one {# day} other {# days}}', { days: whole });
  const months = Math.round(whole / 30.4375);
  if (months < 12) return say('{months, plural, one {# month} other {# months}}', { months });
  const years = Math.floor(months / 12);
  const rest = months % 12;
  return rest === 0
    ? say('{years, plural, one {# year} other {# years}}', { years })
    : say(
        '{years, plural, one {# year} other {# years}} {months, plural, one {# month} other {# months}}',
        { years, months: rest },
      );
}

/** What the picture shows, in one line: for the caption and for screen readers. */
export function sceneWords({ healing, sessions, sessionsDone }: Plan): string {
  if (sessionsDone === 0) return say('Before treatment');
  const isLast = sessionsDone === sessions.length;
  const told = {
    age: ageWords(healing.ageDays),
    session: sessionsDone,
    count: sessions.length,
    outcome: withinSentence(say(OUTCOME_WORDS[healing.outcome])),
  };
  if (healing.ageDays < 0.5) {
    return isLast
      ? say('On the day of the last session · {outcome} outcome', told)
      : say('On the day of session {session} of {count} · {outcome} outcome', told);
  }
  return isLast
    ? say('{age} after the last session · {outcome} outcome', told)
    : say('{age} after session {session} of {count} · {outcome} outcome', told);
}

/** What a picture shows of a plan: the scene, how far dots are shown, which half is before. */
export function pictureWords(
  plan: Plan,
  { divider, revealMm }: { readonly divider: number; readonly revealMm: number },
): string {
  if (divider >= 1 || plan.sessionsDone === 0) return say('Before treatment');
  const words = [sceneWords(plan)];
  if (Number.isFinite(revealMm))
    words.push(say('dots shown to {mm} mm', { mm: shortNumber(revealMm, 1) }));
  if (divider > 0) words.push(say('left before, right after'));
  return words.join(' · ');
}

const MEAN_HEADS: Readonly<Record<Plan['head']['base'], string>> = {
  male: toSay('mean man'),
  female: toSay('mean woman'),
  neutral: toSay('between mean man and woman'),
};

/** What numbers of a scan carry while only the mean head says how large it is. */
export const SIZE_OPEN = toSay('size not confirmed');

/** Which head a plan describes: "2 measures, the rest mean man". */
export function headWords({ base, measuresMm, scan }: Plan['head']): string {
  if (scan.kind === 'file') {
    return isSizeKnown(scan)
      ? say('scan "{name}"', { name: scan.name })
      : say('scan "{name}", size not confirmed', { name: scan.name });
  }
  const count = Object.values(measuresMm).filter((mm) => mm !== undefined).length;
  return count === 0
    ? say(MEAN_HEADS[base])
    : say('{count, plural, one {# measure} other {# measures}}, the rest {mean}', {
        count,
        mean: say(MEAN_HEADS[base]),
      });
}
