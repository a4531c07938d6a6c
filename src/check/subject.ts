import type { Vec3 } from '../base/vec3.ts';
import type { Plan } from '../plan/schema.ts';
import { type Cells, cellsOf } from './cells.ts';

/** Dots as they are in the skin: one column a quantity, one entry a dot. Lengths in mm. */
export interface CheckedDots {
  readonly count: number;
  /** Names a dot to whoever shows it: as in the table of dots, or its turn in practice. */
  readonly id: ArrayLike<number>;
  /** Where the needle went in, three per dot. */
  readonly placeMm: Float64Array;
  /** 1 for the first. */
  readonly session: ArrayLike<number>;
  readonly depthMm: ArrayLike<number>;
  /** Of the column of pigment once its puncture has closed. */
  readonly radiusMm: ArrayLike<number>;
  readonly doseUg: ArrayLike<number>;
  /** Bottom of the dermis there. */
  readonly skinBaseMm: ArrayLike<number>;
  /** Share of scar there, 0 to 1. */
  readonly scar: ArrayLike<number>;
}

/** Skin as a list of small pieces: enough to tell how much of it there is anywhere. */
export interface CheckedSkin {
  readonly placeMm: ArrayLike<number>;
  readonly areaMm2: ArrayLike<number>;
  /** Along the skin behind the hairline, mm; below zero in front. NaN where there is no line. */
  readonly frontMm: ArrayLike<number>;
  /** 1 where it lies inside the boundary, 0 elsewhere. */
  readonly inside: ArrayLike<number>;
}

/** A mole or another dark spot that the plan's skin has. */
export interface CheckedSpot {
  readonly name: string;
  readonly middleMm: Vec3;
  readonly radiusMm: number;
}

/** A plan's dots on a head, or those of a practice patch: plain numbers, so that a worker can take them. */
export interface CheckedSkinAndDots {
  readonly plan: Plan;
  readonly dots: CheckedDots;
  /** Follicles that stand among them, three numbers each, mm. */
  readonly hairMm: Float64Array;
  readonly skin: CheckedSkin;
  readonly spots: readonly CheckedSpot[];
}

/** What rules look at. */
export interface Subject extends CheckedSkinAndDots {
  /** Dots, or follicles, to be looked for within a reach, mm. */
  readonly dotsWithin: (reachMm: number) => Cells;
  readonly hairWithin: (reachMm: number) => Cells;
}

/** A subject with its dots sorted into cells, made when a rule first looks so far. */
export function subjectOf(of: CheckedSkinAndDots): Subject {
  return {
    ...of,
    dotsWithin: cellsBySize(of.dots.placeMm),
    hairWithin: cellsBySize(of.hairMm),
  };
}

/** Dots may lie on one place, and a rule then look no way at all. */
const LEAST_CELL_MM = 0.125;

function cellsBySize(placeMm: Float64Array): (reachMm: number) => Cells {
  const made = new Map<number, Cells>();
  return (reachMm) => {
    const size = 2 ** Math.ceil(Math.log2(Math.max(LEAST_CELL_MM, reachMm)));
    const cells = made.get(size) ?? cellsOf(placeMm, size);
    made.set(size, cells);
    return cells;
  };
}
