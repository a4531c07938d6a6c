import type { Plan } from '../plan/schema.ts';
import { STAGE_KINDS, STAGES, type StageName } from './stages.ts';

/** The stages that must run to get from one plan to another; all of them from nothing. */
export function dirtyStages(before: Plan | undefined, after: Plan): ReadonlySet<StageName> {
  const first = before ? STAGES.findIndex((name) => differs(name, before, after)) : 0;
  if (first < 0) return new Set();
  const dirty = new Set<StageName>(STAGES.slice(first));
  // Dots depend on head, seed, pattern and the densest place asked for; the simulator checks the last.
  if (before && first > 0 && !differs('placement', before, after)) dirty.delete('placement');
  return dirty;
}

/** Whether two plans differ in nothing but their hairline. */
export function isHairlineAlone(before: Plan, after: Plan): boolean {
  const same = (key: keyof Plan) =>
    // Sections that no edit touched are the same objects.
    before[key] === after[key] || JSON.stringify(before[key]) === JSON.stringify(after[key]);
  return (Object.keys(after) as (keyof Plan)[]).every((key) => key === 'hairline' || same(key));
}

function differs(name: StageName, before: Plan, after: Plan): boolean {
  const { reads } = STAGE_KINDS.find((kind) => kind.name === name)!;
  return JSON.stringify(reads(before)) !== JSON.stringify(reads(after));
}
