import { DotworkError } from '../../base/errors.ts';
import { startingPart } from '../parts.ts';
import type { Plan } from '../schema.ts';
import {
  childShape,
  childValue,
  fieldPaths,
  fieldsOf,
  isRecord,
  kindsOf,
  PLAN_SHAPE,
  type Shape,
  shapeAt,
} from '../shape.ts';
import { nearest, quoted } from '../words.ts';
import { overlayPlan } from './merge.ts';
import { checkPlan } from './read.ts';

/**
 * A plan with one field set by a whole setting, `path=value`, as a flag or an address has it. A
 * `usage` error where there is no "=" or nothing before it.
 */
export function setText(plan: Plan, setting: string): Plan {
  const equals = setting.indexOf('=');
  if (equals >= 1) return setPath(plan, setting.slice(0, equals), setting.slice(equals + 1));
  throw new DotworkError(
    'usage',
    `The setting ${quoted(setting)} has no ${equals < 0 ? '"="' : 'path before its "="'}.`,
    'Write a path, "=" and a value, such as density.dotsPerCm2=80.',
  );
}

/**
 * A plan with one field set from text, as `--set technique.depositDepthMm=0.5` does.
 *
 * The text is read as JSON where it is JSON and as plain text otherwise. List items go by index
 * (`sessions.0.dilution`; the next free index appends); a new `kind` brings its other fields along,
 * and a new `skin.type` its chromophores. An unknown path throws a `usage` error, a wrong value the
 * strict reader's `plan` error.
 */
export function setPath(plan: Plan, path: string, text: string): Plan {
  const keys = path.split('.');
  const shape = shapeAt(keys, plan);
  if (!shape) throw unknownPath(plan, path);
  return checkPlan(overlayPlan(plan, patchFor(plan, keys, typedValue(text, shape))));
}

/**
 * A plan with fields set by path, checked once all stand: two that only fit together may come in any
 * order. Errors as those of {@link setPath}.
 */
export function setPaths(plan: Plan, settings: Readonly<Record<string, unknown>>): Plan {
  const whole = Object.entries(settings).reduce<Plan>((here, [path, value]) => {
    const keys = path.split('.');
    if (!shapeAt(keys, here)) throw unknownPath(plan, path);
    return overlayPlan(here, patchFor(here, keys, value)) as Plan;
  }, plan);
  return checkPlan(whole);
}

function unknownPath(plan: Plan, path: string): DotworkError {
  const known = fieldPaths(plan);
  const last = path.split('.').at(-1)!;
  const isItem = (one: string) => /\.\d/.test(one);
  const alike = known.filter((one) => one.split('.').at(-1) === last);
  // The plan's own field, not those of single items that stand in for it.
  const own = alike.filter((one) => !isItem(one));
  const close = nearest(path, known);
  const guess = close !== undefined && own.length > 0 && isItem(close) ? undefined : close;
  const near = [guess, ...(own.length > 0 ? own : alike)];
  const named = [...new Set(near)].filter((one) => one !== undefined).slice(0, 3);
  const fix =
    named.length > 0
      ? `Did you mean ${named.join(' or ')}?`
      : `A path starts with ${Object.keys(fieldsOf(PLAN_SHAPE)).join(', ')}.`;
  return new DotworkError('usage', `A plan has no field ${quoted(path)}.`, fix);
}

function typedValue(text: string, shape: Shape): unknown {
  // Text fields take the words as they stand, so that `title=2024` is a title.
  if (shape.type === 'string' && !text.startsWith('"')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The partial plan that sets one path. Parts that are replaced whole are given whole. */
function patchFor(plan: Plan, keys: readonly string[], value: unknown): Record<string, unknown> {
  return nest(PLAN_SHAPE, plan, keys, '', value) as Record<string, unknown>;
}

function nest(
  shape: Shape,
  here: unknown,
  [key, ...rest]: readonly string[],
  path: string,
  value: unknown,
): unknown {
  if (key === undefined) return value;
  const at = path ? `${path}.${key}` : key;
  if (key === 'kind' && kindsOf(shape).length > 0) {
    const known = here !== undefined && childValue(here, 'kind') === value;
    return known ? here : (startingPart(path, value) ?? { kind: value });
  }
  const below = nest(childShape(shape, here, key) ?? {}, childValue(here, key), rest, at, value);
  if (Array.isArray(here)) return withItem(here, key, below, path);
  const replacedWhole = shape.oneOf !== undefined || /\.\d/.test(path);
  return replacedWhole && isRecord(here) ? { ...here, [key]: below } : { [key]: below };
}

function withItem(list: readonly unknown[], key: string, item: unknown, path: string): unknown[] {
  const index = Number(key);
  if (index > list.length) {
    throw new DotworkError(
      'usage',
      `${path} has ${list.length === 0 ? 'no items' : `items 0 to ${list.length - 1}`}.`,
      `Use an index up to ${list.length}; ${list.length} appends one.`,
    );
  }
  return list.toSpliced(index, 1, item);
}
