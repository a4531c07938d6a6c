import { DotworkError } from '../../base/errors.ts';
import { hashWords } from '../../base/hash.ts';
import { say } from '../../base/language/say.ts';
import { unitHash } from '../../base/unit-hash.ts';
import type { Plan } from '../../plan/schema.ts';
import type { ScalpBase } from '../../scalp/scalp-base.ts';
import type { Fault, Site } from './fault.ts';
import { FAULTS } from './faults.ts';
import { PEOPLE, type Person, soundPlan } from './sound-plans.ts';

/** Faults of the hardest case, and cases of the longest set. */
export const MOST_FAULTS = 4;
export const MOST_CASES = 40;
/** Largest seed. */
export const LAST_SEED = 0xffffffff;

/** Which set of cases a class works on: the same names make the same set everywhere. */
export interface SetName {
  readonly seed: number;
  /** Cases. */
  readonly length: number;
  /** Faults of each case; null where they get more from case to case. */
  readonly faults: number | null;
}

/** A fault and where it is put. */
export interface PutFault {
  readonly fault: Fault;
  readonly site: Site;
}

/** A case before its plan is made. */
export interface FaultCase {
  /** 1 for the first of a set. */
  readonly number: number;
  readonly person: Person;
  /** Of the plan, so that two cases of one person differ. */
  readonly seed: number;
  readonly put: readonly PutFault[];
}

/** The cases of a set. Throws a `usage` error for a set that there is none of. */
export function faultSet({ seed, length, faults }: SetName): FaultCase[] {
  const refuse = (what: string, fix: string): never => {
    throw new DotworkError('usage', what, fix);
  };
  const isWhole = (value: number, most: number) =>
    Number.isInteger(value) && value >= 1 && value <= most;
  if (!Number.isInteger(seed) || seed < 0 || seed > LAST_SEED)
    refuse(
      say('There is no seed {seed}.', { seed }),
      say('Give a whole number from 0 to {last}.', { last: LAST_SEED }),
    );
  if (!isWhole(length, MOST_CASES))
    refuse(
      say('A set of {length} cases cannot be made.', { length }),
      say('Ask for 1 to {most}.', { most: MOST_CASES }),
    );
  if (faults !== null && !isWhole(faults, MOST_FAULTS))
    refuse(
      say('A case cannot have {faults} faults.', { faults }),
      say('Ask for 1 to {most}.', { most: MOST_FAULTS }),
    );
  return Array.from({ length }, (_, i) => {
    const person = PEOPLE[Math.floor(PEOPLE.length * unitHash(seed, i, 0x9e7))]!;
    const wanted = faults ?? 1 + Math.floor((MOST_FAULTS * i) / length);
    const put = drawn(soundPlan(person), seed, i, wanted);
    return { number: i + 1, person, seed: hashWords(seed, i) >>> 8, put };
  });
}

/** Faults that go together; in cases of few only those that are soon seen. */
function drawn(plan: Plan, seed: number, turn: number, wanted: number): PutFault[] {
  const order = FAULTS.map((fault, i) => ({ fault, at: unitHash(seed, turn, i) }))
    .filter(({ fault }) => fault.hidden <= wanted + 1 && (fault.fits?.(plan) ?? true))
    .toSorted((a, b) => a.at - b.at);
  const chosen: PutFault[] = [];
  const used = new Set<string>();
  for (const { fault } of order) {
    if (chosen.length === wanted) break;
    const sites = fault.sites.filter((site) => !isTaken(site, used));
    if (sites.length === 0 || fault.uses.some((part) => used.has(part))) continue;
    const site = sites[Math.floor(sites.length * unitHash(seed, turn, chosen.length, 0x517e))]!;
    chosen.push({ fault, site });
    for (const part of [...fault.uses, site]) used.add(part);
  }
  return chosen;
}

/** Several faults may be of the whole, of the line or its corners, one of any other site. */
function isTaken(site: Site, used: ReadonlySet<string>): boolean {
  return site !== 'whole' && site !== 'line' && site !== 'corners' && used.has(site);
}

/** The plan of a case on its head. Its title gives nothing away. */
export function casePlan({ number, person, seed, put }: FaultCase, base: ScalpBase): Plan {
  const sound = {
    ...soundPlan(person),
    seed,
    title: say('Find the fault, case {number}', { number }),
  };
  return put.reduce<Plan>((plan, { fault, site }) => fault.put(plan, site, base), sound);
}
