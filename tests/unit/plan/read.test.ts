import { describe, expect, test } from 'vitest';
import { DotworkError } from '../../../src/base/errors.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { applyPreset, planFromPreset, preset, presets } from '../../../src/plan/presets.ts';
import { parsePlan, readPlan } from '../../../src/plan/reading/read.ts';
import { restorePlan } from '../../../src/plan/reading/restore.ts';

/** A preset as its file has it. */
const darkSkin = preset('skin', 'VI');
const base = { format: 'dotwork-plan', version: 1 };

/** A plan on a scan, with such a mark of being mirrored. */
function mirroredAs(mirrored: unknown): unknown {
  const at = [0, 0, 0];
  const landmarks = { nasion: at, inion: [0, 0, -1], tragionLeft: [1, 0, 0], tragionRight: at };
  const file = { kind: 'file', name: 'a.stl', sha256: '0'.repeat(64), mmPerUnit: 1 };
  return { ...base, head: { scan: { ...file, landmarks, mirrored } } };
}

/** The plan error a call throws; anything else fails the test. */
function planError(run: () => unknown): DotworkError {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(DotworkError);
    expect((error as DotworkError).code).toBe('plan');
    return error as DotworkError;
  }
  throw new Error('nothing was thrown');
}

test("a preset's own file is the default plan with it laid over", () => {
  for (const one of presets()) {
    expect(parsePlan(JSON.stringify(one))).toEqual(applyPreset(DEFAULT_PLAN, one));
  }
  expect(readPlan(preset('case', 'fut-scar'))).toEqual(planFromPreset('fut-scar'));
  expect(readPlan(darkSkin).skin.type).toBe('VI');
});

test('a damaged preset is repaired as a plan is, and told as a preset', () => {
  const { plan, changes } = restorePlan({ ...darkSkin, patch: { seed: -4 }, about: undefined });
  expect(plan).toEqual({ ...DEFAULT_PLAN, seed: 0 });
  expect(changes[0]).toBe('The document is a preset; it is laid over the default plan.');
  expect(changes[1]).toMatch(/^seed was -4/);
});

describe('a hand-written plan', () => {
  test('needs format and version only', () => {
    expect(readPlan(base)).toEqual(DEFAULT_PLAN);
    expect(parsePlan('\uFEFF{"format":"dotwork-plan","version":1}\r\n')).toEqual(DEFAULT_PLAN);
  });

  test('may name its JSON Schema, which is not kept; a repair does not speak of it', () => {
    const $schema = 'node_modules/dotwork/presets/plan.schema.json';
    expect(readPlan({ $schema, ...base })).toEqual(DEFAULT_PLAN);
    expect(restorePlan({ $schema, ...DEFAULT_PLAN })).toEqual({ plan: DEFAULT_PLAN, changes: [] });
    expect(planError(() => readPlan({ $schema: 1, ...base })).message).toContain('"$schema"');
  });

  test('may leave out fields of a section', () => {
    const plan = readPlan({ ...base, technique: { depositDepthMm: 0.5 } });
    expect(plan.technique).toEqual({ ...DEFAULT_PLAN.technique, depositDepthMm: 0.5 });
  });

  test('gets the chromophores of the skin type it names, unless it gives its own', () => {
    expect(readPlan({ ...base, skin: { type: 'VI' } }).skin.melanosomeFraction).toBe(0.25);
    const own = { type: 'VI', melanosomeFraction: 0.2 };
    expect(readPlan({ ...base, skin: own }).skin.melanosomeFraction).toBe(0.2);
  });

  test('shows all of its sessions when it does not say how many', () => {
    const sessions = [{ cumulativeShare: 1, day: 0, dilution: 12 }];
    expect(readPlan({ ...base, sessions }).sessionsDone).toBe(1);
  });

  test('comes back frozen, and the input is left as it was', () => {
    const input = { ...base, sessions: structuredClone(DEFAULT_PLAN.sessions) };
    const plan = readPlan(input);
    expect(Object.isFrozen(plan.sessions[0])).toBe(true);
    expect(Object.isFrozen(input.sessions[0])).toBe(false);
  });
});

test.each([
  ['', 'The plan is empty.', 'Write at least'],
  [' \n', 'The plan is empty.', 'Write at least'],
  [
    '{"format":"dotwork-plan",\n "version":1,\n}',
    'unexpected "}" at line 3, column 1',
    'no comma before',
  ],
  ['{\n  format: 1}', 'unexpected "format" at line 2, column 3', 'double quotes'],
  ["{'format': 1}", 'unexpected "\'" at line 1, column 2', 'double quotes'],
  ['{"a":1} // ok', 'unexpected "/" at line 1, column 9', 'no comments'],
  ['{"a":1', 'the text ends too early at line 1, column 7', 'Close it with "}".'],
  ['{"a":01}', 'at line 1, column 6', ''],
  ['{"a":"b\nc"}', 'text that is not closed or has a wrong escape at line 1, column 6', ''],
  ['{"a":NaN}', 'unexpected "NaN" at line 1, column 6', 'a value is needed'],
  ['{"a" 1}', 'unexpected "1" at line 1, column 6', 'a colon is needed'],
  ['[1 2]', 'unexpected "2" at line 1, column 4', 'a comma or a closing bracket'],
  ['plan', 'unexpected "plan" at line 1, column 1', ''],
  [`${'['.repeat(50_000)}1`, 'the text ends too early', ''],
  ['x'.repeat(1_000_001), 'The plan is 1000 kB long.', 'right file'],
  ['[]', 'A plan is a JSON object; this is a list of 0.', 'Start the file with {'],
  ['5', 'A plan is a JSON object; this is 5.', ''],
  ['null', 'A plan is a JSON object; this is null.', ''],
])('text %j', (text, sentence, fix) => {
  const error = planError(() => parsePlan(text));
  expect(error.message).toContain(sentence);
  expect(error.fix).toContain(fix);
});

test.each([
  [{}, 'format is missing', 'Set "format" to "dotwork-plan".'],
  [{ format: 'dotwork-preset' }, "The preset's kind is missing.", 'A preset has format, kind,'],
  [{ ...darkSkin, kind: 'skins' }, `The preset's kind is "skins"`, ''],
  [{ ...darkSkin, patch: 3 }, "The preset's patch is 3", ''],
  [{ ...darkSkin, version: 1 }, 'A preset has no field "version".', ''],
  [{ ...darkSkin, patch: { skin: { type: 'VII' } } }, 'skin.type is "VII"', 'Set skin.type to'],
  [{ format: 'dotwork-plan' }, 'version is missing.', 'Set "version" to 1.'],
  [{ ...base, version: '1' }, 'version is "1".', 'Set "version" to 1.'],
  [{ ...base, version: 2 }, 'made by a newer Dotwork', 'Update Dotwork'],
  [{ ...base, version: -1 }, 'version is -1.', ''],
  [{ ...base, version: 0.5 }, 'version is 0.5.', ''],
  [
    { ...base, technique: { depositDepthMm: 5 } },
    'technique.depositDepthMm is 5 mm, more than',
    'a number from 0.02 to 2.5 mm.',
  ],
  [
    { ...base, technique: { depositDepthMm: -1 } },
    'is -1 mm, less than the smallest allowed, 0.02.',
    '',
  ],
  [{ ...base, technique: { depositDepthMm: null } }, 'not finite (NaN or Infinity)', ''],
  [{ ...base, technique: { depositDepthMm: Number.NaN } }, 'is NaN', ''],
  [
    JSON.parse('{"format":"dotwork-plan","version":1,"seed":1e999}'),
    'seed is a number too large',
    'a whole number from 0 to 4294967295.',
  ],
  [{ ...base, seed: 1.5 }, 'only whole numbers', ''],
  [{ ...base, seed: '7' }, 'seed is "7", which is not allowed.', 'a whole number'],
  [mirroredAs(0), 'head.scan.mirrored is 0, which is not allowed.', 'true or false'],
  [{ ...base, hair: null }, 'hair is null, which is not allowed.', 'an object with unitsPerCm2'],
  [{ ...base, hair: [] }, 'hair is a list of 0', ''],
  [
    { ...base, technique: { depositDepth: 0.4 } },
    'technique has no field "depositDepth".',
    'Did you mean "depositDepthMm"?',
  ],
  [{ ...base, colour: 1 }, 'The plan has no field "colour".', 'Did you mean "hair.colour"?'],
  [{ ...base, titel: '' }, 'The plan has no field "titel".', 'Did you mean "title"?'],
  [
    JSON.parse('{"format":"dotwork-plan","version":1,"__proto__":{"a":1}}'),
    'no field "__proto__"',
    '',
  ],
  [
    { ...base, skin: { constructor: 1 } },
    'skin has no field "constructor".',
    'Its fields are type',
  ],
  [
    { ...base, hair: { loss: { kind: 'norwod', grade: 'II' } } },
    'hair.loss.kind is "norwod"',
    'Did you mean "norwood"?',
  ],
  [{ ...base, hair: { loss: { grade: 'II' } } }, 'hair.loss.kind is missing.', '"none", "norwood"'],
  [
    { ...base, hair: { loss: { kind: 'norwood', grade: 'VIII' } } },
    'hair.loss.grade is "VIII"',
    'Did you mean "VII"?',
  ],
  [
    { ...base, hair: { loss: { kind: 'areata', pattern: 'totalis' } } },
    'hair.loss.patches is missing.',
    'from 1 to 12',
  ],
  [
    { ...base, hair: { loss: { kind: 'none', grade: 'I' } } },
    'hair.loss has no field "grade".',
    '',
  ],
  [
    { ...base, hair: { scars: [{ kind: 'fut', lengthMm: 10, widthMm: 2 }] } },
    'hair.scars.0.lengthMm is 10 mm',
    '',
  ],
  [
    { ...base, needle: { code: 'banana' } },
    'needle.code is "banana"',
    'a needle code such as "0803RL"',
  ],
  [{ ...base, sessions: [] }, 'sessions is a list of 0', 'a list of 1 to 6'],
  [{ ...base, zones: 'all' }, 'zones is "all"', ''],
  [{ ...base, title: 'x'.repeat(121) }, 'title is "xxx', 'text of 0 to 120 characters'],
  [
    { ...base, head: { measuresMm: { length: 1 } } },
    'head.measuresMm.length is 1 mm',
    'from 80 to 700 mm',
  ],
  [
    { ...base, head: { measuresMm: { lenght: 190 } } },
    'head.measuresMm has no field "lenght".',
    'Did you mean "length"?',
  ],
  [{ ...base, sessionsDone: 4 }, 'the plan has only 3', 'from 0 to 3'],
  [
    { ...base, sessions: sessions([0.5, 0], [0.4, 9], [1, 20]) },
    'sessions.1.cumulativeShare is 0.4',
    'above 0.5',
  ],
  [
    { ...base, sessions: sessions([0.5, 0], [0.9, 9]) },
    'the last session must reach the whole density',
    'to 1.',
  ],
  [
    { ...base, sessions: sessions([0.5, 9], [1, 9]) },
    'sessions.1.day is 9, not after',
    'more than 9 days',
  ],
  [{ ...base, sessions: sessions([0, 0], [1, 9]) }, 'must be more than 0', ''],
  [
    { ...base, manual: { erased: [{ triangle: 1, b: 30_000, c: 9000 }] } },
    'manual.erased.0 lies outside its triangle: b and c are 39000 together',
    'Set manual.erased.0.c to 2768 or less.',
  ],
  [
    { ...base, manual: { added: [{ at: { triangle: 1, b: 0, c: 0 } }] } },
    'manual.added.0.session is missing.',
    'from 1 to 6',
  ],
  [{ ...base, zones: [band(20, 10)] }, 'zones.0.shape.toMm is 10 mm, not behind', 'above 20 mm'],
])('%j is refused', (json, sentence, fix) => {
  const error = planError(() => readPlan(json));
  expect(error.message).toContain(sentence);
  expect(error.fix).toContain(fix);
});

test('several problems are told together, the first one first', () => {
  const skin = {
    type: 'IX',
    bloodFraction: 'a',
    oxygenSaturation: 2,
    thicknessScale: 9,
    colour: 1,
  };
  const { message, fix } = planError(() => readPlan({ ...base, skin }));
  expect(message).toMatch(/^skin\.type is "IX".* Also: skin\.bloodFraction .* \(2 more\.\)/);
  expect(fix).toContain('skin.type');
});

function sessions(...list: [share: number, day: number][]): object[] {
  return list.map(([cumulativeShare, day]) => ({ cumulativeShare, day, dilution: 12 }));
}

function band(fromMm: number, toMm: number): object {
  const shape = { kind: 'band', fromMm, toMm, softMm: 0 };
  return { name: 'Front', shape, densityScale: 1, depthOffsetMm: 0 };
}

test.each([
  [{ noseLeft: { backMm: 1, outMm: 1 } }, /hairline\.moved has no field "noseLeft"/],
  [{ cornerLeft: { backMm: 1 } }, /hairline\.moved\.cornerLeft\.outMm is missing/],
  [{ cornerLeft: { backMm: 60, outMm: 0 } }, /cornerLeft\.backMm is 60 mm, more than .* 40/],
])('a moved point is refused by name: %j', (moved, message) => {
  expect(() => readPlan({ format: 'dotwork-plan', version: 1, hairline: { moved } })).toThrow(
    message,
  );
});
