import { shortNumber } from '../base/language/formats.ts';
import { say, toSay } from '../base/language/say.ts';
import {
  cm2Words,
  depthWords,
  hoursWords,
  hundredthsWords,
  tenthsWords,
  wholeWords,
} from '../base/quantity-words.ts';
import { namesOf } from '../base/records.ts';
import type { SimulationReport } from '../engine/report/report.ts';
import { DEPTH_BORDERS_MM } from '../ink/depth-bands.ts';
import type { Gone } from '../ink/kinetics.ts';
import { SIZE_OPEN } from '../plan/remarks/scene-words.ts';
import { TENTING_ASSUMED } from './needle.ts';

/** One line of a report: a name, and a quantity in words. */
export interface ReportRow {
  readonly name: string;
  readonly value: string;
  /** Why nobody can know it, where nobody measured it. */
  readonly assumed?: string;
  /** Whether others add up to it. */
  readonly isSum?: boolean;
}

/** A figure that stands large, with its unit beside it and what it counts. */
export interface Figure extends ReportRow {
  readonly unit: string;
  readonly about: string;
}

/** The four figures everyone asks for. */
export function headlineFigures(report: SimulationReport): Figure[] {
  // Counts and areas carry it where they are read, not in a remark far off.
  const open = report.sizeConfirmed ? '' : `${say('Size not confirmed.')} `;
  return [
    {
      name: say('Dots'),
      value: wholeWords(report.dots),
      unit: say('in all'),
      about: `${open}${say('SMP dots of all planned sessions')}`,
    },
    {
      name: say('Treated skin'),
      value: wholeWords(report.treatedAreaCm2),
      unit: 'cm²',
      about: `${open}${say('Of {area} inside the hairline; the rest has hair enough', { area: cm2Words(report.areaCm2) })}`,
    },
    {
      name: say('Mean density'),
      value: wholeWords(report.dotsPerCm2),
      unit: say('per cm²'),
      about: say('SMP dots over treated skin; hair and the soft front share it'),
    },
    {
      name: say('Needle time'),
      value: hoursWords(report.needleMinutes).replace(' h', ''),
      unit: say('h:min'),
      about: `${open}${say('At the plan’s dots per minute, without breaks')}`,
    },
  ];
}

/** How deep the columns of pigment reach, and the needle. */
export function depthRows(report: SimulationReport): ReportRow[] {
  const { depthMm, extensionMm, depthToldAs, needlePlaces } = report;
  const isSet = depthToldAs === 'extension';
  const rangeWords = (values: readonly number[]) =>
    `${hundredthsWords(Math.min(...values))} – ${depthWords(Math.max(...values))}`;
  return [
    { name: say('Deposit, mean'), value: depthWords(depthMm.mean) },
    {
      name: say('Deposit, 5 to 95 % of dots'),
      value: `${hundredthsWords(depthMm.p05)} – ${depthWords(depthMm.p95)}`,
    },
    {
      name: say('Deeper than {mm} mm', { mm: shortNumber(DEPTH_BORDERS_MM.permanent) }),
      value: `${hundredthsWords(100 * depthMm.deeperThan1p2Share)} %`,
    },
    {
      name: say('Needle extension'),
      value: depthWords(extensionMm),
      assumed: say('skin tents under the needle; how much was never measured for SMP'),
    },
    {
      name: isSet ? say('Deposit by place') : say('Extension by place'),
      value: rangeWords(needlePlaces.map((at) => (isSet ? at.depositMm : at.extensionMm))),
      assumed: say(TENTING_ASSUMED),
    },
  ];
}

/** The depths in one sentence, for those who cannot see the bar. */
export function depthSentence({ depthMm }: SimulationReport): string {
  return say('Deposit depth: mean {mean}, from {p05} to {p95}', {
    mean: depthWords(depthMm.mean),
    p05: hundredthsWords(depthMm.p05),
    p95: depthWords(depthMm.p95),
  });
}

/** Heads of the table of sessions; the first column is the session's number. */
export const SESSION_HEADS = [
  '',
  toSay('Day'),
  toSay('Dots'),
  toSay('Water : ink'),
  toSay('Needle'),
] as const;

/** What stands in a session's row, under {@link SESSION_HEADS}. */
export function sessionCells(session: SimulationReport['sessions'][number]): string[] {
  return [
    String(session.session),
    wholeWords(session.day),
    wholeWords(session.dots),
    `${session.dilution} : 1`,
    hoursWords(session.needleMinutes),
  ];
}

/** Areas of the scalp, hair loss, and the hairline as a tape reads it. */
export function scalpRows({ areaCm2, scalp, sizeConfirmed }: SimulationReport): ReportRow[] {
  const { hairLoss, hairline, zonesCm2 } = scalp;
  const recession = (hairline.left.recessionMm + hairline.right.recessionMm) / 2;
  return [
    {
      name: say('Inside the hairline'),
      value: cm2Words(areaCm2),
      ...(!sizeConfirmed && {
        assumed: say('the scan has no unit: {open}', { open: say(SIZE_OPEN) }),
      }),
    },
    {
      name: say('Bald, thin'),
      value: `${wholeWords(hairLoss.baldCm2)}, ${cm2Words(hairLoss.thinCm2)}`,
      assumed: say('the areas of each pattern are our reading of its drawings'),
    },
    {
      name: say('SALT score'),
      value: say('{score} of 100, {class}', {
        score: wholeWords(hairLoss.saltScore),
        class: hairLoss.saltClass,
      }),
    },
    ...(hairLoss.scarCm2 >= 0.5 ? [{ name: say('Scar'), value: cm2Words(hairLoss.scarCm2) }] : []),
    ...zonesCm2.map(({ name, cm2 }) => ({
      name: say('Zone “{name}”', { name }),
      value: cm2Words(cm2),
    })),
    {
      name: say('Brow to hairline'),
      value: say('{midFrontalMm} mm along the skin', {
        midFrontalMm: wholeWords(hairline.midFrontalMm),
      }),
    },
    { name: say('Corners behind it'), value: say('{count} mm', { count: wholeWords(recession) }) },
  ];
}

/** Cover and colour of the skin inside the boundary. */
export function skinRows({ inkCover, colour }: SimulationReport): {
  readonly cover: ReportRow;
  readonly colour: ReportRow;
} {
  return {
    cover: { name: say('Ink cover'), value: `${hundredthsWords(100 * inkCover)} %` },
    colour: {
      name: say('Mean colour, bare to treated'),
      value: `ΔE₀₀ ${tenthsWords(colour.deltaE2000)}`,
    },
  };
}

/** What is in the skin: pigment and follicles. */
export function pigmentRows({ pigmentUg, hairUnits, dotsLeftOut }: SimulationReport): ReportRow[] {
  return [
    { name: say('Pigment placed'), value: `${tenthsWords(pigmentUg.placed)} µg` },
    {
      name: say('Left at this age'),
      value: `${wholeWords(100 * pigmentUg.leftShare)} %`,
      assumed: say('retention on scalps is known in direction, not in amount'),
    },
    ...goneRows(pigmentUg.gone),
    { name: say('Follicles left'), value: wholeWords(hairUnits) },
    ...(dotsLeftOut > 0
      ? [{ name: say('Dots left out beside them'), value: wholeWords(dotsLeftOut) }]
      : []),
  ];
}

/** How each way out is told. */
const WAYS_OUT: Readonly<Record<keyof Gone, string>> = {
  shed: toSay('Shed with the epidermis'),
  exuded: toSay('Lost with the crusts'),
  byLymph: toSay('Taken by lymph in the first weeks'),
  slowly: toSay('Lost slowly over the years'),
  turned: toSay('Turned from black iron oxide'),
};

/** Ways that took half a percent or more. */
function goneRows(gone: Gone): ReportRow[] {
  return namesOf(WAYS_OUT)
    .filter((way) => gone[way] >= 0.005)
    .map((way) => ({ name: say(WAYS_OUT[way]), value: `${wholeWords(100 * gone[way])} %` }));
}

/** On what it was computed, and how long that took. */
export function machineRows({
  adapter,
  memoryBytes,
  seed,
  timingsMs,
}: SimulationReport): ReportRow[] {
  const card = [adapter.vendor, adapter.architecture, adapter.name]
    .filter((part, i, all) => part && all.indexOf(part) === i)
    .join(' · ');
  return [
    { name: say('Graphics'), value: adapter.software ? say('{card} (software)', { card }) : card },
    { name: say('GPU memory'), value: `${tenthsWords(memoryBytes / 2 ** 20)} MiB` },
    { name: say('Seed'), value: String(seed) },
    ...Object.entries(timingsMs).map(([stage, { gpu, wall }]) => ({
      name: say('Stage {stage}', { stage }),
      value:
        gpu === null
          ? say('{wall} ms (CPU side)', { wall: tenthsWords(wall) })
          : say('{gpu} ms GPU', { gpu: hundredthsWords(gpu) }),
    })),
  ];
}
