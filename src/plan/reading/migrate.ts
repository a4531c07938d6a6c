import { DotworkError } from '../../base/errors.ts';
import { taughtDensity } from '../../base/spacing.ts';
import { PLAN_VERSION } from '../schema.ts';
import { isRecord } from '../shape.ts';
import { found } from '../words.ts';

type Document = Readonly<Record<string, unknown>>;

/** One step for each version left behind; `MIGRATIONS[n]` turns version n into n + 1. */
const MIGRATIONS: readonly ((old: Document) => Document)[] = [nestSpacingAndDepth];

/**
 * A document in the current version's fields. Throws a `plan` error when it is not a plan at all,
 * lacks format or version, or comes from a newer Dotwork.
 */
export function migrate(json: unknown): Document {
  if (!isRecord(json)) {
    throw new DotworkError(
      'plan',
      `A plan is a JSON object; this is ${found(json)}.`,
      'Start the file with { and write "format" and "version" first.',
    );
  }
  if (json.format !== 'dotwork-plan') {
    throw new DotworkError('plan', wrongFormat(json.format), 'Set "format" to "dotwork-plan".');
  }
  const version = json.version;
  if (typeof version === 'number' && Number.isInteger(version) && version > PLAN_VERSION) {
    throw new DotworkError(
      'plan',
      `This plan has version ${version}, made by a newer Dotwork; this one reads up to ${PLAN_VERSION}.`,
      'Update Dotwork, or export the plan again from the version that made it.',
    );
  }
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 0) {
    const said = version === undefined ? 'version is missing.' : `version is ${found(version)}.`;
    throw new DotworkError('plan', said, `Set "version" to ${PLAN_VERSION}.`);
  }
  const steps = MIGRATIONS.slice(version);
  const document = steps.reduce((old, step) => step(old), withoutSchemaName(json));
  return { ...document, version: PLAN_VERSION };
}

/** A document without the name of its JSON Schema, which is for editors and not part of a plan. */
export function withoutSchemaName(document: Document): Document {
  const { $schema, ...rest } = document;
  return typeof $schema === 'string' ? rest : document;
}

function wrongFormat(format: unknown): string {
  if (format === undefined) return 'format is missing, so this may not be a plan.';
  return `format is ${found(format)}.`;
}

/**
 * 0 to 1. The first draft asked for the spacing between dots and had the depth at the top level.
 * Spacing becomes density as it was taught, rounded to 0.01 dots per cm², as people write it.
 */
function nestSpacingAndDepth(old: Document): Document {
  const { spacingMm, depthMm, ...rest } = old;
  const kept = {
    ...(spacingMm !== undefined && 'density' in old ? { spacingMm } : {}),
    ...(depthMm !== undefined && !mayNest(old.technique) ? { depthMm } : {}),
  };
  const density =
    spacingMm === undefined || 'density' in old
      ? {}
      : { density: { dotsPerCm2: densityOf(spacingMm) } };
  const technique =
    depthMm === undefined || !mayNest(old.technique)
      ? {}
      : { technique: { ...(old.technique as object | undefined), depositDepthMm: depthMm } };
  // A field that could not move stays, and the strict reader names it.
  return { ...rest, ...kept, ...density, ...technique };
}

function densityOf(spacingMm: unknown): number {
  if (typeof spacingMm === 'number' && spacingMm > 0 && Number.isFinite(spacingMm)) {
    return Math.round(taughtDensity(spacingMm) * 100) / 100;
  }
  throw new DotworkError(
    'plan',
    `spacingMm is ${found(spacingMm)}.`,
    'Version 0 has a number of millimetres there, from 0.68 to 4.78.',
  );
}

function mayNest(technique: unknown): boolean {
  return technique === undefined || (isRecord(technique) && !('depositDepthMm' in technique));
}
