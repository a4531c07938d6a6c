import { readFileSync, writeFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_PLAN } from '../../src/plan/defaults.ts';
import { planJsonSchema } from '../../src/plan/json-schema.ts';
import { LOSSES, SCARS, ZONE_SHAPES } from '../../src/plan/parts.ts';
import { presets } from '../../src/plan/presets.ts';
import { checkPlan } from '../../src/plan/read.ts';
import type { Plan } from '../../src/plan/schema.ts';
import { fieldPaths, kindsOf, shapeAt } from '../../src/plan/shape.ts';
import { parseNeedle } from '../../src/skin/needles.ts';
import { skinOfType } from '../../src/skin/skin-types.ts';

const committed = new URL('../../presets/plan.schema.json', import.meta.url);

test('the committed JSON Schema is the generated one (UPDATE_SCHEMA=1 writes it)', () => {
  const generated = `${JSON.stringify(planJsonSchema(), null, 2)}\n`;
  if (process.env.UPDATE_SCHEMA) writeFileSync(committed, generated);
  expect(JSON.parse(readFileSync(committed, 'utf8'))).toEqual(JSON.parse(generated));
});

test('the JSON Schema asks for no more than the strict reader does', () => {
  const schema = planJsonSchema() as { required: string[]; properties: { skin: object } };
  expect(schema.required).toEqual(['format', 'version']);
  expect(schema.properties.skin).not.toHaveProperty('required');
});

test('every kind of part has a sound starting value', () => {
  const plan: Plan = {
    ...DEFAULT_PLAN,
    hair: { ...DEFAULT_PLAN.hair, scars: Object.values(SCARS) },
    zones: Object.values(ZONE_SHAPES).map((shape) => {
      return { name: shape.kind, shape, densityScale: 1, depthOffsetMm: 0 };
    }),
  };
  expect(checkPlan(plan)).toEqual(plan);
  const kinds = (path: string): string[] => kindsOf(shapeAt(path.split('.'), DEFAULT_PLAN)!);
  expect(Object.keys(LOSSES)).toEqual(kinds('hair.loss'));
  expect(Object.keys(SCARS)).toEqual(kinds('hair.scars.0'));
  expect(Object.keys(ZONE_SHAPES)).toEqual(kinds('zones.0.shape'));
});

test('every needle code the plan takes, the needle table can read', () => {
  const pattern = new RegExp(shapeAt(['needle', 'code'], DEFAULT_PLAN)!.pattern!);
  fc.assert(fc.property(fc.stringMatching(pattern), (code) => parseNeedle(code).count > 0));
});

test('skin presets are the skins of the optics', () => {
  for (const { patch } of presets('skin')) {
    const { type, ...chromophores } = patch.skin as Plan['skin'];
    expect(skinOfType(type)).toMatchObject(chromophores);
  }
});

test('docs/plan.md has every field with its range', () => {
  const docs = readFileSync(new URL('../../docs/plan.md', import.meta.url), 'utf8');
  const rows = docs.split('\n').filter((line) => line.startsWith('|'));
  const full: Plan = {
    ...DEFAULT_PLAN,
    hair: { ...DEFAULT_PLAN.hair, scars: Object.values(SCARS) },
    zones: [{ name: 'x', shape: ZONE_SHAPES.disc, densityScale: 1, depthOffsetMm: 0 }],
  };
  const undocumented = fieldPaths(full).filter((path) => {
    const shape = shapeAt(path.split('.'), full)!;
    if (path.endsWith('.kind') && shape.const !== undefined) return false;
    const row = rows.find((line) => line.includes(`\`${path.replace(/\.\d/g, '[]')}\``));
    if (!row) return shape.type !== 'object' && !shape.oneOf;
    const { minimum: min, maximum: max } = shape;
    return min !== undefined && !row.includes(`${min} to ${max}`);
  });
  expect(undocumented).toEqual([]);
});
