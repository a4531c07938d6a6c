import { describe, expect, test } from 'vitest';
import { parseStudy } from '../../../src/study/document/read-study.ts';
import { shippedStudies } from '../../../src/study/document/shipped-studies.ts';
import { estimateOf } from '../../../src/study/run/estimate.ts';
import { inOrderOfWork, sharesHead } from '../../../src/study/run/study-run.ts';
import { runsOf, studyOf, TWO_PLANS } from '../../helpers/study/study.ts';

const ages = { path: 'healing.ageDays', values: [0, 30] };
const depths = { path: 'technique.depositDepthMm', values: [0.3, 0.9] };

test('runs go plan by plan through the design, and each has its plan', () => {
  const runs = runsOf(studyOf({ vary: { kind: 'grid', fields: [ages, depths] } }), TWO_PLANS);
  expect(runs.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(runs.map(({ planName }) => planName)).toEqual([
    ...Array(4).fill('default'),
    ...Array(4).fill('norwood-4'),
  ]);
  for (const { plan, settings } of runs) {
    expect(plan.healing.ageDays).toBe(settings['healing.ageDays']);
    expect(plan.technique.depositDepthMm).toBe(settings['technique.depositDepthMm']);
  }
  expect(new Set(runs.map(({ id }) => id)).size).toBe(8);
});

test('the same plan and outputs have the same name, whatever study they stand in', () => {
  const one = runsOf(studyOf({ vary: { kind: 'grid', fields: [ages] } }));
  const two = runsOf(
    studyOf({ title: 'Another', vary: { kind: 'list', runs: [{}, { 'healing.ageDays': 30 }] } }),
  );
  expect(two[1]!.id).toBe(one[1]!.id);
  const more = runsOf(studyOf({ vary: { kind: 'grid', fields: [ages] }, outputs: { dot: true } }));
  expect(more[1]!.id).not.toBe(one[1]!.id);
});

test('work is ordered so that heads and dots are made as seldom as can be', () => {
  const vary = { kind: 'grid', fields: [ages, { path: 'seed', values: [1, 2] }, depths] };
  const ordered = inOrderOfWork(runsOf(studyOf({ vary }), TWO_PLANS));
  const made = ordered.filter(
    ({ plan }, i) => i === 0 || !sharesHead(ordered[i - 1]!.plan, plan),
  ).length;
  expect(made).toBe(4);
  // Within a head, pigment is put in once for all ages: depth changes seldomer than age.
  const depthChanges = ordered.filter(
    ({ plan }, i) =>
      i > 0 && plan.technique.depositDepthMm !== ordered[i - 1]!.plan.technique.depositDepthMm,
  ).length;
  expect(depthChanges).toBe(7);
  const { heads, distinct } = estimateOf(ordered, 16, studyOf().outputs);
  expect({ heads, distinct }).toEqual({ heads: 4, distinct: 16 });
});

test('fields that fit together only as a pair may come in any order', () => {
  const [run] = runsOf(
    studyOf({
      vary: { kind: 'list', runs: [{ 'sessions.0.cumulativeShare': 0.5, sessionsDone: 1 }] },
    }),
  );
  expect(run!.plan.sessionsDone).toBe(1);
});

describe('what no plan can be is told before anything is run', () => {
  test.each<[string, Record<string, unknown>, RegExp]>([
    [
      'a field that is not there',
      { 'healing.ageDay': 3 },
      /Run 1 \(default\).*Did you mean healing\.ageDays/,
    ],
    ['a value that is not allowed', { 'healing.ageDays': -1 }, /Run 1 .*healing\.ageDays/],
    ['a kind that is not there', { 'skin.type': 'VII' }, /Run 1 .*skin\.type/],
  ])('%s', (_, run, words) => {
    const study = studyOf({ vary: { kind: 'list', runs: [run] } });
    expect(() => runsOf(study)).toThrow(words);
  });

  test('a billion runs', () => {
    const steps = { from: 0, to: 1, steps: 1000 };
    const fields = ['a', 'b', 'c'].map((path) => ({ path, ...steps }));
    expect(() => runsOf(studyOf({ vary: { kind: 'grid', fields } }))).toThrow(/1\.0e\+9 runs/);
  });
});

describe('a study file is refused with a sentence', () => {
  test.each<[string, string, RegExp]>([
    ['no JSON', '{"format":', /no JSON/],
    ['a list', '[]', /JSON object/],
    ['a plan', '{"format":"dotwork-plan","version":1}', /a plan, not a study/],
    ['another field', text({ varry: {} }), /no field "varry".*Did you mean "vary"/],
    ['no plans', text({ plans: [] }), /wrong at plans/],
    ['an empty grid', text({ vary: { kind: 'grid', fields: [] } }), /wrong at vary\.fields/],
    [
      'empty values',
      text({ vary: { kind: 'grid', fields: [{ path: 'seed', values: [] }] } }),
      /vary\.fields\.0\.values/,
    ],
    [
      'too many runs',
      text({ vary: { kind: 'latin', runs: 1e9, fields: [{ path: 'seed', from: 0, to: 1 }] } }),
      /vary\.runs.*100000/,
    ],
    [
      'a name with a slash',
      text({ outputs: { pictures: [{ name: '../x', view: 'front' }] } }),
      /pictures\.0\.name/,
    ],
  ])('%s', (_, json, words) => {
    expect(() => parseStudy(json)).toThrow(words);
  });
});

test('every study that comes along makes its runs', () => {
  const shipped = [...shippedStudies()];
  expect(shipped.map(([name]) => name)).toEqual([
    'density-distance',
    'depth-atlas',
    'fading-sensitivity',
  ]);
  for (const [, study] of shipped) expect(runsOf(study).length).toBeGreaterThan(10);
});

function text(part: object): string {
  const whole = { format: 'dotwork-study', version: 1, title: 'A', plans: ['default'], ...part };
  return JSON.stringify(whole);
}
