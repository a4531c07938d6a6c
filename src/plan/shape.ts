import * as z from 'zod';
import { FIELD_WORDS, type FieldWords } from './field-words.ts';
import { planSchema } from './schema.ts';

/** One node of the plan's JSON Schema: the part of that vocabulary the plan uses, with its words. */
export interface Shape extends FieldWords {
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  readonly description?: string;
  readonly const?: string | number;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Shape;
  /** Branches of a part that comes in kinds; each fixes `kind` to one word. */
  readonly oneOf?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  /** With `additionalProperties`: an object whose fields are all optional and alike. */
  readonly propertyNames?: Shape;
  readonly additionalProperties?: Shape | false;
}

/**
 * The schema as plain data. Reading, repair and `--set` walk this rather than zod's own objects,
 * so ranges, names and words are written once, in the schema.
 */
export const PLAN_SHAPE = z.toJSONSchema(planSchema, {
  override: ({ zodSchema, jsonSchema }) =>
    void Object.assign(jsonSchema, FIELD_WORDS.get(zodSchema)),
}) as Shape;

/** True for a JSON object; arrays and null are not. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields an object may have, by name. Empty for lists, unions and plain values. */
export function fieldsOf(shape: Shape): Readonly<Record<string, Shape>> {
  if (shape.properties) return shape.properties;
  const each = shape.additionalProperties;
  if (!each) return {};
  return Object.fromEntries((shape.propertyNames?.enum ?? []).map((name) => [name, each]));
}

/** The field of that name; `constructor` and its like are no fields. */
export function fieldOf(shape: Shape, name: string): Shape | undefined {
  const fields = fieldsOf(shape);
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** The branch that `value.kind` names; a shape without branches is its own. */
export function branchOf(shape: Shape, value: unknown): Shape | undefined {
  if (!shape.oneOf) return shape;
  const kind = isRecord(value) ? value.kind : undefined;
  return shape.oneOf.find((branch) => branch.properties?.kind?.const === kind);
}

/** The words a part's `kind` may be. Empty where there are no branches. */
export function kindsOf(shape: Shape): string[] {
  return (shape.oneOf ?? []).map((branch) => String(branch.properties?.kind?.const));
}

/** The shape one step down, following the value's kind where there are branches. */
export function childShape(shape: Shape, value: unknown, key: string): Shape | undefined {
  if (shape.items) return /^(0|[1-9]\d*)$/.test(key) ? shape.items : undefined;
  const branch = branchOf(shape, value);
  if (branch) return fieldOf(branch, key);
  return key === 'kind' ? { type: 'string', enum: kindsOf(shape) } : undefined;
}

/** The shape at a path, following the kinds found in `value`. */
export function shapeAt(path: readonly string[], value: unknown): Shape | undefined {
  let shape: Shape | undefined = PLAN_SHAPE;
  let here = value;
  for (const key of path) {
    shape = shape && childShape(shape, here, key);
    here = childValue(here, key);
  }
  return shape;
}

/** The shape of a field that is found without knowing any kind. Another path is a bug. */
export function fieldShape(path: string): Shape {
  const shape = shapeAt(path.split('.'), undefined);
  if (!shape) throw new Error(`The plan has no field ${path}.`);
  return shape;
}

/** The own field or item of that name, or undefined. */
export function childValue(value: unknown, key: string): unknown {
  const inside = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
  return inside ? (value as Record<string, unknown>)[key] : undefined;
}

/** What stands at a path, e.g. `sessions.0.dilution`; undefined where nothing does. */
export function valueAt(value: unknown, path: string): unknown {
  return path.split('.').reduce(childValue, value);
}

/** Writes a field of a draft whose parents are there. */
export function putAt(draft: unknown, path: string, value: unknown): void {
  const keys = path.split('.');
  const last = keys.pop()!;
  const parent = keys.reduce(childValue, draft);
  if (isRecord(parent)) parent[last] = value;
}

/** The path of every field of this plan, sections before their fields. */
export function fieldPaths(plan: unknown): string[] {
  return pathsUnder(PLAN_SHAPE, plan, '');
}

function pathsUnder(shape: Shape, value: unknown, path: string): string[] {
  const branch = branchOf(shape, value) ?? shape;
  const keys = branch.items
    ? (Array.isArray(value) ? value : []).map((_, i) => String(i))
    : Object.keys(fieldsOf(branch));
  return keys.flatMap((key) => {
    const here = path ? `${path}.${key}` : key;
    const child = childShape(branch, value, key);
    return child ? [here, ...pathsUnder(child, childValue(value, key), here)] : [];
  });
}
