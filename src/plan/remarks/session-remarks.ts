import { shortNumber } from '../../base/language/formats.ts';
import { say } from '../../base/language/say.ts';
import type { Plan } from '../schema.ts';
import type { Remark } from './remark.ts';

/** Shares, intervals and ink of the sessions. */
export function sessionRemarks({ sessions, sessionsDone, healing, pigment, hair }: Plan): Remark[] {
  const remarks: Remark[] = [];
  if (sessions[0]!.cumulativeShare > 0.5) {
    remarks.push({
      rule: 'first-session',
      field: 'sessions.0.cumulativeShare',
      severity: 'warn',
      text: say('More than half of all dots in the first session leaves little to correct.'),
    });
  }
  sessions.forEach((session, i) => {
    const wait = i > 0 ? session.day - sessions[i - 1]!.day : Number.POSITIVE_INFINITY;
    if (wait < 7) {
      remarks.push({
        rule: 'interval',
        field: `sessions.${i}.day`,
        severity: 'warn',
        text: say('{days} days are not enough for skin to close; 7 to 30 are usual.', {
          days: wait,
        }),
      });
    }
    if (session.dilution < 6 || session.dilution > 30) {
      remarks.push({
        rule: 'dilution',
        field: `sessions.${i}.dilution`,
        severity: 'warn',
        text: say('A dilution of {parts} to 1 is outside the usual 6 to 30.', {
          parts: shortNumber(session.dilution),
        }),
      });
    }
  });
  if (sessionsDone > 0 && healing.ageDays < 28) {
    remarks.push({
      rule: 'not-settled',
      field: 'healing.ageDays',
      severity: 'note',
      text: say(
        'Before about day 28 the picture is not settled: fresh dots are darker and sharper.',
      ),
    });
  }
  return [...remarks, ...shadeRemarks(sessions, pigment, hair)];
}

/** Hair that brown ink never looks like, healed or faded. Assumed. */
const NEVER_BROWN: readonly string[] = ['black', 'grey'];

/** Ink of another colour than the hair. */
function shadeRemarks(
  sessions: Plan['sessions'],
  pigment: Plan['pigment'],
  hair: Plan['hair'],
): Remark[] {
  const last = sessions.at(-1)!;
  const kind = last.pigment ?? pigment.kind;
  if (kind !== 'iron-oxide-brown' || !NEVER_BROWN.includes(hair.colour)) return [];
  const field = last.pigment ? `sessions.${sessions.length - 1}.pigment` : 'pigment.kind';
  const text =
    hair.colour === 'grey'
      ? say(
          'Brown ink beside grey hair: the dots are warmer than the hair, and redden as they fade.',
        )
      : say(
          'Brown ink beside black hair: the dots are warmer than the hair, and redden as they fade.',
        );
  return [{ rule: 'off-shade', field, severity: 'warn', text }];
}

/** Melanosomes from which skin hides fine dots: type V. Assumed. */
export const DARK_FROM = 0.1;
/** Parts of water that are a lot on such skin, where 6 are taught as the least. Assumed. */
const THIN_INK = 8;

/** Fewer parts of water leave no shade between skin and black there. Assumed. */
const BLACK_INK = 4;

/** Ink that dark skin hides, and ink that it shows too much of. */
export function darkSkinRemarks({ skin, sessions }: Plan): Remark[] {
  const { dilution } = sessions.at(-1)!;
  if (skin.melanosomeFraction < DARK_FROM) return [];
  const field = `sessions.${sessions.length - 1}.dilution`;
  if (dilution > THIN_INK) {
    const text = say(
      'On skin this dark fine dots of ink with {parts} parts of water hardly show; darker ink and larger dots are usual there.',
      { parts: shortNumber(dilution) },
    );
    return [{ rule: 'thin-ink', field, severity: 'note', text }];
  }
  if (dilution >= BLACK_INK) return [];
  const text = say(
    'Ink with {parts} parts of water on skin this dark heals as a flat black patch; 6 to {usual} are usual there.',
    { parts: shortNumber(dilution), usual: THIN_INK },
  );
  return [{ rule: 'dark-on-dark', field, severity: 'warn', text }];
}
