import { describe, expect, test } from 'vitest';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { applyPreset, planFromPreset, preset, presets } from '../../../src/plan/presets.ts';
import { planSchema } from '../../../src/plan/schema.ts';

const files = Object.entries(
  import.meta.glob<{ kind: string; name: string }>(
    ['../../../presets/*/*.json', '!../../../presets/{languages,lessons,rates,studies}/*.json'],
    {
      eager: true,
      import: 'default',
    },
  ),
);

describe('presets', () => {
  test.each(presets().map((one) => [`${one.kind} ${one.name}`, one] as const))(
    '%s gives a valid plan',
    (_, one) => {
      expect(planSchema.safeParse(applyPreset(DEFAULT_PLAN, one)).success).toBe(true);
    },
  );

  test('every file stands under its own name in the folder of its kind', () => {
    const folders = { case: 'cases', loss: 'losses', skin: 'skins', pigment: 'pigments' };
    const more = { needle: 'needles', hairline: 'hairlines', hand: 'hands' };
    for (const [path, { kind, name }] of files) {
      const folder = { ...folders, ...more }[kind];
      expect(path).toBe(`../../../presets/${folder}/${name}.json`);
    }
  });

  test('part presets touch their own part only', () => {
    const part = { skin: 'skin', pigment: 'pigment', needle: 'needle', hairline: 'hairline' };
    for (const one of presets().filter((each) => each.kind !== 'case')) {
      expect(Object.keys(one.patch)).toEqual([
        { ...part, loss: 'hair', hand: 'operator', case: '' }[one.kind],
      ]);
    }
  });
});

test('a case lies on top of the default plan', () => {
  const plan = planFromPreset('norwood-7-dark-skin');
  const dark = { ...DEFAULT_PLAN.skin, ...preset('skin', 'VI').patch.skin! };
  // Its melanin is its own; the rest is the type's.
  expect(plan.skin).toEqual({ ...dark, melanosomeFraction: 0.2 });
  expect(plan.hair.loss).toEqual({ kind: 'norwood', grade: 'VII' });
  expect(plan.pigment).toEqual(DEFAULT_PLAN.pigment);
});

test('a kind of loss is replaced whole, not mixed with the one before', () => {
  const plan = applyPreset(planFromPreset('norwood-6'), preset('loss', 'areata-patches'));
  expect(plan.hair.loss).toEqual({ kind: 'areata', pattern: 'patches', patches: 4 });
  expect(plan.hair.colour).toBe('brown');
});

test('a case with another number of sessions shows all of them', () => {
  expect(planFromPreset('fut-scar').sessionsDone).toBe(4);
  expect(planFromPreset('trainer-helmet').sessionsDone).toBe(1);
});

test('an unknown preset is told with the nearest name', () => {
  expect(() => planFromPreset('norwod-6')).toThrow('Did you mean "norwood-6"?');
  expect(() => preset('skin', 'VII')).toThrow(/no skin preset "VII"/);
});
