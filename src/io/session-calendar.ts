import { DotworkError } from '../base/errors.ts';
import { HEALING_PHASES } from '../ink/healing-days.ts';
import { dateOf } from '../plan/moments.ts';
import type { Plan } from '../plan/schema.ts';
import { planHash } from '../share/plan-hash.ts';

/** Days after a session that are entered, too: those on which nobody washes and all is told again. */
export const DAYS_AFTER = 2;

/** Bytes of a line, at most, before it goes on in the next (RFC 5545, 3.1). */
const LINE_BYTES = 75;

interface CalendarEvent {
  readonly key: string;
  readonly date: string;
  readonly summary: string;
  readonly description: string;
  /** Whether the day is taken. */
  readonly busy: boolean;
}

/**
 * Sessions of a plan and the two days after each as iCalendar (RFC 5545): events of whole days. The
 * same plan gives the same bytes, stamp included: the first day. Throws a `plan` error where the plan
 * has no first day.
 */
export function sessionCalendar(plan: Plan): string {
  const { startsOn } = plan;
  if (startsOn === undefined) {
    throw new DotworkError(
      'plan',
      'The plan does not say when it begins.',
      'Set startsOn to the date of the first session, such as 2026-03-02.',
    );
  }
  const hash = planHash(plan);
  const stamp = `${startsOn.replaceAll('-', '')}T000000Z`;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Dotwork//Sessions//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(plan.title)}`,
    ...eventsOf(plan).flatMap(({ key, date, summary, description, busy }) => [
      'BEGIN:VEVENT',
      `UID:${hash}-${key}@dotwork`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${date.replaceAll('-', '')}`,
      `DTEND;VALUE=DATE:${dayAfter(date).replaceAll('-', '')}`,
      `SUMMARY:${escaped(summary)}`,
      `DESCRIPTION:${escaped(description)}`,
      `TRANSP:${busy ? 'OPAQUE' : 'TRANSPARENT'}`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

function eventsOf(plan: Plan): CalendarEvent[] {
  const { sessions, title } = plan;
  return sessions.flatMap(({ day }, i) => {
    const number = i + 1;
    const next = sessions[i + 1]?.day ?? Number.POSITIVE_INFINITY;
    const session: CalendarEvent = {
      key: `session-${number}`,
      date: dateOf(plan, day)!,
      summary: `Scalp micropigmentation, session ${number} of ${sessions.length}`,
      description: title,
      busy: true,
    };
    const after = Array.from({ length: DAYS_AFTER }, (_, k) => k + 1)
      .filter((days) => day + days < next)
      .map(
        (days): CalendarEvent => ({
          key: `session-${number}-day-${days}`,
          date: dateOf(plan, day + days)!,
          summary: `Day ${days} after session ${number}`,
          description: HEALING_PHASES.filter(
            ({ fromDay, toDay }) => fromDay <= days && days < toDay,
          )
            .map(({ name, seen }) => `${name}: ${seen}`)
            .join('\n'),
          busy: false,
        }),
      );
    return [session, ...after];
  });
}

function dayAfter(date: string): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return new Date(Date.UTC(year, month - 1, day + 1)).toISOString().slice(0, 10);
}

/** A value of type TEXT (RFC 5545, 3.3.11); other control signs have no place in it. */
function escaped(text: string): string {
  return text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, ' ')
    .replace(/\p{Cs}/gu, '\ufffd');
}

/** A long line in several: each but the first begins with a space, and no letter is cut in two. */
function folded(line: string): string {
  const lines: string[] = [];
  let [here, bytes] = ['', 0];
  for (const letter of line) {
    const size = new TextEncoder().encode(letter).length;
    if (bytes + size > LINE_BYTES) {
      lines.push(here);
      [here, bytes] = [' ', 1];
    }
    here += letter;
    bytes += size;
  }
  return [...lines, here].join('\r\n');
}
