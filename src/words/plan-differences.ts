import { canonicalJson } from '../base/canonical.ts';
import { say, toSay } from '../base/language/say.ts';
import { withinSentence } from '../base/language/within-sentence.ts';
import { wholeWords } from '../base/quantity-words.ts';
import { namesOf } from '../base/records.ts';
import type { Plan } from '../plan/schema.ts';
import {
  branchOf,
  childShape,
  childValue,
  fieldsOf,
  isRecord,
  PLAN_SHAPE,
  type Shape,
} from '../plan/shape.ts';
import { unitOf } from '../plan/words.ts';

/** One thing in which two plans differ, as people read it. */
export interface PlanDifference {
  /** Part of the plan: "Hairline". */
  readonly part: string;
  /** What of it: "Mid-frontal point"; empty where it is the part itself. */
  readonly field: string;
  /** What stands in the first plan, and in the second, with units. */
  readonly values: readonly [string, string];
}

/** What people call the parts of a plan. */
const PARTS: Readonly<Record<Exclude<keyof Plan, 'format' | 'version'>, string>> = {
  title: toSay('Title'),
  notes: toSay('Notes'),
  seed: toSay('Seed'),
  head: toSay('Head'),
  skin: toSay('Skin'),
  hair: toSay('Hair'),
  hairline: toSay('Hairline'),
  density: toSay('Density'),
  zones: toSay('Zone'),
  manual: toSay('By hand'),
  noGo: toSay('Not to be touched'),
  earlier: toSay('Earlier work'),
  grafts: toSay('Grafts'),
  testPatch: toSay('Test patch'),
  startsOn: toSay('First session'),
  sessions: toSay('Session'),
  sessionsDone: toSay('Sessions done'),
  needle: toSay('Needle'),
  pigment: toSay('Pigment'),
  technique: toSay('Technique'),
  operator: toSay('Hand'),
  healing: toSay('Healing'),
};

/** Fields that have no control, and so no name of their own yet. */
const FIELDS: Readonly<Record<string, string>> = {
  base: toSay('Base head'),
  ageYears: toSay('Age'),
  scan: toSay('Scan'),
  colour: toSay('Colour'),
  tanLine: toSay('Tan line'),
  style: toSay('Style'),
  kind: toSay('Kind'),
  scars: toSay('Scar'),
  cumulativeShare: toSay('Share of the dots by then'),
  ironAges: toSay('Iron oxide'),
  dilution: toSay('Ink'),
  outcome: toSay('Outcome'),
  ageDays: toSay('Time since the last session'),
  strokes: toSay('Strokes of the brush'),
  erased: toSay('Dots taken out'),
  added: toSay('Dots put in'),
  moved: toSay('Dots moved'),
  name: toSay('Name'),
  shape: toSay('Place'),
  at: toSay('Place'),
};

const NOTHING = toSay('none');

/** What two plans differ in, in the order a plan has it; empty where they are the same. */
export function planDifferences(first: Plan, second: Plan): PlanDifference[] {
  return namesOf(PARTS).flatMap((name) => {
    const shape = fieldsOf(PLAN_SHAPE)[name] ?? {};
    return differences([first[name], second[name]], shape, say(PARTS[name]), '');
  });
}

type Pair = readonly [unknown, unknown];

function differences(pair: Pair, shape: Shape, part: string, field: string): PlanDifference[] {
  const [a, b] = pair;
  if (canonicalJson(a ?? null) === canonicalJson(b ?? null)) return [];
  if (shape.items) return listDifferences(pair, shape.items, part, field);
  const branch = branchOf(shape, a);
  const isSplit =
    isRecord(a) && isRecord(b) && branch !== undefined && branch === branchOf(shape, b);
  if (isSplit) {
    return Object.keys(fieldsOf(branch)).flatMap((key) => {
      const child = childShape(branch, a, key) ?? {};
      const name = [field, nameOf(key, child)].filter(Boolean).join(': ');
      return differences([childValue(a, key), childValue(b, key)], child, part, name);
    });
  }
  return [{ part, field, values: [words(a, shape), words(b, shape)] }];
}

/** Places by the thousand are counted; of zones, sessions and the like each is told. */
function listDifferences([a, b]: Pair, item: Shape, part: string, field: string): PlanDifference[] {
  const lists = [a, b].map((list) => (Array.isArray(list) ? list : [])) as [unknown[], unknown[]];
  const counts: readonly [string, string] = [countWords(lists[0]), countWords(lists[1])];
  if (isPlaced(item)) {
    const isSame = counts[0] === counts[1];
    const values = isSame
      ? ([counts[0], say('{count}, others', { count: counts[1] })] as const)
      : counts;
    return [{ part, field, values }];
  }
  const most = Math.max(lists[0].length, lists[1].length);
  return Array.from({ length: most }, (_, i) => {
    const [where, what] = field ? [part, `${field} ${i + 1}`] : [`${part} ${i + 1}`, ''];
    return differences([lists[0][i], lists[1][i]], item, where, what);
  }).flat();
}

/** Whether items lie somewhere on the mesh, which has no words. */
function isPlaced(item: Shape): boolean {
  const fields = fieldsOf(item);
  return 'triangle' in fields || 'path' in fields || Object.values(fields).some(isAnchor);
}

function isAnchor(shape: Shape): boolean {
  return 'triangle' in fieldsOf(shape);
}

function countWords(list: readonly unknown[]): string {
  return list.length === 0 ? say(NOTHING) : wholeWords(list.length);
}

function nameOf(key: string, shape: Shape): string {
  const known = FIELDS[key] ?? shape.label;
  if (known) return say(known);
  const plain = key
    .replace(/(Mm|Um|Deg|Days|Years|PerCm2)$/, '')
    .replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** A value as a cell of a table holds it, with its unit. */
function words(value: unknown, shape: Shape): string {
  if (value === undefined || value === null || value === '') return say(NOTHING);
  if (typeof value === 'number') return amountWords(value, shape);
  if (typeof value === 'string') return shape.enum ? value.replaceAll('-', ' ') : shortened(value);
  if (typeof value === 'boolean') return value ? say('yes') : say('no');
  if (Array.isArray(value)) return countWords(value);
  const branch = branchOf(shape, value) ?? shape;
  const told = Object.entries(fieldsOf(branch)).flatMap(([key, child]) => {
    const one = childValue(value, key);
    if (one === undefined || isRecord(one) || Array.isArray(one) || key === 'sha256') return [];
    const said = words(one, child);
    return key === 'kind' || key === 'name'
      ? [said]
      : [`${withinSentence(nameOf(key, child))} ${said}`];
  });
  return told.join(', ') || say('there');
}

function amountWords(value: number, shape: Shape): string {
  if (shape.unit === 'share') return `${Number((100 * value).toPrecision(4))} %`;
  const number = String(Number(value.toPrecision(6)));
  if (shape.unit === 'factor') return `× ${number}`;
  if (shape.unit === 'degrees') return `${number}°`;
  const unit = unitOf(shape);
  return unit ? `${number} ${unit}` : number;
}

/** Longest text of a cell, letters. */
const CELL = 60;

function shortened(text: string): string {
  return text.length > CELL ? `${text.slice(0, CELL - 1)}…` : text;
}
