import { DotworkError } from '../../base/errors.ts';
import { latinHypercube } from '../../ink/unknowns/latin.ts';
import { quoted } from '../../plan/words.ts';
import {
  type FieldValue,
  MOST_RUNS,
  type Settings,
  type Vary,
  type VaryField,
} from '../document/study-schema.ts';
import { MOST_SOBOL, sobolPoints } from './sobol.ts';

/** How many runs a design has for each plan and head. Worked out without making them. */
export function countOf(vary: Vary | undefined): number {
  if (!vary) return 1;
  if (vary.kind === 'grid') {
    return fieldsOf(vary).reduce(
      (all, field) => all * (field.values?.length ?? field.steps ?? 0),
      1,
    );
  }
  return typeof vary.runs === 'number' ? vary.runs : (vary.runs?.length ?? 0);
}

/**
 * What each run of a design sets, the last field of a grid changing fastest. Throws a `usage` error
 * where a design lacks what its kind needs.
 *
 * @param seed - Of `latin` and `sobol`.
 */
export function settingsOf(vary: Vary | undefined, seed: number): Settings[] {
  if (!vary) return [{}];
  checkDesign(vary);
  if (vary.kind === 'list') return vary.runs as Settings[];
  const fields = fieldsOf(vary);
  if (vary.kind === 'grid') return combinations(fields);
  const count = vary.runs as number;
  const points =
    vary.kind === 'latin'
      ? latinHypercube(count, fields.length, seed)
      : sobolPoints(count, fields.length, seed);
  return points.map((point) =>
    Object.fromEntries(fields.map((field, i) => [field.path, valueAtShare(field, point[i]!)])),
  );
}

/** Throws a `usage` error that names what a design lacks. */
export function checkDesign(vary: Vary): void {
  const { kind } = vary;
  if (kind === 'list') {
    if (!Array.isArray(vary.runs))
      throw wrong('A list has what each of its runs sets under "runs".');
    if (vary.fields) throw wrong('A list has runs and no "fields".');
    return;
  }
  if (!vary.fields) throw wrong(`A ${kind} design needs "fields".`);
  if (kind === 'grid' && vary.runs !== undefined) {
    throw wrong('A grid has as many runs as its values make; "runs" has no place in it.');
  }
  if (kind !== 'grid' && typeof vary.runs !== 'number') {
    throw wrong(`A ${kind} design needs a number of "runs".`);
  }
  if (kind === 'sobol' && vary.fields.length > MOST_SOBOL) {
    throw wrong(`Sobol points are made for up to ${MOST_SOBOL} fields; take a latin design.`);
  }
  const seen = new Set<string>();
  for (const field of vary.fields) {
    if (seen.has(field.path)) throw wrong(`${quoted(field.path)} varies twice.`);
    seen.add(field.path);
    checkField(field, kind === 'grid');
  }
}

function checkField({ path, values, from, to, steps, scale }: VaryField, isGrid: boolean): void {
  const name = quoted(path);
  const isRange = from !== undefined || to !== undefined;
  if (values && (isRange || steps || scale)) throw wrong(`${name} has values and a range.`);
  if (values) return;
  if (from === undefined || to === undefined) {
    throw wrong(`${name} needs values, or both from and to.`);
  }
  if (isGrid && steps === undefined) throw wrong(`${name} needs steps: how many values of a grid.`);
  if (!isGrid && steps !== undefined) throw wrong(`${name} has steps, which only a grid has.`);
  if (from === to) throw wrong(`${name} runs from ${from} to ${to}, which is one value.`);
  if (scale === 'log' && !(from > 0 && to > 0)) {
    throw wrong(`${name} is asked for on a log scale, whose ends are above 0.`);
  }
}

function wrong(text: string): DotworkError {
  return new DotworkError('usage', text, 'Mend "vary" of the study.');
}

function fieldsOf({ fields = [] }: Vary): readonly VaryField[] {
  return fields;
}

function combinations(fields: readonly VaryField[]): Settings[] {
  const lists = fields.map(gridValues);
  const count = lists.reduce((all, { length }) => all * length, 1);
  if (count > MOST_RUNS) throw new Error('Count before combining.');
  return Array.from({ length: count }, (_, index) => {
    let rest = index;
    const entries = fields.map(({ path }, i) => {
      const below = lists.slice(i + 1).reduce((all, { length }) => all * length, 1);
      const at = Math.floor(rest / below);
      rest %= below;
      return [path, lists[i]![at]!] as const;
    });
    return Object.fromEntries(entries);
  });
}

/** What a field of a grid takes, in order. */
export function gridValues(field: VaryField): readonly FieldValue[] {
  const { values, steps = 2 } = field;
  if (values) return values;
  return Array.from({ length: steps }, (_, i) => valueAtShare(field, i / (steps - 1)));
}

/** A value at a share of its range, or of its list; ends are met exactly. */
function valueAtShare({ values, from = 0, to = 0, scale }: VaryField, share: number): FieldValue {
  if (values) return values[Math.min(values.length - 1, Math.floor(share * values.length))]!;
  if (share === 0) return from;
  if (share === 1) return to;
  const exact = scale === 'log' ? from * (to / from) ** share : from + share * (to - from);
  // Twelve digits: what follows is rounding, and would make names long.
  return Number(exact.toPrecision(12));
}
