import type { Plan } from '../plan/schema.ts';
import { type ScalpWork, scalpWork } from '../scalp/fields.ts';
import { type Hairline, hairline } from '../scalp/hairline.ts';
import type { Head } from '../scalp/head.ts';
import { scalpSpec } from './scalp-spec.ts';

/** The hairline of a plan on a head. */
export function planHairline(plan: Plan, head: Head): Hairline {
  return hairline(head, scalpSpec(plan).hairline);
}

/** All fields of a plan on a head; takes over from `last` what did not change. */
export function planScalp(plan: Plan, head: Head, last?: ScalpWork): ScalpWork {
  return scalpWork(head, scalpSpec(plan), last);
}
