import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { sessionCalendar } from '../../../src/io/session-calendar.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { dateOf } from '../../../src/plan/moments.ts';
import { checkPlan } from '../../../src/plan/reading/read.ts';

const TITLE =
  'A; title, with \\ signs – größer, 日本語の長いタイトルは七十五バイトを超えるので折り返される';
const PLAN = checkPlan({ ...DEFAULT_PLAN, title: TITLE, startsOn: '2026-12-30' });

function events(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
}

test('sessions and two days after each, whole days, over the end of a year', () => {
  const read = events(sessionCalendar(PLAN));
  expect(read).toHaveLength(9);
  const days = PLAN.sessions.flatMap(({ day }) => [day, day + 1, day + 2]);
  read.forEach((event, i) => {
    expect(event.startDate.isDate).toBe(true);
    expect(event.startDate.toString()).toBe(dateOf(PLAN, days[i]!));
    expect(event.endDate.subtractDate(event.startDate).toSeconds()).toBe(86_400);
  });
  expect(read.map(({ summary }) => summary).slice(0, 3)).toEqual([
    'Scalp micropigmentation, session 1 of 3',
    'Day 1 after session 1',
    'Day 2 after session 1',
  ]);
  // Signs with a meaning of their own come back as they were.
  expect(read[0]!.description).toBe(TITLE);
  expect(read[1]!.description).toContain('Crusts: ');
  expect(new Set(read.map(({ uid }) => uid)).size).toBe(9);
});

test('lines end in CR LF and have 75 bytes at most, no letter cut in two', () => {
  const text = sessionCalendar(PLAN);
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
  const lines = text.split('\r\n');
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  const sizes = lines.map((line) => new TextEncoder().encode(line).length);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(75);
  expect(Math.max(...sizes)).toBeGreaterThan(70);
  expect(text.replaceAll('\r\n ', '')).toContain(
    '日本語の長いタイトルは七十五バイトを超えるので折り返される',
  );
});

test('the same plan gives the same bytes, another one other names', () => {
  const text = sessionCalendar(PLAN);
  expect(sessionCalendar(structuredClone(PLAN))).toBe(text);
  expect(text).toContain('DTSTAMP:20261230T000000Z');
  const uid = (of: string) => /UID:(.+)-session-1@/.exec(of.replaceAll('\r\n ', ''))![1];
  expect(uid(sessionCalendar({ ...PLAN, seed: 2 }))).not.toBe(uid(text));
});

test('a day that is the next session is that, and no day after', () => {
  const [first, ...rest] = PLAN.sessions;
  const close = checkPlan({ ...PLAN, sessions: [first!, { ...rest[0]!, day: 2 }, rest[1]!] });
  expect(
    events(sessionCalendar(close))
      .map(({ summary }) => summary)
      .slice(0, 3),
  ).toEqual([
    'Scalp micropigmentation, session 1 of 3',
    'Day 1 after session 1',
    'Scalp micropigmentation, session 2 of 3',
  ]);
});

test('a plan without a first day is told what to set', () => {
  expect(() => sessionCalendar(DEFAULT_PLAN)).toThrow(
    'The plan does not say when it begins. Set startsOn to the date of the first session, such as 2026-03-02.',
  );
});
