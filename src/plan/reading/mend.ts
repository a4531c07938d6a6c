import { startingPart } from '../parts.ts';
import { branchOf, childValue, fieldsOf, isRecord, type Shape } from '../shape.ts';
import { found, quoted } from '../words.ts';

/**
 * The nearest value the shape allows, with a sentence in `changes` for each thing altered.
 *
 * @param fallback - Used where nothing can be saved. Without one the answer is undefined, and the
 *   caller leaves the part out.
 */
export function mend(
  shape: Shape,
  value: unknown,
  fallback: unknown,
  path: string,
  changes: string[],
): unknown {
  const give = (now: unknown): unknown => {
    const was = value === undefined ? 'was missing' : `was ${found(value)}`;
    changes.push(`${path} ${was}; ${now === undefined ? 'it is left out' : nowIs(now)}.`);
    return now;
  };
  if (shape.const !== undefined && value === shape.const) return value;
  if (shape.oneOf) return mendKind(shape, value, fallback, path, changes) ?? give(fallback);
  if (shape.items) return mendList(shape, value, path, changes) ?? give(fallback);
  if (shape.type === 'object') {
    return isRecord(value) ? mendFields(shape, value, fallback, path, changes) : give(fallback);
  }
  const near = nearest(shape, value);
  return near === value && near !== undefined ? value : give(near ?? fallback);
}

function nowIs(value: unknown): string {
  return typeof value === 'object' ? 'the default is used' : `it is now ${found(value)}`;
}

function mendFields(
  shape: Shape,
  value: Record<string, unknown>,
  fallback: unknown,
  path: string,
  changes: string[],
): unknown {
  const fields = fieldsOf(shape);
  const strays = Object.keys(value).filter((key) => !Object.hasOwn(fields, key));
  if (strays.length > 0) changes.push(strayFields(path, strays));
  const entries = Object.entries(fields).flatMap(([key, field]) => {
    const given = childValue(value, key);
    if (given === undefined && !shape.required?.includes(key)) return [];
    const at = path ? `${path}.${key}` : key;
    return [[key, mend(field, given, childValue(fallback, key), at, changes)] as const];
  });
  const lost = entries.filter(([, mended]) => mended === undefined).map(([key]) => key);
  if (lost.some((key) => shape.required?.includes(key))) {
    changes.push(`${path} is of no use without it and is left out.`);
    return undefined;
  }
  return Object.fromEntries(entries.filter(([key]) => !lost.includes(key)));
}

function strayFields(path: string, strays: readonly string[]): string {
  const named = strays.slice(0, 5).map(quoted).join(', ');
  const more = strays.length > 5 ? ` and ${strays.length - 5} more` : '';
  const what = strays.length === 1 ? 'an unknown field' : 'unknown fields';
  return `${path || 'The plan'} had ${what}, ${named}${more}; left out.`;
}

function mendKind(
  shape: Shape,
  value: unknown,
  fallback: unknown,
  path: string,
  changes: string[],
): unknown {
  const branch = branchOf(shape, value);
  if (!branch || !isRecord(value)) return undefined;
  const start = startingPart(path, value.kind);
  const same = childValue(fallback, 'kind') === value.kind;
  return mendFields(branch, value, same ? fallback : start, path, changes);
}

function mendList(
  shape: Shape,
  value: unknown,
  path: string,
  changes: string[],
): unknown[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const most = shape.maxItems ?? value.length;
  // Array.from turns holes into undefined; flatMap alone would pass over them in silence.
  const kept = Array.from(value.slice(0, most) as unknown[]).flatMap((item, i) => {
    const at = `${path}.${i}`;
    const start = shape.items!.properties ? startingPart(at) : undefined;
    // A list item that is no object holds nothing worth filling up; it goes.
    const mended = mend(shape.items!, item, isRecord(item) ? start : undefined, at, changes);
    return mended === undefined ? [] : [mended];
  });
  if (kept.length < (shape.minItems ?? 0)) return undefined;
  if (value.length > most) {
    changes.push(`${path} had ${value.length} items; the first ${most} are kept.`);
  }
  return kept;
}

function nearest(shape: Shape, value: unknown): unknown {
  if (shape.type === 'boolean') return nearFlag(value);
  return shape.type === 'string' ? nearText(shape, value) : nearNumber(shape, value);
}

function nearFlag(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  return [true, false].find((flag) => String(flag) === value);
}

function nearNumber(shape: Shape, value: unknown): number | undefined {
  if (shape.const !== undefined) return undefined;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return undefined;
  const inside = Math.min(Math.max(number, shape.minimum!), shape.maximum!);
  return shape.type === 'integer' ? Math.round(inside) : inside;
}

function nearText(shape: Shape, value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const words = shape.enum ?? (shape.const === undefined ? undefined : [String(shape.const)]);
  if (words)
    return words.find((word) => word === value) ?? words.find((word) => alike(word, value));
  if (shape.pattern) {
    const fits = new RegExp(shape.pattern);
    return [value, value.trim().toUpperCase()].find((text) => fits.test(text));
  }
  return value.length < (shape.minLength ?? 0) ? undefined : value.slice(0, shape.maxLength);
}

function alike(a: string, b: string): boolean {
  return a.toLowerCase() === b.trim().toLowerCase();
}
