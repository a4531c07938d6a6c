import { freeze } from 'immer';
import type * as z from 'zod';
import { DotworkError } from '../../base/errors.ts';
import { DEFAULT_PLAN } from '../defaults.ts';
import { isPreset, readPreset } from '../preset-files.ts';
import { type Plan, planSchema } from '../schema.ts';
import { branchOf, childValue, fieldPaths, fieldsOf, type Shape, shapeAt } from '../shape.ts';
import { allowed, found, nearest, quoted, unitOf } from '../words.ts';
import { parseJson } from './json-text.ts';
import { fillFromDefault } from './merge.ts';
import { migrate } from './migrate.ts';
import { contradictions, type Problem } from './rules.ts';

/** Problems told at once; more would bury the first. */
const TOLD = 3;

/**
 * Reads a plan strictly. `format` and `version` must be there, any other missing field or section
 * takes its default, and whatever is there must be right: a wrong value or an unknown field throws
 * a `plan` error that names it. A preset is read as the default plan with it laid over. The answer
 * is frozen.
 */
export function readPlan(json: unknown): Plan {
  return checkPlan(fillFromDefault(isPreset(json) ? readPreset(json).patch : migrate(json)));
}

/** Reads the text of a plan file; see `readPlan`. */
export function parsePlan(text: string): Plan {
  return readPlan(parseJson(text));
}

/** A whole plan, checked and frozen: nothing is filled in. Throws a `plan` error otherwise. */
export function checkPlan(value: unknown): Plan {
  const read = planSchema.safeParse(value);
  const problems = read.success
    ? contradictions(read.data)
    : read.error.issues.flatMap((issue) => problemsOf(issue, value));
  if (read.success && problems.length === 0) return freeze(read.data, true);
  throw problemError(problems);
}

function problemError(problems: readonly Problem[]): DotworkError {
  const [first, ...others] = problems.slice(0, TOLD).map((problem) => problem.text);
  const more = problems.length > TOLD ? [`(${problems.length - TOLD} more.)`] : [];
  const also = others.length > 0 ? ['Also:', ...others, ...more] : [];
  return new DotworkError('plan', [first, ...also].join(' '), problems[0]?.fix);
}

/** Zod says where; what was found and what is allowed come from the document and the shape. */
function problemsOf(issue: z.core.$ZodIssue, document: unknown): Problem[] {
  const keys = issue.path.map(String);
  const value = keys.reduce<unknown>((here, key) => childValue(here, key), document);
  const shape = shapeAt(keys, document) ?? {};
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownField(keys, key, branchOf(shape, value) ?? shape));
  }
  return [wrongValue(keys.join('.') || 'The plan', value, shape)];
}

function unknownField(parent: readonly string[], key: string, shape: Shape): Problem {
  const path = [...parent, key].join('.');
  const fields = Object.keys(fieldsOf(shape));
  const elsewhere = fieldPaths(DEFAULT_PLAN).find((one) => one.endsWith(`.${key}`));
  const near = elsewhere ?? nearest(key, fields);
  const named = parent.length > 0 ? parent.join('.') : 'The plan';
  return {
    path,
    text: `${named} has no field ${quoted(key)}.`,
    fix: near ? `Did you mean ${quoted(near)}?` : `Its fields are ${fields.join(', ')}.`,
  };
}

function wrongValue(path: string, value: unknown, shape: Shape): Problem {
  const near = typeof value === 'string' && shape.enum ? nearest(value, shape.enum) : undefined;
  const need = `Set ${path} to ${allowed(shape)}.`;
  return {
    path,
    text: `${path} ${fault(value, shape)}`,
    fix: near ? `Did you mean ${quoted(near)}? ${need}` : need,
  };
}

function fault(value: unknown, shape: Shape): string {
  const numeric = shape.minimum !== undefined && shape.maximum !== undefined;
  if (value === undefined) return 'is missing.';
  if (value === null && numeric) {
    return 'is null, which is how JSON writes a number that is not finite (NaN or Infinity).';
  }
  if (typeof value !== 'number' || !numeric) return `is ${found(value)}, which is not allowed.`;
  if (Number.isNaN(value)) return 'is NaN, not a number.';
  if (!Number.isFinite(value)) return 'is a number too large to hold.';
  const unit = unitOf(shape);
  const said = `is ${value}${unit && ` ${unit}`}`;
  if (value > shape.maximum) return `${said}, more than the largest allowed, ${shape.maximum}.`;
  if (value < shape.minimum) return `${said}, less than the smallest allowed, ${shape.minimum}.`;
  return `${said}, but only whole numbers are allowed.`;
}
