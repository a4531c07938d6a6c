import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dirtyStages, isHairlineAlone } from '../../../src/engine/dirty.ts';
import { STAGES, type StageName } from '../../../src/engine/stages.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { NEW_GRAFTS, OLD_WORK, TEST_PATCH } from '../../../src/plan/parts.ts';
import type { Plan } from '../../../src/plan/schema.ts';
import { branchOf, fieldsOf, isRecord, PLAN_SHAPE, type Shape } from '../../../src/plan/shape.ts';
import { arbitraryPlan } from '../../helpers/arbitrary-plan.ts';

/** Fields that are written down, counted or printed, but decide no dot and no light. */
const PRESENTATIONAL = [
  'format',
  'version',
  'title',
  'notes',
  'startsOn',
  'zones.name',
  'earlier.name',
  'grafts.name',
  'grafts.method',
  // Hair grows in steps of a week, a thousandth of a month is none.
  'grafts.months',
  'technique.extensionToDeposit',
  'technique.dotsPerMinute',
  // How hair looks above the skin.
  'hair.greyShare',
  'hair.curl',
  'hair.brows',
  'hair.beard.density',
  'hair.beard.lengthMm',
  'noGo.note',
];

const plan: Plan = {
  ...DEFAULT_PLAN,
  zones: [
    {
      name: 'crown',
      shape: { kind: 'disc', at: 'vertex', radiusMm: 30, softMm: 10 },
      densityScale: 1,
      depthOffsetMm: 0,
    },
  ],
};

const point = { triangle: 7, b: 3, c: 4 };
const own: Partial<Plan['sessions'][number]> = {
  pigment: 'iron-oxide-brown',
  stockShare: 0.1,
  needle: '0601RL',
  hairlineNeedle: '0601RL',
  depositDepthMm: 0.3,
  perforationsPerDot: 2,
};
const withWork: Plan = {
  ...plan,
  startsOn: '2026-03-02',
  earlier: [OLD_WORK],
  grafts: [{ ...NEW_GRAFTS, months: 6 }],
  testPatch: TEST_PATCH,
  technique: { ...plan.technique, scarUptake: 0.8, scarDose: 0.9 },
  sessions: plan.sessions.map((session, i) => (i === 1 ? { ...session, ...own } : session)),
  manual: {
    strokes: [{ path: [point], radiusMm: 8, softness: 0.5, densityScale: 1.5 }],
    erased: [point],
    added: [{ at: point, session: 1 }],
    moved: [{ from: point, to: point, session: 2 }],
  },
  noGo: [{ at: point, radiusMm: 4, note: 'mole' }],
};
const manual = (work: Partial<Plan['manual']>) => ({ manual: { ...plan.manual, ...work } });

const from = (stage: StageName) => STAGES.slice(STAGES.indexOf(stage));
const without = (stages: readonly StageName[]) => stages.filter((stage) => stage !== 'placement');
const ran = (change: Partial<Plan>) => [...dirtyStages(plan, { ...plan, ...change })];

describe('a change runs the first stage that reads it and those after', () => {
  const cases: [what: string, change: Partial<Plan>, stages: readonly StageName[]][] = [
    ['nothing', {}, []],
    ['the title', { title: 'other' }, []],
    ['the age', { healing: { ...plan.healing, ageDays: 400 } }, from('heal')],
    ['the outcome', { healing: { ...plan.healing, outcome: 'poor' } }, from('heal')],
    ['sessions done', { sessionsDone: 1 }, from('heal')],
    ['hair colour', { hair: { ...plan.hair, colour: 'grey' } }, from('optics')],
    ['blood', { skin: { ...plan.skin, bloodFraction: 0.02 } }, from('optics')],
    ['depth', { technique: { ...plan.technique, depositDepthMm: 0.5 } }, from('deposit')],
    ['the needle', { needle: { ...plan.needle, code: '0601RL' } }, from('deposit')],
    ['the gradient', { hairline: { ...plan.hairline, gradientMm: 5 } }, from('select')],
    ['a brush stroke', manual({ strokes: withWork.manual.strokes }), without(from('target'))],
    ['an erased dot', manual({ erased: [point] }), from('select')],
    ['an added dot', manual({ added: withWork.manual.added }), from('select')],
    ['a moved dot', manual({ moved: withWork.manual.moved }), from('select')],
    ['a mark', { noGo: withWork.noGo }, from('select')],
    ['density', { density: { dotsPerCm2: 60 } }, without(from('target'))],
    ['a zone', { zones: [{ ...plan.zones[0]!, densityScale: 0.5 }] }, without(from('target'))],
    ['loss', { hair: { ...plan.hair, loss: { kind: 'none' } } }, without(from('scalp'))],
    ['the seed', { seed: 2 }, from('scalp')],
    ['the head', { head: { ...plan.head, base: 'female' } }, from('head')],
    ['the age', { head: { ...plan.head, ageYears: 61 } }, without(from('scalp'))],
  ];
  for (const [what, change, stages] of cases) {
    test(what, () => expect(ran(change)).toEqual([...stages]));
  }

  test('everything, when there was no plan', () => {
    expect([...dirtyStages(undefined, plan)]).toEqual([...STAGES]);
  });
});

test('every field of the plan is read by a stage or known to be presentational', () => {
  const silent: string[] = [];
  const loud: string[] = [];
  for (const { path, changed } of everyChange(withWork)) {
    const named = path.replace(/\.\d+/g, '');
    (dirtyStages(withWork, changed).size === 0 ? silent : loud).push(named);
  }
  expect([...new Set(silent)].sort()).toEqual([...PRESENTATIONAL].sort());
  // The walk did go everywhere: into lists, kinds and numbers.
  for (const field of [
    'manual.moved.from.c',
    'zones.shape.softMm',
    'sessions.dilution',
    'sessions.depositDepthMm',
    'hair.loss.grade',
    'seed',
  ]) {
    expect(loud).toContain(field);
  }
});

test('a field no stage reads is caught', () => {
  const paths = [...everyChange({ ...plan, stray: 1 } as Plan)].map(({ path }) => path);
  expect(paths).not.toContain('stray');
  expect(dirtyStages(plan, { ...plan, stray: 1 } as Plan).size).toBe(0);
});

test('from any plan to any other: stages after the first are dirty too, and back is the same', () => {
  fc.assert(
    fc.property(arbitraryPlan, arbitraryPlan, (one, other) => {
      const there = without([...dirtyStages(one, other)]);
      expect(there).toEqual(
        without(from(there[0] ?? 'coverage')).slice(there.length === 0 ? 1 : 0),
      );
      expect([...dirtyStages(other, one)]).toEqual([...dirtyStages(one, other)]);
      expect(dirtyStages(one, one).size).toBe(0);
    }),
    { numRuns: 200 },
  );
});

/** The plan with one leaf changed, for every leaf of its schema that it has. */
function* everyChange(whole: Plan): Generator<{ path: string; changed: Plan }> {
  yield* walk(whole, PLAN_SHAPE, [], (changed) => changed as Plan);
}

function* walk(
  node: unknown,
  shape: Shape,
  path: readonly string[],
  rebuild: (changed: unknown) => Plan,
): Generator<{ path: string; changed: Plan }> {
  const here = branchOf(shape, node) ?? shape;
  if (Array.isArray(node)) {
    for (const [i, item] of node.entries()) {
      const replace = (changed: unknown) => rebuild(node.with(i, changed));
      yield* walk(item, here.items!, [...path, String(i)], replace);
    }
    return;
  }
  if (isRecord(node)) {
    for (const [name, field] of Object.entries(fieldsOf(here))) {
      if (!Object.hasOwn(node, name)) continue;
      const replace = (changed: unknown) => rebuild({ ...node, [name]: changed });
      yield* walk(node[name], field, [...path, name], replace);
    }
    return;
  }
  // Any other value will do: stages compare, they do not judge.
  const changed = typeof node === 'number' ? node + 0.001 : `${node}x`;
  yield { path: path.join('.'), changed: rebuild(changed) };
}

test('a hairline in hand is told from every other change', () => {
  const moved = { ...plan, hairline: { ...plan.hairline, midFrontalMm: 90 } };
  expect(isHairlineAlone(plan, moved)).toBe(true);
  expect(isHairlineAlone(plan, structuredClone(moved))).toBe(true);
  expect(isHairlineAlone(plan, { ...moved, seed: plan.seed + 1 })).toBe(false);
  expect(isHairlineAlone(plan, { ...moved, density: { dotsPerCm2: 77 } })).toBe(false);
});
