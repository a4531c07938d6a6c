import { plural, shortMm } from '../../base/quantity-words.ts';
import { taughtSpacingMm } from '../../base/spacing.ts';
import { CRISP_WORDS, DEPTH_BORDERS_MM as DEPTH } from '../../ink/depth-bands.ts';
import type { HairlineMeasures } from '../../scalp/hairline/hairline-rules.ts';
import { isSizeKnown } from '../../scan/placing.ts';
import type { Plan } from '../schema.ts';
import { hairlineRemarks } from './hairline-remarks.ts';
import type { Remark } from './remark.ts';

/**
 * What a teacher would say about a plan before anything is simulated, worst first. Limits are those
 * of `docs/plan.md`; they are average values and no advice on a person's skin.
 *
 * @param measured - The hairline as it lies on the head; with it remarks tell live measures.
 */
export function planRemarks(plan: Plan, measured?: HairlineMeasures): Remark[] {
  return worstFirst([
    ...headRemarks(plan),
    ...depthRemarks(plan),
    ...densityRemarks(plan),
    ...hairlineRemarks(plan, measured),
    ...sessionRemarks(plan),
    ...darkSkinRemarks(plan),
    ...lossRemarks(plan),
    ...manualRemarks(plan),
  ]);
}

/** Remarks in order of severity. */
export function worstFirst(remarks: readonly Remark[]): Remark[] {
  const order = ['risk', 'warn', 'note'];
  return remarks.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}

function depthRemarks({ technique, operator, zones }: Plan): Remark[] {
  const own = depthRemark(technique.depositDepthMm, 'technique.depositDepthMm', 'Dots');
  const inZones = zones.flatMap((zone, i) => {
    if (zone.depthOffsetMm === 0) return [];
    const depth = technique.depositDepthMm + zone.depthOffsetMm;
    return depthRemark(depth, `zones.${i}.depthOffsetMm`, `Dots in ${JSON.stringify(zone.name)}`);
  });
  const deepest = technique.depositDepthMm + 2 * operator.depthSdMm;
  const strays: Remark[] =
    technique.depositDepthMm <= DEPTH.blowOut && deepest > DEPTH.blowOut
      ? [
          {
            field: 'operator.depthSdMm',
            severity: 'warn',
            text: `With this scatter one dot in forty lies deeper than ${shortMm(deepest)}, where blow-out starts.`,
          },
        ]
      : [];
  return [...own, ...inZones, ...strays];
}

function depthRemark(depthMm: number, field: string, who: string): Remark[] {
  const at = `${who} at ${shortMm(depthMm)}`;
  const say = (severity: Remark['severity'], text: string): Remark[] => [{ field, severity, text }];
  if (depthMm > DEPTH.permanent)
    return say('risk', `${at} blur, look blue-grey and can become permanent.`);
  if (depthMm > DEPTH.blowOut)
    return say('risk', `${at} are at risk of blow-out: bigger, softer and cooler.`);
  if (depthMm > DEPTH.crispTo)
    return say('warn', `${at} lie below the ${CRISP_WORDS} that heals crisp.`);
  if (depthMm < DEPTH.shed)
    return say('risk', `${at} lie in the epidermis and are shed within weeks.`);
  if (depthMm < DEPTH.crispFrom)
    return say('warn', `${at} are shallow; a good part may be lost in healing.`);
  return [];
}

/** Dots of one cluster come no nearer than this (docs/placement.md). */
const CLUSTER_GAP_MM = 0.34;

function densityRemarks({ density, technique, zones, hair }: Plan): Remark[] {
  const scale = Math.max(1, ...zones.map((zone) => zone.densityScale));
  const dots = density.dotsPerCm2 * scale;
  const field = scale > 1 ? 'zones' : 'density.dotsPerCm2';
  const remarks: Remark[] = [];
  // Pigment of a healed dot, a fifth wider for each 0.1 mm below 0.4 mm (docs/deposition.md; assumed).
  const healedMm = 0.19 * (1 + Math.max(0, technique.depositDepthMm - 0.4) * 2);
  const inkShare = (dots / 100) * (Math.PI / 4) * healedMm ** 2;
  const gapMm = 0.6 * taughtSpacingMm(dots);
  const merged = inkShare > 0.12 || gapMm < 1.5 * healedMm;
  const clustered = hair.clusterSize > 1 && CLUSTER_GAP_MM < 1.5 * healedMm;
  if (merged || clustered) {
    remarks.push({
      field: merged ? field : 'hair.clusterSize',
      severity: 'risk',
      text: `At ${Math.round(dots)} per cm²${merged ? '' : ' in clusters'} and this depth, healed dots of about ${shortMm(healedMm)} run together.`,
    });
  }
  if (dots > 130) {
    remarks.push({
      field,
      // Above 200 dots outnumber not only follicles but single hairs (143 to 230 per cm²).
      severity: dots > 200 ? 'risk' : 'warn',
      text: `${Math.round(dots)} per cm² is more than hair grows anywhere on a scalp (50 to 110 follicles per cm²); it can look like a helmet.`,
    });
  } else if (dots > 1.5 * hair.unitsPerCm2) {
    remarks.push({
      field,
      severity: 'warn',
      text: `${Math.round(dots)} per cm² is far more than the person's own ${hair.unitsPerCm2}; the top may look darker than the sides.`,
    });
  } else if (dots < 40) {
    remarks.push({
      field,
      severity: 'note',
      text: 'Below about 40 per cm² the scalp rarely looks covered.',
    });
  }
  return remarks;
}

function headRemarks({ head }: Plan): Remark[] {
  if (head.scan.kind === 'none') return [];
  const open: Remark = {
    field: 'head.scan.circumferenceMm',
    severity: 'warn',
    text: 'Nobody confirmed the size of the scan: 10 % more make 21 % more skin and dots. One tape round the head settles it.',
  };
  const unused: Remark = {
    field: 'head.measuresMm',
    severity: 'note',
    text: 'The head is a scan and has its own measures; these are not used.',
  };
  return [
    ...(isSizeKnown(head.scan) ? [] : [open]),
    ...(Object.keys(head.measuresMm).length > 0 ? [unused] : []),
  ];
}

function sessionRemarks({ sessions, sessionsDone, healing }: Plan): Remark[] {
  const remarks: Remark[] = [];
  if (sessions[0]!.cumulativeShare > 0.5) {
    remarks.push({
      field: 'sessions.0.cumulativeShare',
      severity: 'warn',
      text: 'More than half of all dots in the first session leaves little to correct.',
    });
  }
  sessions.forEach((session, i) => {
    const wait = i > 0 ? session.day - sessions[i - 1]!.day : Number.POSITIVE_INFINITY;
    if (wait < 7) {
      remarks.push({
        field: `sessions.${i}.day`,
        severity: 'warn',
        text: `${wait} days are not enough for skin to close; 7 to 30 are usual.`,
      });
    }
    if (session.dilution < 6 || session.dilution > 30) {
      remarks.push({
        field: `sessions.${i}.dilution`,
        severity: 'warn',
        text: `A dilution of ${session.dilution} to 1 is outside the usual 6 to 30.`,
      });
    }
  });
  if (sessionsDone > 0 && healing.ageDays < 28) {
    remarks.push({
      field: 'healing.ageDays',
      severity: 'note',
      text: 'Before about day 28 the picture is not settled: fresh dots are darker and sharper.',
    });
  }
  return remarks;
}

/** Melanosomes from which skin hides fine dots: type V. Assumed. */
const DARK_FROM = 0.1;
/** Parts of water that are a lot on such skin, where 6 are taught as the least. Assumed. */
const THIN_INK = 8;

function darkSkinRemarks({ skin, sessions }: Plan): Remark[] {
  const { dilution } = sessions.at(-1)!;
  if (skin.melanosomeFraction < DARK_FROM || dilution <= THIN_INK) return [];
  const text = `On skin this dark fine dots of ink with ${dilution} parts of water hardly show; darker ink and larger dots are usual there.`;
  return [{ field: `sessions.${sessions.length - 1}.dilution`, severity: 'note', text }];
}

function lossRemarks({ hair, head, hairline }: Plan): Remark[] {
  const remarks: Remark[] = [];
  if (hair.loss.kind === 'areata') {
    remarks.push({
      field: 'hair.loss',
      severity: 'note',
      text: 'Patchy or sudden loss should be seen by a dermatologist before any tattooing.',
    });
  }
  if (head.base === 'female' && (hair.loss.kind === 'norwood' || hairline.midFrontalMm > 70)) {
    remarks.push({
      field: 'hairline.midFrontalMm',
      severity: 'note',
      text: 'A receding hairline in a woman should be seen by a dermatologist before any tattooing.',
    });
  }
  if (hair.scars.length > 0) {
    remarks.push({
      field: 'hair.scars',
      severity: 'note',
      text: 'Scars hold pigment unpredictably, and their relief stays visible.',
    });
  }
  return remarks;
}

function manualRemarks({ manual, sessions }: Plan): Remark[] {
  const said = manualWords(manual);
  const late = [...manual.added, ...manual.moved].filter(
    ({ session }) => session > sessions.length,
  );
  const remarks: Remark[] = said ? [{ field: 'manual', severity: 'note', text: said }] : [];
  if (late.length > 0) {
    remarks.push({
      field: 'manual',
      severity: 'note',
      text: `${late.length} placed by hand for a session this plan does not have; the last one takes them.`,
    });
  }
  return remarks;
}

/** What was done by hand, in one sentence; nothing where nothing was. */
export function manualWords({ strokes, erased, added, moved }: Plan['manual']): string | undefined {
  const counted = (count: number, one: string, many: string) =>
    count === 0 ? [] : [plural(count, one, many)];
  const parts = [
    ...counted(strokes.length, 'density stroke', 'density strokes'),
    ...counted(erased.length, 'dot erased', 'dots erased'),
    ...counted(added.length, 'dot added', 'dots added'),
    ...counted(moved.length, 'dot moved', 'dots moved'),
  ];
  return parts.length > 0 ? `By hand: ${parts.join(', ')}.` : undefined;
}
