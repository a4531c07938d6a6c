import type { Plan } from '../schema.ts';
import type { Remark } from './remark.ts';

/** Shares, intervals and ink of the sessions. */
export function sessionRemarks({ sessions, sessionsDone, healing }: Plan): Remark[] {
  const remarks: Remark[] = [];
  if (sessions[0]!.cumulativeShare > 0.5) {
    remarks.push({
      rule: 'first-session',
      field: 'sessions.0.cumulativeShare',
      severity: 'warn',
      text: 'More than half of all dots in the first session leaves little to correct.',
    });
  }
  sessions.forEach((session, i) => {
    const wait = i > 0 ? session.day - sessions[i - 1]!.day : Number.POSITIVE_INFINITY;
    if (wait < 7) {
      remarks.push({
        rule: 'interval',
        field: `sessions.${i}.day`,
        severity: 'warn',
        text: `${wait} days are not enough for skin to close; 7 to 30 are usual.`,
      });
    }
    if (session.dilution < 6 || session.dilution > 30) {
      remarks.push({
        rule: 'dilution',
        field: `sessions.${i}.dilution`,
        severity: 'warn',
        text: `A dilution of ${session.dilution} to 1 is outside the usual 6 to 30.`,
      });
    }
  });
  if (sessionsDone > 0 && healing.ageDays < 28) {
    remarks.push({
      rule: 'not-settled',
      field: 'healing.ageDays',
      severity: 'note',
      text: 'Before about day 28 the picture is not settled: fresh dots are darker and sharper.',
    });
  }
  return remarks;
}

/** Melanosomes from which skin hides fine dots: type V. Assumed. */
export const DARK_FROM = 0.1;
/** Parts of water that are a lot on such skin, where 6 are taught as the least. Assumed. */
const THIN_INK = 8;

/** Ink that skin hides. */
export function darkSkinRemarks({ skin, sessions }: Plan): Remark[] {
  const { dilution } = sessions.at(-1)!;
  if (skin.melanosomeFraction < DARK_FROM || dilution <= THIN_INK) return [];
  const text = `On skin this dark fine dots of ink with ${dilution} parts of water hardly show; darker ink and larger dots are usual there.`;
  return [
    { rule: 'thin-ink', field: `sessions.${sessions.length - 1}.dilution`, severity: 'note', text },
  ];
}
