import { say, toSay } from '../../base/language/say.ts';
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
    title: say('Client and clinic'),
    blocks: [
      {
        kind: 'rows',
        rows: [
          { name: say('Client'), value: client },
          { name: say('Clinic'), value: clinic },
          { name: say('Technician'), value: technician },
          { name: say('Reach us at'), value: contact },
          {
            name: say('Skin, head'),
            value: `Fitzpatrick ${plan.skin.type}; ${headWords(plan.head)}`,
            note: say('the type is indicative: colour is measured, not typed'),
          },
          ...(plan.notes ? [{ name: say('Notes'), value: plan.notes }] : []),
        ],
      },
    ],
  };
}

/** What to expect, and what to do until it has healed. */
export function aftercareSection(plan: Plan, { aftercare }: SheetDetails): Section {
  const [first] = healingCalendar(plan);
  return {
    title: say('Aftercare'),
    ownPage: true,
    blocks: [
      { kind: 'text', text: say('What to expect after each session, as clinics tell it:') },
      {
        kind: 'table',
        heads: ['', say('Days'), say('What you see'), say('Source')],
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
          ? say('What your clinic asks of you:')
          : say('What clinics commonly ask; what yours says comes first:'),
      },
      { kind: 'list', items: aftercare ?? USUAL_CARE.map((text) => say(text)) },
    ],
  };
}

/** Claims of clinics, with who makes them; nobody tested them on scalps. */
const USUAL_CARE: readonly string[] = [
  toSay(
    'Do not wash or wet the treated skin for 3 to 5 days, and do not rub it (mytransformation.com.au).',
  ),
  toSay('Do not pick crusts or flakes: colour comes away with them.'),
  toSay(
    'Keep sun, sweat, salt and chlorine away until it has settled: they are said to fade it fastest (newhairps.com, upmcac.org). Later, protect it from sun for as long as you want to keep it.',
  ),
  toSay('Paler and patchy about the second week is not the result. Judge it after a month.'),
  toSay(
    'Redness that spreads, pus, fever or strong pain: see a doctor the same day, and tell your technician.',
  ),
];

/** What is signed. */
export function consentSection(plan: Plan): Section {
  const { sessions } = plan;
  const count = sessions.length === 1 ? say('one session') : `${sessions.length} sessions`;
  return {
    title: say('What this preview can and cannot say, and consent'),
    ownPage: true,
    blocks: [
      ...FULL_LIMITS.map((text) => ({ kind: 'text', text: say(text) }) as const),
      {
        kind: 'list',
        items: [
          say(
            'I have seen pictures before, on the day and healed ({days} on), and understand that they are simulated.',
            { days: ageWords(HEALED_DAYS) },
          ),
          say(
            'The plan is for {count}. More may be needed, and colour fades: it will have to be refreshed or will show unevenly.',
            { count },
          ),
          say(
            'I was asked about raised scars (keloids), illness or infection of the skin here, pregnancy and nursing, blood thinners and bleeding, infections carried by blood, allergies, fresh tan and alcohol, and said what applies. What I said is not written on this sheet.',
          ),
          say('I was offered a test patch and could look at healed work.'),
          say(
            'I was given the labels of the inks (batch number, ingredients) and instructions for aftercare.',
          ),
          say('I may stop at any time. What is in the skin by then stays.'),
          say(
            'I agree / do not agree (strike out one) that photographs of my scalp are taken for my file. Publishing them needs a consent of its own.',
          ),
        ],
      },
      {
        kind: 'blanks',
        columns: 2,
        labels: [
          say('Client: name in full, place and date'),
          say('Client: signature'),
          say('Technician: name, place and date'),
          say('Technician: signature'),
        ],
      },
      {
        kind: 'text',
        small: true,
        text: say(
          'Not a medical device; neither a diagnosis nor advice. Have these words read by someone who knows the law where you work before they are signed.',
        ),
      },
    ],
  };
}
