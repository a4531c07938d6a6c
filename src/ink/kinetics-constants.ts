import { namesOf, recordOf } from '../base/records.ts';
import type { Standing } from './standing.ts';
import { HEALING_ROWS, type HealingName } from './unknowns/healing.ts';
import { quantile } from './unknowns/shapes.ts';

/** A constant with its unit and where it comes from. */
export interface Constant {
  readonly value: number;
  readonly unit: string;
  readonly standing: Standing;
  readonly source: string;
}

/**
 * What decides how pigment leaves, packs and spreads, by the names of `unknowns/healing.ts`, which
 * has what each means. No controlled SMP study was found.
 */
export type Kinetics = Readonly<Record<HealingName, Constant>>;

/** Courses of healing, kindest first. */
export const OUTCOMES = ['best', 'expected', 'poor'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Constants of healing with these values. */
export function kineticsOf(values: Readonly<Record<HealingName, number>>): Kinetics {
  return recordOf(namesOf(HEALING_ROWS), (name) => {
    const { unit, standing, source } = HEALING_ROWS[name];
    return { value: values[name], unit, standing, source };
  });
}

/** Values of all constants at one share of their shapes, from unkind, 0, to kind, 1. */
export function healingAt(share: number): Record<HealingName, number> {
  return recordOf(namesOf(HEALING_ROWS), (name) => {
    const { shape, kinder } = HEALING_ROWS[name];
    return quantile(shape, kinder === 'more' ? share : 1 - share);
  });
}

/**
 * Shares at which the contrast of a dot takes the course that one in ten, and nine in ten, of an
 * ensemble stay below: solved by `node bench/solve-outcomes.mjs` and held by a test. All constants
 * go together there, so the shares are nearer to the middle than the tenths they stand for.
 */
export const OUTCOME_SHARES = { best: 0.68, poor: 0.24 } as const;

/** The courses of good, expected and poor healing, to be shown together as a band. */
export const KINETICS: Readonly<Record<Outcome, Kinetics>> = {
  best: kineticsOf(healingAt(OUTCOME_SHARES.best)),
  expected: kineticsOf(recordOf(namesOf(HEALING_ROWS), (name) => HEALING_ROWS[name].value)),
  poor: kineticsOf(healingAt(OUTCOME_SHARES.poor)),
};
