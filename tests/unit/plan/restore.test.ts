import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { checkPlan, readPlan } from '../../../src/plan/reading/read.ts';
import { restorePlan } from '../../../src/plan/reading/restore.ts';
import { arbitraryPlan, damagedPlan, hostileJson } from '../../helpers/arbitrary-plan.ts';

/** What holds for every input: sound, told, and nothing left to do. */
function expectSound(json: unknown): void {
  const { plan } = restorePlan(json);
  expect(checkPlan(plan)).toEqual(plan);
  expect(restorePlan(plan)).toEqual({ plan, changes: [] });
}

describe('restorePlan', () => {
  test('returns a sound plan as it is', () => {
    fc.assert(
      fc.property(arbitraryPlan, (plan) => {
        expect(restorePlan(plan)).toEqual({ plan, changes: [] });
        expect(readPlan(JSON.parse(JSON.stringify(plan)))).toBeDefined();
      }),
      { numRuns: 100 },
    );
  });

  test('makes a sound plan of any JSON', () => {
    fc.assert(fc.property(hostileJson, expectSound), { numRuns: 200 });
  });

  test('makes a sound plan of a damaged one, and says so whenever strict reading refuses', () => {
    fc.assert(
      fc.property(damagedPlan, (json) => {
        expectSound(json);
        if (!accepts(json)) expect(restorePlan(json).changes).not.toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ['nothing', undefined],
    ['a symbol', Symbol('x')],
    ['a bigint', 10n],
    ['a function', () => 1],
    [
      'a getter that throws',
      {
        format: 'dotwork-plan',
        get seed() {
          throw new Error('no');
        },
      },
    ],
    ['a revoked proxy', revoked()],
    ['a circle', circle()],
    ['a bare object', Object.create(null)],
  ])('survives %s', (_, value) => {
    expectSound(value);
  });
});

const PLACE = { triangle: 5, b: 1, c: 2 };
const base = { format: 'dotwork-plan', version: 1 };

test.each([
  [
    { technique: { ...DEFAULT_PLAN.technique, depositDepthMm: 9 } },
    'technique.depositDepthMm was 9; it is now 2.5.',
  ],
  [
    { technique: { ...DEFAULT_PLAN.technique, depositDepthMm: '0.5' } },
    'technique.depositDepthMm was "0.5"; it is now 0.5.',
  ],
  [
    { technique: { ...DEFAULT_PLAN.technique, depositDepthMm: null } },
    'technique.depositDepthMm was null; it is now 0.4.',
  ],
  [{ technique: 5 }, 'technique was 5; the default is used.'],
  [
    { needle: { code: '1003rl', hairlineCode: 'x' } },
    'needle.code was "1003rl"; it is now "1003RL".',
  ],
  [{ skin: { ...DEFAULT_PLAN.skin, type: 'iv' } }, 'skin.type was "iv"; it is now "IV".'],
  [
    { hair: { ...DEFAULT_PLAN.hair, loss: { kind: 'baldness' } } },
    'hair.loss was an object; the default is used.',
  ],
  [
    { hair: { ...DEFAULT_PLAN.hair, scars: [5, { kind: 'fue' }] } },
    'hair.scars.0 was 5; it is left out.',
  ],
  [
    { hair: { ...DEFAULT_PLAN.hair, scars: [5, { kind: 'fue' }] } },
    'hair.scars.1.dotsPerCm2 was missing; it is now 20.',
  ],
  [{ color: 'red' }, 'The plan had an unknown field, "color"; left out.'],
  [{ sessions: [] }, 'sessions was a list of 0; the default is used.'],
  [{ sessionsDone: 5 }, 'sessionsDone was more than the sessions planned; it is now 3.'],
  [
    { manual: { ...DEFAULT_PLAN.manual, erased: [{ triangle: 1, b: 2 }, PLACE] } },
    'manual.erased.0.c was missing; it is left out.',
  ],
  [
    { manual: { ...DEFAULT_PLAN.manual, moved: [{ from: {}, to: PLACE, session: 1 }] } },
    'manual.moved.0 is of no use without it and is left out.',
  ],
  [{ manual: 'none' }, 'manual was "none"; the default is used.'],
  [
    { manual: { ...DEFAULT_PLAN.manual, erased: [{ ...PLACE, b: 30_000, c: 9000 }] } },
    'Places of work by hand lay outside their triangles; they are now on the edge.',
  ],
  [{ version: 0, spacingMm: 1.07 }, 'The plan came from version 0 to version 1.'],
  [{ version: 9 }, 'version was 9; the document is read as version 1.'],
])('says what changed: %j', (part, sentence) => {
  expect(restorePlan({ ...DEFAULT_PLAN, ...base, ...part }).changes).toContain(sentence);
});

test('sessions out of order are put right without touching their dilution', () => {
  const sessions = [0.5, 0.5, 0.9].map((cumulativeShare) => ({
    cumulativeShare,
    day: 3,
    dilution: 9,
  }));
  const { plan, changes } = restorePlan({ ...DEFAULT_PLAN, sessions });
  expect(plan.sessions.map((session) => session.day)).toEqual([0, 14, 28]);
  expect(plan.sessions.at(-1)).toEqual({ cumulativeShare: 1, day: 28, dilution: 9 });
  expect(changes).toHaveLength(2);
});

function accepts(json: unknown): boolean {
  try {
    checkPlan(withoutUndefined(json));
    return true;
  } catch {
    return false;
  }
}

/** A field that is undefined is one that is not there, to both readers. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null) return value;
  const there = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(there.map(([key, part]) => [key, withoutUndefined(part)]));
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function circle(): object {
  const round: Record<string, unknown> = { format: 'dotwork-plan', version: 1 };
  round.hair = round;
  return round;
}

test('what is whole of the work by hand is kept when other pieces are lost', () => {
  const manual = {
    strokes: [
      { path: [PLACE, { triangle: 5 }, PLACE], radiusMm: 900, softness: 0.5, densityScale: 0 },
      { path: [], radiusMm: 9, softness: 0.5, densityScale: 0 },
    ],
    erased: [{ triangle: 1, b: 2 }, PLACE, { ...PLACE, b: 30_000, c: 9000 }],
    added: [{ at: PLACE, session: 9 }, { at: PLACE }],
  };
  expect(restorePlan({ ...DEFAULT_PLAN, manual }).plan.manual).toEqual({
    strokes: [{ path: [PLACE, PLACE], radiusMm: 60, softness: 0.5, densityScale: 0 }],
    erased: [PLACE, { ...PLACE, b: 30_000, c: 2768 }],
    added: [{ at: PLACE, session: 6 }],
    moved: [],
  });
});

test('a damaged point of the hairline is lost alone; one too far is brought nearer', () => {
  const moved = {
    cornerLeft: { backMm: 5 },
    moundLeft: { backMm: 70, outMm: -2 },
    nose: { backMm: 1, outMm: 1 },
  };
  const hairline = { ...DEFAULT_PLAN.hairline, moved };
  const { plan, changes } = restorePlan({ ...DEFAULT_PLAN, hairline });
  expect(plan.hairline).toEqual({
    ...DEFAULT_PLAN.hairline,
    moved: { moundLeft: { backMm: 40, outMm: -2 } },
  });
  expect(changes).toHaveLength(4);
  const lost = restorePlan({ ...DEFAULT_PLAN, hairline: { ...hairline, moved: 7 } });
  expect(lost.plan).toEqual(DEFAULT_PLAN);
  expect(lost.changes).toEqual(['hairline.moved was 7; it is left out.']);
});

test('a point of the hairline that is undefined is not there, for strict reading too', () => {
  const moved = { sideburnTipLeft: undefined };
  const json = { ...DEFAULT_PLAN, hairline: { ...DEFAULT_PLAN.hairline, moved } };
  expect(accepts(json)).toBe(true);
  expect(restorePlan(json).changes).toEqual([]);
});
