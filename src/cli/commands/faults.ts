import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DotworkError } from '../../base/errors.ts';
import { type MadeCase, makeCase } from '../../engine/practice/fault-key.ts';
import { markAnswers, meanScore } from '../../engine/practice/mark-answers.ts';
import { faultsCsv, type MarkedAnswers } from '../../io/faults-csv.ts';
import { parseAnswers } from '../../practice/faults/answers.ts';
import {
  faultSet,
  LAST_SEED,
  MOST_CASES,
  MOST_FAULTS,
  type SetName,
} from '../../practice/faults/fault-set.ts';
import { scoreRule } from '../../practice/faults/score.ts';
import { answerLines, keyLines, setWords } from '../../words/fault-words.ts';
import { numberIn } from '../numbers.ts';
import { checkWritable, printJson, printPieces, writeWhole } from '../output.ts';
import { noteInput } from '../run-files.ts';

interface FaultsOptions {
  readonly seed?: string;
  readonly cases: string;
  readonly faults?: string;
  readonly output?: string;
  readonly json?: boolean;
  readonly csv?: boolean;
}

/** `dotwork faults`: makes a set of cases by seed, or marks what students answered to one. */
export async function faults(files: readonly string[], options: FaultsOptions): Promise<void> {
  if (options.json && options.csv)
    throw new DotworkError('usage', '--json and --csv are both given.', 'Give one of them.');
  if (files.length > 0) return markFiles(files, options);
  if (options.csv)
    throw new DotworkError('usage', 'There are no answers to write as CSV.', 'Name their files.');
  return makeSet(options);
}

async function markFiles(files: readonly string[], options: FaultsOptions): Promise<void> {
  if (options.output !== undefined)
    throw new DotworkError('usage', '-o is for the plans of a set.', 'Leave it out with answers.');
  const marked: MarkedAnswers[] = [];
  for (const file of files) {
    noteInput(file, 'answers');
    const answers = parseAnswers(textOf(file));
    marked.push({ answers, results: await markAnswers(answers) });
  }
  if (options.csv) return printPieces([faultsCsv(marked)]);
  if (!options.json) {
    const lines = marked.flatMap(({ answers, results }) => [...answerLines(answers, results), '']);
    return printPieces([`${lines.join('\n')}\n${scoreRule()}\n`]);
  }
  return printJson({
    score: scoreRule(),
    units: UNITS,
    results: marked.map(({ answers: { set, student, day }, results }) => ({
      ...{ student, day, set, score: meanScore(results) },
      cases: results.map(({ made, result }) => ({ ...keyOf(made), ...result })),
    })),
  });
}

const UNITS = "mm; x to the subject's left, y up, z forward from mid-tragion";

async function makeSet({ seed, cases, faults: each, output, json }: FaultsOptions): Promise<void> {
  const set: SetName = {
    seed: numberIn('--seed', seed ?? '1', 0, LAST_SEED),
    length: numberIn('--cases', cases, 1, MOST_CASES),
    faults: each === undefined ? null : numberIn('--faults', each, 1, MOST_FAULTS),
  };
  const made: MadeCase[] = [];
  for (const one of faultSet(set)) made.push(await makeCase(one));
  const key = { units: UNITS, score: scoreRule(), set, cases: made.map(keyOf) };
  const written = output === undefined ? [] : writeSet(output, made, key);
  if (json) return printJson({ ...key, ...(output === undefined ? {} : { files: written }) });
  const lines = [`${setWords(set)}.`, ...made.flatMap((one) => ['', ...keyLines(one)])];
  return printPieces([`${lines.join('\n')}\n`]);
}

/** One plan a case, and the key beside them, each file whole or not at all. */
function writeSet(folder: string, made: readonly MadeCase[], key: object): string[] {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const what = `${folder} cannot be made (${code}).`;
    throw new DotworkError('file', what, 'Choose a folder you may write to.', cause);
  }
  const files = [
    ...made.map(({ number, plan }): [string, object] => [
      `case-${String(number).padStart(2, '0')}.json`,
      plan,
    ]),
    ['key.json', key] as [string, object],
  ].map(([name, content]): [string, object] => [join(folder, name), content]);
  for (const [path] of files) checkWritable(path, undefined);
  for (const [path, content] of files) writeWhole(path, [`${JSON.stringify(content, null, 2)}\n`]);
  return files.map(([path]) => path);
}

/** A case's key as JSON has it. */
function keyOf({ number, person, key }: MadeCase): object {
  return {
    ...{ case: number, person },
    key: key.map(({ fault: { name, title, about, rule }, site, places }) => ({
      ...{ fault: name, title, about, rule, site, places },
    })),
  };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new DotworkError('file', `${file} cannot be read (${code}).`, 'Check the name.', cause);
  }
}
