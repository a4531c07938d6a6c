import { healingCalendar } from '../../plan/calendar.ts';
import { HEALED_DAYS } from '../../plan/moments.ts';
import { ageWords, headWords } from '../../plan/remarks/scene-words.ts';
import type { Plan } from '../../plan/schema.ts';
import { FULL_LIMITS } from '../../words/limits.ts';
import type { Section } from '../blocks.ts';
import type { SheetDetails } from '../details.ts';

/** Who it is for and by whom; no more than a name is asked of the client. */
export function whoSection(plan: Plan, details: SheetDetails): Section {
  const { client, clinic, technician, contact } = details;
  return {
    title: 'Client and clinic',
    blocks: [
      {
        kind: 'rows',
        rows: [
          { name: 'Client', value: client },
          { name: 'Clinic', value: clinic },
          { name: 'Technician', value: technician },
          { name: 'Reach us at', value: contact },
          {
            name: 'Skin, head',
            value: `Fitzpatrick ${plan.skin.type}; ${headWords(plan.head)}`,
            note: 'the type is indicative: colour is measured, not typed',
          },
          ...(plan.notes ? [{ name: 'Notes', value: plan.notes }] : []),
        ],
      },
    ],
  };
}

/** What to expect, and what to do until it has healed. */
export function aftercareSection(plan: Plan, { aftercare }: SheetDetails): Section {
  const [first] = healingCalendar(plan);
  return {
    title: 'Aftercare',
    ownPage: true,
    blocks: [
      { kind: 'text', text: 'What to expect after each session, as clinics tell it:' },
      {
        kind: 'table',
        heads: ['', 'Days', 'What you see', 'Source'],
        rows: (first?.phases ?? []).map(({ name, fromDay, toDay, seen, source }) => [
          name,
          `${fromDay} – ${toDay}`,
          seen,
          source,
        ]),
        shares: [2, 1.6, 7, 5],
      },
      {
        kind: 'text',
        text: aftercare
          ? 'What your clinic asks of you:'
          : 'What clinics commonly ask; what yours says comes first:',
      },
      { kind: 'list', items: aftercare ?? USUAL_CARE },
    ],
  };
}

/** Claims of clinics, with who makes them; nobody tested them on scalps. */
const USUAL_CARE: readonly string[] = [
  'Do not wash or wet the treated skin for 3 to 5 days, and do not rub it (mytransformation.com.au).',
  'Do not pick crusts or flakes: colour comes away with them.',
  'Keep sun, sweat, salt and chlorine away until it has settled: they are said to fade it fastest (newhairps.com, upmcac.org). Later, protect it from sun for as long as you want to keep it.',
  'Paler and patchy about the second week is not the result. Judge it after a month.',
  'Redness that spreads, pus, fever or strong pain: see a doctor the same day, and tell your technician.',
];

/** What is signed. */
export function consentSection(plan: Plan): Section {
  const { sessions } = plan;
  const count = sessions.length === 1 ? 'one session' : `${sessions.length} sessions`;
  return {
    title: 'What this preview can and cannot say, and consent',
    ownPage: true,
    blocks: [
      ...FULL_LIMITS.map((text) => ({ kind: 'text', text }) as const),
      {
        kind: 'list',
        items: [
          `I have seen pictures before, on the day and healed (${ageWords(HEALED_DAYS)} on), and understand that they are simulated.`,
          `The plan is for ${count}. More may be needed, and colour fades: it will have to be refreshed or will show unevenly.`,
          'I was asked about raised scars (keloids), illness or infection of the skin here, pregnancy and nursing, blood thinners and bleeding, infections carried by blood, allergies, fresh tan and alcohol, and said what applies. What I said is not written on this sheet.',
          'I was offered a test patch and could look at healed work.',
          'I was given the labels of the inks (batch number, ingredients) and instructions for aftercare.',
          'I may stop at any time. What is in the skin by then stays.',
          'I agree / do not agree (strike out one) that photographs of my scalp are taken for my file. Publishing them needs a consent of its own.',
        ],
      },
      {
        kind: 'blanks',
        columns: 2,
        labels: [
          'Client: name in full, place and date',
          'Client: signature',
          'Technician: name, place and date',
          'Technician: signature',
        ],
      },
      {
        kind: 'text',
        small: true,
        text: 'Not a medical device; neither a diagnosis nor advice. Have these words read by someone who knows the law where you work before they are signed.',
      },
    ],
  };
}
