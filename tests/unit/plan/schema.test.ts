import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseNeedle } from '../../../src/ink/needles.ts';
import { skinOfType } from '../../../src/light/skin-types.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import {
  CUTS,
  LOSSES,
  NEW_GRAFTS,
  NEW_ZONE,
  OLD_WORK,
  SCANS,
  SCARS,
  TEST_PATCH,
  ZONE_SHAPES,
} from '../../../src/plan/parts.ts';
import { presets } from '../../../src/plan/presets.ts';
import { planJsonSchema } from '../../../src/plan/reading/json-schema.ts';
import { checkPlan } from '../../../src/plan/reading/read.ts';
import type { Plan } from '../../../src/plan/schema.ts';
import {
  childValue,
  fieldPaths,
  kindsOf,
  type Shape,
  shapeAt,
  valueAt,
} from '../../../src/plan/shape.ts';
import { unitOf } from '../../../src/plan/words.ts';

const committed = new URL('../../../presets/plan.schema.json', import.meta.url);

test('the committed JSON Schema is the generated one (UPDATE_SCHEMA=1 writes it)', () => {
  const generated = `${JSON.stringify(planJsonSchema(), null, 2)}\n`;
  if (process.env.UPDATE_SCHEMA) write(generated);
  expect(JSON.parse(readFileSync(committed, 'utf8'))).toEqual(JSON.parse(generated));
});

/** In the project's style, or the check of style would refuse it. */
function write(generated: string): void {
  writeFileSync(committed, generated);
  const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
  execFileSync(process.execPath, [biome, 'format', '--write', fileURLToPath(committed)]);
}

test('the JSON Schema asks for no more than the strict reader does', () => {
  const schema = planJsonSchema() as { required: string[]; properties: { skin: object } };
  expect(schema.required).toEqual(['format', 'version']);
  expect(schema.properties.skin).not.toHaveProperty('required');
});

test('every kind of part has a sound starting value', () => {
  const plan: Plan = {
    ...DEFAULT_PLAN,
    head: { ...DEFAULT_PLAN.head, scan: SCANS.file },
    hair: { ...DEFAULT_PLAN.hair, scars: Object.values(SCARS) },
    zones: Object.values(ZONE_SHAPES).map((shape) => {
      return { name: shape.kind, shape, densityScale: 1, depthOffsetMm: 0 };
    }),
  };
  expect(checkPlan(plan)).toEqual(plan);
  const kinds = (path: string): string[] => kindsOf(shapeAt(path.split('.'), DEFAULT_PLAN)!);
  expect(Object.keys(CUTS)).toEqual(kinds('hair.cut'));
  expect(Object.keys(LOSSES)).toEqual(kinds('hair.loss'));
  expect(Object.keys(SCARS)).toEqual(kinds('hair.scars.0'));
  expect(Object.keys(SCANS)).toEqual(kinds('head.scan'));
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

const PLACE = { triangle: 5, b: 1, c: 2 };

test('docs/plan.md has every field with its range', () => {
  const docs = readFileSync(new URL('../../../docs/plan.md', import.meta.url), 'utf8');
  const rows = docs.split('\n').filter((line) => line.startsWith('|'));
  const full: Plan = {
    ...DEFAULT_PLAN,
    head: { ...DEFAULT_PLAN.head, scan: SCANS.file },
    hair: { ...DEFAULT_PLAN.hair, scars: Object.values(SCARS) },
    zones: [{ name: 'x', shape: ZONE_SHAPES.disc, densityScale: 1, depthOffsetMm: 0 }],
    earlier: [OLD_WORK],
    grafts: [NEW_GRAFTS],
    testPatch: TEST_PATCH,
    manual: {
      strokes: [{ path: [PLACE], radiusMm: 8, softness: 0.5, densityScale: 0 }],
      erased: [PLACE],
      added: [{ at: PLACE, session: 1 }],
      moved: [{ from: PLACE, to: PLACE, session: 1 }],
    },
  };
  // Places are alike wherever they stand, and so are moved points.
  const named = (path: string) =>
    path
      .replace(/\.\d/g, '[]')
      .replace(/^manual\..*\.(?=(triangle|b|c)$)/, 'place.')
      .replace(/^(earlier|grafts)\[\]\.shape\./, 'zones[].shape.')
      .replace(/^(hairline\.moved)\.\w+/, '$1.*');
  const undocumented = fieldPaths(full).filter((path) => {
    const shape = shapeAt(path.split('.'), full)!;
    if (path.endsWith('.kind') && shape.const !== undefined) return false;
    const list = shape.items?.type === 'number' ? '[]' : '';
    const row = rows.find((line) => line.includes(`\`${named(path)}${list}\``));
    if (!row) return shape.type !== 'object' && !shape.oneOf;
    const { minimum: min, maximum: max } = shape;
    return min !== undefined && !row.includes(`${min} to ${max}`);
  });
  expect(undocumented).toEqual([]);
});

test('docs/plan.md has every unit, every list of words and every assumed figure', () => {
  const docs = readFileSync(new URL('../../../docs/plan.md', import.meta.url), 'utf8');
  const rows = docs.split('\n').filter((line) => line.startsWith('|'));
  const plans = Object.values(LOSSES).flatMap((loss) =>
    Object.values(ZONE_SHAPES).map((shape): Plan => {
      const scars = Object.values(SCARS);
      const zones = [{ ...NEW_ZONE, shape }];
      return { ...DEFAULT_PLAN, hair: { ...DEFAULT_PLAN.hair, loss, scars }, zones };
    }),
  );
  const missing = plans.flatMap((plan) =>
    fieldPaths(plan).flatMap((path) => {
      const shape = shapeAt(path.split('.'), plan)!;
      if (shape.unit === undefined && !shape.enum) return [];
      const kind = valueAt(plan, path.replace(/\w+$/, 'kind'));
      const row = rows.find((line) => {
        const isField = line.includes(
          `\`${path.replace(/\.\d/g, '[]').replace(/^(hairline\.moved)\.\w+/, '$1.*')}\``,
        );
        return isField && (!line.includes('`kind: ') || line.includes(`\`kind: ${kind}\``));
      });
      const words = [
        unitOf(shape),
        shape.enum?.join(', ') ?? '',
        shape.assumed ? 'assumed' : '',
        ...rangeOf(shape),
      ];
      return words.filter((word) => !row?.includes(word)).map((word) => `${path}: ${word}`);
    }),
  );
  expect([...new Set(missing)]).toEqual([]);
});

/** "0 to 1", as the page has it. */
function rangeOf({ minimum, maximum }: Shape): string[] {
  return minimum === undefined ? [] : [`${minimum} to ${maximum}`];
}

test('docs/plan.md tells the defaults as they are', () => {
  const docs = readFileSync(new URL('../../../docs/plan.md', import.meta.url), 'utf8');
  const rows = docs.split('\n').filter((line) => /^\| `[\w.[\]]+` /.test(line));
  const said = new Map(
    rows.map((line) => {
      const cells = line.split('|').map((cell) => cell.trim());
      // field, unit, default, range, source; tables of kinds have no column of defaults.
      return [cells[1]!.slice(1, -1), cells.length > 6 ? cells[3] : undefined] as const;
    }),
  );
  const defaultAt = (path: string) =>
    path.split('.').reduce<unknown>((here, key) => childValue(here, key), DEFAULT_PLAN);
  const scalars = fieldPaths(DEFAULT_PLAN).filter((path) => {
    const isScalar = ['number', 'string'].includes(typeof defaultAt(path));
    return isScalar && !/^(format|version|hair\.loss\..*|.*\.\d+\..*)$/.test(path);
  });
  expect(scalars.length).toBeGreaterThan(30);
  const told = scalars.map((path) => [path, said.get(path)]);
  const right = scalars.map((path) => [path, String(defaultAt(path)) || 'empty']);
  expect(told).toEqual(right);
  for (const field of ['cumulativeShare', 'day', 'dilution'] as const) {
    const values = DEFAULT_PLAN.sessions.map((session) => session[field]);
    expect(said.get(`sessions[].${field}`)).toBe(values.join(', '));
  }
});
