import { say, toSay } from '../../base/language/say.ts';
import { plural } from '../../base/quantity-words.ts';
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
  if (whole < 60) return plural(whole, 'day');
  const months = Math.round(whole / 30.4375);
  if (months < 12) return plural(months, 'month');
  const years = Math.floor(months / 12);
  const rest = months % 12;
  return rest === 0 ? plural(years, 'year') : `${plural(years, 'year')} ${plural(rest, 'month')}`;
}

/** What the picture shows, in one line: for the caption and for screen readers. */
export function sceneWords({ healing, sessions, sessionsDone }: Plan): string {
  if (sessionsDone === 0) return say('Before treatment');
  const age = healing.ageDays < 0.5 ? say('On the day') : `${ageWords(healing.ageDays)} after`;
  const session =
    sessionsDone === sessions.length
      ? say('the last session')
      : `session ${sessionsDone} of ${sessions.length}`;
  const joined = healing.ageDays < 0.5 ? `${age} of ${session}` : `${age} ${session}`;
  return `${joined} · ${OUTCOME_WORDS[healing.outcome].toLowerCase()} outcome`;
}

/** What a picture shows of a plan: the scene, how far dots are shown, which half is before. */
export function pictureWords(
  plan: Plan,
  { divider, revealMm }: { readonly divider: number; readonly revealMm: number },
): string {
  if (divider >= 1 || plan.sessionsDone === 0) return say('Before treatment');
  const words = [sceneWords(plan)];
  if (Number.isFinite(revealMm)) words.push(`dots shown to ${Number(revealMm.toFixed(1))} mm`);
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
    return `scan "${scan.name}"${isSizeKnown(scan) ? '' : `, ${SIZE_OPEN}`}`;
  }
  const count = Object.values(measuresMm).filter((mm) => mm !== undefined).length;
  return count === 0
    ? MEAN_HEADS[base]
    : `${plural(count, 'measure')}, the rest ${MEAN_HEADS[base]}`;
}
