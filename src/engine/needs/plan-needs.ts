import { type Band, bandOf } from '../../base/band.ts';
import { namesOf, recordOf } from '../../base/records.ts';
import { drawsOf } from '../../ink/unknowns/draws.ts';
import { TAKEN } from '../../ink/unknowns/table.ts';
import type { Plan } from '../../plan/schema.ts';
import { sessionWork, type Work } from '../../plan/session-work.ts';
import { LONGEST_VISIT_HOURS, type SessionNeeds, sessionNeeds } from './needs.ts';
import type { NeedleDots, WorkCounts } from './work-counts.ts';

/** A quantity as the plan has it, and between what it lies in eight of ten draws of the unknowns. */
export interface Sure extends Band {
  /** At the plan's own pace, with the constants that are taken. */
  readonly planned: number;
}

/** What some dots take. */
export interface Need {
  /** Whole dots; the plan places these, so they have no range. */
  readonly dots: number;
  /** Needle time without breaks. */
  readonly hours: Sure;
  /** Thinned ink through the needles, ml. */
  readonly inkMl: Sure;
}

/** What one session takes. */
export interface SessionNeed extends Need {
  /** Visits, where none has more than `longestVisitHours` of needle time. */
  readonly visits: Sure;
  readonly pigment: Work['pigment'];
  /** Undiluted ink to pour, with what stays in caps, ml. */
  readonly stockMl: Sure;
  readonly cartridges: readonly CartridgeNeed[];
}

/** Cartridges of one kind. */
export interface CartridgeNeed {
  readonly code: string;
  readonly count: Sure;
}

/** What a plan takes, as far as anybody can know before. */
export interface PlanNeeds {
  readonly total: Need & { readonly visits: Sure };
  readonly sessions: readonly SessionNeed[];
  readonly pigments: readonly { readonly pigment: Work['pigment']; readonly stockMl: Sure }[];
  readonly cartridges: readonly CartridgeNeed[];
  /** By zone of the plan, and elsewhere (no name) where it has any. Zones may overlap. */
  readonly zones: readonly (Need & {
    readonly name: string | null;
    readonly sessions: readonly number[];
  })[];
  readonly longestVisitHours: number;
  /** Draws of the unknowns that the ranges are made of. */
  readonly draws: number;
}

/** As many as `dotwork uncertainty` draws, and by the same seed the same. */
const DRAWS = 200;

/** What the plan's dots take, with ranges from what nobody measured. */
export function planNeeds(plan: Plan, counts: WorkCounts): PlanNeeds {
  const draws = [TAKEN, ...drawsOf(DRAWS, plan.seed)];
  const bySession = (sessions: readonly NeedleDots[]) =>
    sessions.map((dots, i) => draws.map((draw) => sessionNeeds(plan, i, dots, draw)));
  const all = bySession(counts.sessions);
  const works = plan.sessions.map((session) => sessionWork(plan, session));
  const zoneNeed = (name: string | null, dots: readonly NeedleDots[]) => ({
    name,
    ...needOf(dots, bySession(dots)),
    sessions: dots.map((one) => Math.round(one.main + one.hairline)),
  });
  return {
    total: { ...needOf(counts.sessions, all), visits: summed(all, ({ visits }) => visits, 0) },
    sessions: all.map((rows, i) => ({
      ...needOf([counts.sessions[i]!], [rows]),
      visits: summed([rows], ({ visits }) => visits, 0),
      pigment: works[i]!.pigment,
      stockMl: summed([rows], ({ stockMl }) => stockMl, ML_DIGITS),
      cartridges: cartridgesOf([works[i]!], [rows]),
    })),
    pigments: unique(works.map(({ pigment }) => pigment)).map((pigment) => ({
      pigment,
      stockMl: summed(
        all.filter((_, i) => works[i]!.pigment === pigment),
        ({ stockMl }) => stockMl,
        ML_DIGITS,
      ),
    })),
    cartridges: cartridgesOf(works, all),
    zones: [
      ...plan.zones.map(({ name }, i) => zoneNeed(name, counts.zones[i]!)),
      ...(plan.zones.length > 0 ? [zoneNeed(null, counts.elsewhere)] : []),
    ],
    longestVisitHours: LONGEST_VISIT_HOURS,
    draws: DRAWS,
  };
}

const HOUR_DIGITS = 2;
const ML_DIGITS = 3;

/** Session by session, first as taken, then as drawn. */
type Rows = readonly (readonly SessionNeeds[])[];

function needOf(dots: readonly NeedleDots[], rows: Rows): Need {
  return {
    dots: Math.round(dots.reduce((sum, one) => sum + one.main + one.hairline, 0)),
    hours: summed(rows, ({ hours }) => hours, HOUR_DIGITS),
    inkMl: summed(rows, ({ inkMl }) => inkMl, ML_DIGITS),
  };
}

/** Needles that are used at all, in the order of the plan. */
function cartridgesOf(works: readonly Work[], rows: Rows): CartridgeNeed[] {
  const codes = unique(works.flatMap(({ needle, hairlineNeedle }) => [needle, hairlineNeedle]));
  return codes
    .map((code) => ({
      code,
      count: summed(
        rows,
        ({ cartridges }, session) =>
          (works[session]!.needle === code ? cartridges.main : 0) +
          (works[session]!.hairlineNeedle === code ? cartridges.hairline : 0),
        0,
      ),
    }))
    .filter(({ count }) => count.planned > 0);
}

/** Of all these sessions together. */
function summed(
  rows: Rows,
  of: (needs: SessionNeeds, session: number) => number,
  digits: number,
): Sure {
  const sums = Array.from({ length: DRAWS + 1 }, (_, draw) =>
    rows.reduce((sum, needs, session) => sum + of(needs[draw]!, session), 0),
  );
  const [planned, ...drawn] = sums;
  const all = { planned: planned!, ...bandOf(drawn) };
  return recordOf(namesOf(all), (name) => Number(all[name].toFixed(digits)));
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
