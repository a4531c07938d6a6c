import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, isAbsolute, join, resolve } from 'node:path';
import { version } from '../../../package.json';
import { DotworkError } from '../../base/errors.ts';
import { FREE_MEASURES, measureAtPercentile } from '../../head/measure-percentile.ts';
import { scanReference } from '../../io/scan/import-scan.ts';
import { isPartName } from '../../io/scan/scan-formats.ts';
import { setPaths } from '../../plan/reading/override.ts';
import { readPlan } from '../../plan/reading/read.ts';
import type { Plan } from '../../plan/schema.ts';
import { nearest, quoted } from '../../plan/words.ts';
import { parseStudy } from '../../study/document/read-study.ts';
import { shippedStudies } from '../../study/document/shipped-studies.ts';
import type { Study, StudyHead } from '../../study/document/study-schema.ts';
import { makeRuns, type NamedHead, type NamedPlan, OWN_HEAD } from '../../study/run/make-runs.ts';
import type { StudyRun } from '../../study/run/study-run.ts';
import { importFile } from '../head-input.ts';
import { readPlanArgument } from '../plan-input.ts';
import { noteInput } from '../run-files.ts';
import { statOf } from '../stat-of.ts';

/** A study read, with every run it asks for. */
export interface OpenedStudy {
  readonly study: Study;
  readonly runs: readonly StudyRun[];
}

/** Reads a study by its file or its name among those shipped, and makes all of its runs. */
export async function openStudy(argument: string): Promise<OpenedStudy> {
  const { study, folder } = namedStudy(argument);
  const plans = study.plans.map((one) => planOf(one, folder));
  const heads = study.heads
    ? (await Promise.all(study.heads.map((head) => headsOf(head, folder, plans[0]!.plan)))).flat()
    : [OWN_HEAD];
  return { study, runs: makeRuns(study, plans, heads, version) };
}

function namedStudy(argument: string): { study: Study; folder: string } {
  const found = statOf(argument);
  if (found?.isDirectory()) {
    throw new DotworkError('file', `${argument} is a folder.`, 'Name a study file in it.');
  }
  if (found) {
    noteInput(argument, 'the study itself');
    return { study: parsed(argument), folder: dirname(resolve(argument)) };
  }
  const shipped = shippedStudies();
  const study = shipped.get(argument);
  if (study) return { study, folder: process.cwd() };
  const near = nearest(argument, [...shipped.keys()]);
  throw new DotworkError(
    'file',
    `There is no study ${argument}.`,
    near ? `Did you mean ${quoted(near)}?` : `There are ${[...shipped.keys()].join(', ')}.`,
  );
}

function parsed(path: string): Study {
  try {
    return parseStudy(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof DotworkError) {
      throw new DotworkError(error.code, `${path}: ${error.message}`, undefined, error);
    }
    const { code } = error as NodeJS.ErrnoException;
    throw new DotworkError('file', `${path} cannot be read (${code}).`, undefined, error);
  }
}

function planOf(given: Study['plans'][number], folder: string): NamedPlan {
  if (typeof given === 'string') return { name: shortName(given), plan: planAt(given, folder) };
  const { name, plan, set = {} } = given;
  try {
    const whole = typeof plan === 'string' ? planAt(plan, folder) : readPlan(plan);
    return { name, plan: setPaths(whole, set) };
  } catch (error) {
    if (!(error instanceof DotworkError)) throw error;
    throw new DotworkError(error.code, `Plan ${quoted(name)}: ${error.message}`, undefined, error);
  }
}

/** A preset by its name, or a file beside the study. */
function planAt(given: string, folder: string): Plan {
  const at = beside(given, folder);
  return readPlanArgument(statOf(at) ? at : given, { set: [] });
}

function beside(path: string, folder: string): string {
  return isAbsolute(path) ? path : join(folder, path);
}

function shortName(path: string): string {
  return basename(path, extname(path));
}

async function headsOf(given: StudyHead, folder: string, plan: Plan): Promise<NamedHead[]> {
  const { base, percentile, scans, name } = given;
  if (scans !== undefined) {
    if (base !== undefined || percentile !== undefined) {
      throw new DotworkError('usage', 'A head is either scans, or a base with a percentile.');
    }
    return scanHeads(beside(scans, folder), plan, name);
  }
  if (base === undefined) {
    throw new DotworkError(
      'usage',
      'A head of the study names neither a base nor scans.',
      'Write {"base":"female","percentile":50} or {"scans":"folder"}.',
    );
  }
  const measuresMm =
    percentile === undefined
      ? {}
      : Object.fromEntries(
          FREE_MEASURES.map((one) => [one, measureAtPercentile(one, base, percentile)]),
        );
  return [
    {
      name: name ?? (percentile === undefined ? base : `${base} ${percentile} %`),
      head: ({ head }) => ({ ...head, base, measuresMm, scan: { kind: 'none' as const } }),
    },
  ];
}

async function scanHeads(path: string, plan: Plan, name?: string): Promise<NamedHead[]> {
  const found = statOf(path);
  if (!found) {
    throw new DotworkError('file', `There are no scans ${path}.`, 'Name a file or a folder.');
  }
  const files = found.isDirectory()
    ? readdirSync(path)
        .filter((file) => isPartName(file) && !/\.(mtl|bin|jpe?g|png)$/i.test(file))
        .sort()
        .map((file) => join(path, file))
    : [path];
  if (files.length === 0) {
    throw new DotworkError('file', `There is no scan in ${path}.`, 'Put scans of heads there.');
  }
  const heads: NamedHead[] = [];
  for (const file of files) {
    const { opened, imported } = await importFile(file, { landmark: [] }, plan);
    const scan = scanReference(opened, imported.placing);
    heads.push({
      name: name && files.length === 1 ? name : shortName(file),
      head: ({ head }) => ({ ...head, scan }),
      scanFile: resolve(file),
    });
  }
  return heads;
}
