import { readFileSync } from 'node:fs';
import { DotworkError } from '../base/errors.ts';
import { DEFAULT_PLAN } from '../plan/defaults.ts';
import { afterSession, beforeSession } from '../plan/moments.ts';
import { planFromPreset, presets } from '../plan/presets.ts';
import { setText } from '../plan/reading/override.ts';
import { checkPlan, parsePlan } from '../plan/reading/read.ts';
import type { Plan } from '../plan/schema.ts';
import { nearest, quoted } from '../plan/words.ts';
import { isLink, readLink } from '../share/link.ts';
import { noteInput } from './run-files.ts';
import { statOf } from './stat-of.ts';

/** Name of the default plan among the case presets. */
const DEFAULT_NAME = 'default';

/** Larger than any plan; stops a scan or a film given by mistake before it is read. */
const LARGEST_FILE_BYTES = 10e6;

/** What the command line changes about a plan, in this order. */
export interface PlanChanges {
  /** `path=value`, in the order given. */
  readonly set: readonly string[];
  readonly seed?: string;
  /** Number of a session, as typed: how the plan looks after it, or when the client comes for it. */
  readonly afterSession?: string;
  readonly beforeSession?: string;
}

/** Reads the plan an argument names: a file, `-` for standard input, a link, or a case preset. */
export function readPlanArgument(argument: string, changes: PlanChanges): Plan {
  return changedPlan(namedPlan(argument), changes);
}

/** A plan with what the command line changes about it. */
export function changedPlan(given: Plan, changes: PlanChanges): Plan {
  const { set, seed, afterSession: after, beforeSession: before } = changes;
  const settings = [...set, ...(seed === undefined ? [] : [`seed=${seed}`])];
  const plan = settings.reduce(setText, given);
  if (after === undefined && before === undefined) return plan;
  if (after !== undefined && before !== undefined) {
    throw new DotworkError(
      'usage',
      '--after-session and --before-session are two moments.',
      'Give one of them.',
    );
  }
  const shown =
    after === undefined
      ? beforeSession(plan, sessionNumber('--before-session', before!))
      : afterSession(plan, sessionNumber('--after-session', after));
  // An age that was asked for counts from that session.
  return settings.filter((one) => one.startsWith('healing.ageDays=')).reduce(setText, shown);
}

function sessionNumber(flag: string, text: string): number {
  const session = Number(text);
  if (text.trim() !== '' && Number.isInteger(session)) return session;
  throw new DotworkError(
    'usage',
    `${flag} is ${quoted(text)}.`,
    `Give the number of a session, such as ${flag} 1.`,
  );
}

function namedPlan(argument: string): Plan {
  if (isLink(argument)) return readLink(argument).plan;
  if (argument === '-') return planFromText(readText(0, 'Standard input'), 'Standard input');
  const found = statOf(argument);
  if (found?.isDirectory()) {
    throw new DotworkError('file', `${argument} is a folder.`, 'Name a plan file in it.');
  }
  if (found && found.size > LARGEST_FILE_BYTES) {
    throw new DotworkError(
      'file',
      `${argument} has ${Math.round(found.size / 1e6)} MB.`,
      'A plan has a few kB of JSON; check that this is the right file.',
    );
  }
  if (found) return planFromText(readText(argument, argument), argument);
  if (argument === DEFAULT_NAME) return checkPlan(DEFAULT_PLAN);
  if (/[./\\]/.test(argument)) {
    const near = nearestCase(argument);
    const fix = near ? `Did you mean ${quoted(near)}?` : 'Check the name.';
    throw new DotworkError('file', `There is no file ${argument}.`, fix);
  }
  return planFromPreset(argument);
}

/** The case whose name comes nearest to a file's. */
function nearestCase(path: string): string | undefined {
  const stem = path
    .split(/[/\\]/)
    .at(-1)!
    .replace(/\.\w+$/, '');
  return nearest(stem, [DEFAULT_NAME, ...presets('case').map(({ name }) => name)]);
}

function readText(from: string | number, name: string): string {
  if (typeof from === 'string') noteInput(from, 'the plan itself');
  try {
    return readFileSync(from, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new DotworkError('file', `${name} cannot be read (${code}).`, undefined, cause);
  }
}

/** A reader's error with the name of what was read in front. */
function planFromText(text: string, name: string): Plan {
  try {
    return isLink(text.trim()) ? readLink(text.trim()).plan : parsePlan(text);
  } catch (error) {
    if (!(error instanceof DotworkError)) throw error;
    throw new DotworkError(error.code, `${name}: ${error.message}`, undefined, error);
  }
}
