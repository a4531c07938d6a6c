import { describe, expect, test } from 'vitest';
import { lotAges, meanDepositDepthMm, shownKinds } from '../../../src/engine/lots.ts';
import { healingCalendar } from '../../../src/plan/calendar.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { afterSession, beforeSession, dateOf, dayShown, onDay } from '../../../src/plan/moments.ts';
import { checkPlan } from '../../../src/plan/reading/read.ts';
import type { Plan } from '../../../src/plan/schema.ts';
import { sessionWork } from '../../../src/plan/session-work.ts';
import { dayWords, expectedNow } from '../../../src/words/treatment.ts';

// Sessions on days 0, 14 and 28.
const plan = DEFAULT_PLAN;

describe('moments of a treatment', () => {
  test('after a session its dots are fresh, those before it older, those to come not there', () => {
    expect(lotAges(afterSession(plan, 2)).slice(0, 3)).toEqual([14, 0, -1]);
    expect(lotAges(afterSession(plan, 3, 7)).slice(0, 3)).toEqual([35, 21, 7]);
    expect(shownKinds(afterSession(plan, 2))).toBe(0b110);
  });

  test('before a session the one before it is as old as the wait; before the first there is none', () => {
    expect(lotAges(beforeSession(plan, 3)).slice(0, 3)).toEqual([28, 14, -1]);
    expect(beforeSession(plan, 1).sessionsDone).toBe(0);
    expect(dayShown(beforeSession(plan, 1))).toBeUndefined();
  });

  test('every day has its moment: session and age add up to it', () => {
    expect(onDay(plan, -1).sessionsDone).toBe(0);
    for (let day = 0; day <= 60; day++) {
      const shown = onDay(plan, day);
      expect(dayShown(shown)).toBe(day);
      expect(shown.sessions[shown.sessionsDone - 1]!.day).toBeLessThanOrEqual(day);
      expect(shown.sessions[shown.sessionsDone]?.day ?? Infinity).toBeGreaterThan(day);
    }
  });

  test('a session there is not is told with what there is', () => {
    for (const session of [0, 4, 1.5, Number.NaN]) {
      expect(() => afterSession(plan, session)).toThrow(/the plan has 3 sessions/);
    }
  });

  test('days have dates once the first one has, over the ends of months and years', () => {
    expect(dateOf(plan, 14)).toBeUndefined();
    expect(dateOf({ ...plan, startsOn: '2027-12-25' }, 14)).toBe('2028-01-08');
    expect(dateOf({ ...plan, startsOn: '2028-02-28' }, 1)).toBe('2028-02-29');
    expect(() => checkPlan({ ...plan, startsOn: '2026-04-31' })).toThrow(/startsOn/);
  });
});

describe('what a session leaves out is the plan’s', () => {
  const own: Plan = {
    ...plan,
    sessions: plan.sessions.map((session, i) =>
      i === 0 ? { ...session, depositDepthMm: 0.3, needle: '0601RL' } : session,
    ),
  };

  test('its own where it says so, and only there', () => {
    expect(sessionWork(own, own.sessions[0]!)).toMatchObject({
      depositDepthMm: 0.3,
      needle: '0601RL',
      hairlineNeedle: plan.needle.hairlineCode,
      pigment: 'carbon-black',
    });
    const deeper = { ...own, technique: { ...own.technique, depositDepthMm: 0.6 } };
    expect(sessionWork(deeper, deeper.sessions[0]!).depositDepthMm).toBe(0.3);
    expect(sessionWork(deeper, deeper.sessions[1]!).depositDepthMm).toBe(0.6);
  });

  test('the depth dots lie at in the mean goes by the dots of each session', () => {
    expect(meanDepositDepthMm(plan)).toBe(0.4);
    // 30 % at 0.3, 70 % at 0.4.
    expect(meanDepositDepthMm(own)).toBeCloseTo(0.37, 9);
    expect(meanDepositDepthMm(afterSession(own, 1))).toBeCloseTo(0.3, 9);
  });
});

describe('the calendar', () => {
  test('has every session’s phases, cut short where the next one begins them anew', () => {
    const calendar = healingCalendar({ ...plan, startsOn: '2026-03-02' });
    expect(calendar.map(({ day, date }) => [day, date])).toEqual([
      [0, '2026-03-02'],
      [14, '2026-03-16'],
      [28, '2026-03-30'],
    ]);
    const names = calendar.map(({ phases }) => phases.map(({ name }) => name));
    expect(names[0]).toEqual(['Redness', 'Crusts', 'Flaking', 'Pale phase', 'Settling']);
    expect(names[2]).toEqual([...names[0]!, 'Healed']);
    expect(calendar[0]!.phases.at(-1)).toMatchObject({ days: [11, 14], isCutShort: true });
    expect(calendar[2]!.phases[2]).toMatchObject({
      days: [32, 38],
      dates: ['2026-04-03', '2026-04-09'],
      isCutShort: false,
    });
    expect(healingCalendar(plan)[0]).not.toHaveProperty('date');
  });

  test('no day of the first half year is without words, and each says who tells it', () => {
    for (let day = 0; day <= 180; day++) {
      const phases = expectedNow(afterSession(plan, 3, day));
      expect(phases.length, `day ${day}`).toBeGreaterThan(0);
    }
    for (const { phases } of healingCalendar(plan)) {
      for (const { source, seen } of phases) expect(source.length * seen.length).toBeGreaterThan(0);
    }
    expect(expectedNow(beforeSession(plan, 1))).toEqual([]);
  });

  test('the day shown in words', () => {
    expect(dayWords(beforeSession(plan, 1))).toBe('before treatment');
    expect(dayWords(afterSession(plan, 2))).toBe('day 14, day of session 2');
    expect(dayWords({ ...beforeSession(plan, 3), startsOn: '2026-03-02' })).toBe(
      'day 28 (2026-03-30), just before session 3',
    );
    expect(dayWords(onDay(plan, 31))).toBe('day 31, 3 after session 3');
  });
});
