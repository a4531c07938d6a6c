import type { Head } from '../head/head.ts';
import type { Plan } from '../plan/schema.ts';
import { type ScalpWork, scalpWork } from '../scalp/fields.ts';
import { type Hairline, hairline } from '../scalp/hairline/hairline.ts';
import { scalpSpec } from './scalp-spec.ts';

/** The line laid last on each head: a line in hand is both drawn and previewed. */
const lastLines = new WeakMap<Head, { readonly key: string; readonly line: Hairline }>();

/** The hairline of a plan on a head. Throws a `plan` error for numbers no line fits. */
export function planHairline(plan: Plan, head: Head): Hairline {
  const spec = scalpSpec(plan).hairline;
  const key = JSON.stringify(spec);
  const last = lastLines.get(head);
  if (last?.key === key) return last.line;
  const line = hairline(head, spec);
  lastLines.set(head, { key, line });
  return line;
}

/** All fields of a plan on a head; takes over from `last` what did not change. */
export function planScalp(plan: Plan, head: Head, last?: ScalpWork): ScalpWork {
  return scalpWork(head, scalpSpec(plan), last);
}
