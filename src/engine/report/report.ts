import { LIMITS_SHORT } from '../../base/limits.ts';
import { hoursWords } from '../../base/quantity-words.ts';
import { namesOf, recordOf } from '../../base/records.ts';
import { bandsToXyz } from '../../color/band-xyz.ts';
import { BAND_COUNT } from '../../color/bands.ts';
import { ciede2000 } from '../../color/ciede2000.ts';
import { xyzToLab } from '../../color/lab.ts';
import { type Srgb8, srgb8 } from '../../color/srgb.ts';
import type { AdapterFacts } from '../../gpu/gpu.ts';
import type { StageTime } from '../../gpu/timing.ts';
import type { Gone } from '../../ink/kinetics.ts';
import type { DepthTold } from '../../ink/needle-column.ts';
import { type ExpectedSession, healingCalendar } from '../../plan/calendar.ts';
import { type NeedlePlace, needlePlaces } from '../../plan/needle-places.ts';
import { tiredRemarks } from '../../plan/remarks/depth-remarks.ts';
import type { Remark } from '../../plan/remarks/remark.ts';
import { headWords } from '../../plan/remarks/scene-words.ts';
import { planRemarks, worstFirst } from '../../plan/remarks/summary.ts';
import type { Plan } from '../../plan/schema.ts';
import { scalpSkinMm2 } from '../../scalp/regions.ts';
import { isSizeKnown } from '../../scan/placing.ts';
import { LONGEST_VISIT_HOURS } from '../needs/needs.ts';
import { type PlanNeeds, planNeeds, type SessionNeed } from '../needs/plan-needs.ts';
import { workCounts } from '../needs/work-counts.ts';
import type { ScalpReport } from '../scalp/scalp-report.ts';
import { CROWD_UM } from '../select/manual-dots.ts';
import type { Simulator } from '../simulator.ts';
import type { StageName } from '../stages.ts';
import { CROWDED_KIND, HAIR_KIND } from '../structs.ts';
import { type DepthSpread, depthSpread } from './depth-spread.ts';
import { pigmentGone } from './pigment-gone.ts';

/** What one session does. */
export interface SessionReport extends SessionNeed {
  /** 1 for the first. */
  readonly session: number;
  readonly cumulativeDots: number;
  /** Parts of water to one part of pigment. */
  readonly dilution: number;
  /** Days after the first session. */
  readonly day: number;
  readonly needleMinutes: number;
}

/** What was done by hand; see `manual` in the plan. */
export interface ManualReport {
  readonly strokes: number;
  /** Places whose dot is left out. */
  readonly erased: number;
  readonly added: number;
  readonly moved: number;
  /** Added and moved dots nearer than 0.4 mm to another dot. */
  readonly crowded: number;
}

/** The numbers of a simulated plan: what the plan panel shows and the command line prints. */
export interface SimulationReport {
  readonly title: string;
  readonly seed: number;
  /** Which head these are the numbers of, in words. */
  readonly head: string;
  /** Whether anything but the mean head says how large it is; else areas and counts are open. */
  readonly sizeConfirmed: boolean;
  /** SMP dots of all planned sessions, done or not. */
  readonly dots: number;
  /** Dots asked for but left out, because they would lie nearer a follicle than the plan allows. */
  readonly dotsLeftOut: number;
  /** All skin where scalp hair can grow, whatever the hairline: sideburns and nape too. */
  readonly scalpSkinCm2: number;
  /** Skin inside the boundary: all that grows or grew hair under the plan's hairline. */
  readonly areaCm2: number;
  /** The part of it that is asked to hold at least one SMP dot per cm². */
  readonly treatedAreaCm2: number;
  /** `dots` over `treatedAreaCm2`; below the plan's density where hair and gradient share it. */
  readonly dotsPerCm2: number;
  /** Follicular units left on the scalp. */
  readonly hairUnits: number;
  /** Share of the skin inside the boundary that lies under healed dots, 0 to 1. */
  readonly inkCover: number;
  /** At the plan's dots per minute, without breaks. */
  readonly needleMinutes: number;
  readonly sessions: readonly SessionReport[];
  /** Time, ink and cartridges of all of it, by pigment, needle and zone, with their ranges. */
  readonly needs: Omit<PlanNeeds, 'sessions'>;
  /** What a client sees day by day after each session, as clinics tell it. */
  readonly expect: readonly ExpectedSession[];
  readonly sessionsDone: number;
  /** Days since the last session done. */
  readonly ageDays: number;
  /** Deepest point of the columns of pigment, all planned dots. */
  readonly depthMm: DepthSpread;
  /** How far the needle stands out for that depth; not the same quantity. */
  readonly extensionMm: number;
  /** Which of the two the plan tells: the needle is set once, or the hand finds the depth everywhere. */
  readonly depthToldAs: DepthTold;
  /** Both, place by place, mm. */
  readonly needlePlaces: readonly NeedlePlace[];
  /** Pigment of the sessions done, µg. */
  readonly pigmentUg: {
    readonly placed: number;
    readonly left: number;
    readonly leftShare: number;
    /** Which way the rest has gone, shares of what was placed. */
    readonly gone: Gone;
  };
  /** Mean colour inside the boundary (D65, 2 degrees), hair and dots together, against bare skin. */
  readonly colour: {
    readonly bareSrgb: Srgb8;
    readonly treatedSrgb: Srgb8;
    readonly deltaE2000: number;
  };
  readonly manual: ManualReport;
  /** Marks that are kept free of dots, in the plan's order. */
  readonly noGo: readonly {
    readonly note: string;
    readonly radiusMm: number;
    readonly dotsLeftOut: number;
  }[];
  /** Areas, hair loss and the hairline as a tape reads it. */
  readonly scalp: ScalpReport;
  readonly remarks: readonly Remark[];
  /** Paths of fields above that rest on constants nobody measured on scalps. */
  readonly assumed: readonly string[];
  /** What these numbers are not. */
  readonly limits: string;
  /** What each stage last took; `gpu` is null where it was not timed there. */
  readonly timingsMs: Readonly<Partial<Record<StageName, StageTime>>>;
  /** GPU memory asked for, now and at its most. */
  readonly memoryBytes: number;
  readonly peakMemoryBytes: number;
  readonly adapter: AdapterFacts;
}

/**
 * Areas of hair loss, dose, spread, healing, the hand's scatter and its speed are inferred or
 * chosen, see `docs/plan.md` and `docs/deposition.md`; so is what follows from them.
 */
const ASSUMED: readonly string[] = [
  'dots',
  'dotsLeftOut',
  'treatedAreaCm2',
  'scalp.hairLoss',
  'hairUnits',
  'inkCover',
  'needleMinutes',
  'sessions[].needleMinutes',
  'sessions[].hours',
  'sessions[].visits',
  'sessions[].inkMl',
  'sessions[].stockMl',
  'sessions[].cartridges',
  'needs',
  'depthMm',
  'extensionMm',
  'needlePlaces',
  'pigmentUg.placed',
  'pigmentUg.left',
  'pigmentUg.leftShare',
  'pigmentUg.gone',
  'colour.bareSrgb',
  'colour.treatedSrgb',
  'colour.deltaE2000',
];

/** What goes with the square of a head's size, beside those of `ASSUMED`. */
const BY_SIZE: readonly string[] = [
  'scalpSkinCm2',
  'areaCm2',
  'sessions[].dots',
  'sessions[].cumulativeDots',
];

/** The report of the plan the simulator shows. Reads a few hundred words back from the GPU. */
export async function simulationReport(simulator: Simulator): Promise<SimulationReport> {
  const { plan, gpu } = simulator;
  const totals = await simulator.totals();
  const crowded = await simulator.crowdedDots();
  const atMarks = await simulator.dotsAtMarks();
  const timingsMs = await simulator.timings();
  const { bareReflectance } = simulator.scene();
  gpu.assertHealthy('counting the dots');
  const scalp = await simulator.scalpReport();
  const { sessions: needed, ...needs } = planNeeds(plan, await workCounts(simulator));
  const sessions = sessionReports(plan, needed);
  const dots = sessions.at(-1)!.cumulativeDots;
  const dotsLeftOut = totals.byKind[CROWDED_KIND]!;
  const treatedAreaCm2 = totals.treatedAreaMm2 / 100;
  const leftShare = totals.placedUg > 0 ? round(totals.leftUg / totals.placedUg, 4) : 0;
  const gone = await pigmentGone(simulator, leftShare);
  const { scan } = plan.head;
  const sizeConfirmed = scan.kind === 'none' || isSizeKnown(scan);
  return {
    title: plan.title,
    seed: plan.seed,
    head: headWords(plan.head),
    sizeConfirmed,
    dots,
    dotsLeftOut,
    scalpSkinCm2: round(scalpSkinMm2(simulator.head) / 100, 2),
    areaCm2: round(totals.areaMm2 / 100, 2),
    treatedAreaCm2: round(treatedAreaCm2, 2),
    dotsPerCm2: treatedAreaCm2 > 0 ? round(dots / treatedAreaCm2, 2) : 0,
    hairUnits: totals.byKind[HAIR_KIND]!,
    inkCover: round(totals.inkCover, 5),
    needleMinutes: minutes(plan, dots),
    sessions,
    needs,
    expect: healingCalendar(plan),
    sessionsDone: plan.sessionsDone,
    ageDays: plan.healing.ageDays,
    depthMm: depthSpread(totals, dots),
    extensionMm: round(plan.technique.depositDepthMm / plan.technique.extensionToDeposit, 3),
    depthToldAs: plan.technique.depthToldAs,
    needlePlaces: needlePlaces(plan).map(({ place, ...mm }) => ({
      place,
      ...recordOf(namesOf(mm), (name) => round(mm[name], 3)),
    })),
    pigmentUg: {
      placed: round(totals.placedUg, 2),
      left: round(totals.leftUg, 2),
      leftShare,
      gone,
    },
    colour: colourReport(bareReflectance, totals.meanRatio),
    manual: {
      strokes: plan.manual.strokes.length,
      erased: plan.manual.erased.length,
      added: plan.manual.added.length,
      moved: plan.manual.moved.length,
      crowded,
    },
    noGo: plan.noGo.map(({ note, radiusMm }, i) => ({ note, radiusMm, dotsLeftOut: atMarks[i]! })),
    scalp,
    remarks: worstFirst([
      ...planRemarks(plan, scalp.hairline),
      ...crowdRemarks(crowded),
      ...leftOutRemarks(plan, dots, dotsLeftOut),
      ...longRemarks(sessions),
      ...tiredRemarks(plan, Math.max(...sessions.map((one) => one.needleMinutes)) / 60),
    ]),
    assumed: sizeConfirmed ? ASSUMED : [...ASSUMED, ...BY_SIZE],
    limits: `${LIMITS_SHORT} Not a medical device; not a diagnosis or treatment advice.`,
    timingsMs,
    memoryBytes: gpu.ledger.bytes,
    peakMemoryBytes: gpu.ledger.peakBytes,
    adapter: gpu.adapter,
  };
}

/** Two healed dots of 0.19 mm side by side take 0.4 mm (assumed): nearer ones read as one. */
function crowdRemarks(crowded: number): Remark[] {
  if (crowded === 0) return [];
  const who =
    crowded === 1 ? '1 dot placed by hand stands' : `${crowded} dots placed by hand stand`;
  const text = `${who} nearer than ${CROWD_UM / 1000} mm to another; such dots run together.`;
  return [{ rule: 'dots-touch', field: 'manual', severity: 'warn', text }];
}

function sessionReports(plan: Plan, needed: readonly SessionNeed[]): SessionReport[] {
  let cumulativeDots = 0;
  return plan.sessions.map(({ dilution, day }, i) => {
    const need = needed[i]!;
    cumulativeDots += need.dots;
    const needleMinutes = minutes(plan, need.dots);
    return { session: i + 1, cumulativeDots, dilution, day, needleMinutes, ...need };
  });
}

/** From this share of the dots asked for, the distance from follicles is worth a remark; assumed. */
const LEFT_OUT_SHARE = 0.03;

function leftOutRemarks({ hair }: Plan, dots: number, dotsLeftOut: number): Remark[] {
  const share = dotsLeftOut / Math.max(1, dots + dotsLeftOut);
  if (share <= LEFT_OUT_SHARE) return [];
  return [
    {
      rule: 'kept-clear',
      field: 'hair.keepClearMm',
      severity: share > 0.1 ? 'warn' : 'note',
      text: `Keeping ${Number(hair.keepClearMm.toFixed(2))} mm from every follicle leaves out ${Math.round(100 * share)} % of the dots asked for.`,
    },
  ];
}

const LONGEST_MINUTES = 60 * LONGEST_VISIT_HOURS;

function longRemarks(sessions: readonly SessionReport[]): Remark[] {
  return sessions
    .filter(({ needleMinutes }) => needleMinutes > LONGEST_MINUTES)
    .map(({ session, dots, needleMinutes }) => ({
      rule: 'long-session',
      field: 'sessions',
      severity: 'warn',
      text: `Session ${session} has ${dots.toLocaleString('en')} dots, ${hoursWords(needleMinutes)} of needle time alone; ${LONGEST_VISIT_HOURS} hours are long.`,
    }));
}

function minutes({ technique }: Plan, dots: number): number {
  return round(dots / technique.dotsPerMinute, 1);
}

function colourReport(bare: ArrayLike<number>, ratio: readonly number[]) {
  const treated = Array.from({ length: BAND_COUNT }, (_, band) => bare[band]! * ratio[band]!);
  const [bareXyz, treatedXyz] = [bandsToXyz(bare), bandsToXyz(treated)];
  return {
    bareSrgb: srgb8(bareXyz),
    treatedSrgb: srgb8(treatedXyz),
    deltaE2000: round(ciede2000(xyzToLab(bareXyz), xyzToLab(treatedXyz)), 2),
  };
}

/** Digits past these are noise, and a report is read by people too. */
function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
