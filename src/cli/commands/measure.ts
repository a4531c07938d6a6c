import { planHead } from '../../engine/head/plan-head.ts';
import { planScalp } from '../../engine/plan-scalp.ts';
import { roundedMm, scalpReport } from '../../engine/scalp/scalp-report.ts';
import { measureSurface } from '../../head/surface-tapes.ts';
import { tenTwenty } from '../../head/ten-twenty.ts';
import { headWords } from '../../plan/remarks/scene-words.ts';
import { planRemarks } from '../../plan/remarks/summary.ts';
import { isSizeKnown } from '../../scan/placing.ts';
import { reportOf, withHead } from '../head-input.ts';
import { printJson } from '../output.ts';
import { readPlanArgument } from '../plan-input.ts';
import type { GlobalOptions } from '../simulate-plan.ts';

/** `dotwork measure`: what tape, calliper and planimeter read on a plan's head. Needs no GPU. */
export async function measure(argument: string, options: GlobalOptions): Promise<void> {
  const { plan, scanHead, findings } = await withHead(readPlanArgument(argument, options), options);
  const head = await planHead(plan, scanHead);
  const work = planScalp(plan, head);
  const scalp = scalpReport(work, plan);
  await printJson({
    title: plan.title,
    head: headWords(plan.head),
    ...(plan.head.scan.kind === 'file' && {
      sizeConfirmed: isSizeKnown(plan.head.scan),
      report: reportOf(findings),
    }),
    units: "lengths mm, areas cm²; x to the subject's left, y up, z forward from mid-tragion",
    headMm: roundedMm(measureSurface(head)),
    landmarksMm: roundedMm(head.landmarks),
    tenTwentyMm: roundedMm(tenTwenty(head)),
    hairline: {
      ...scalp.hairline,
      pointsMm: Object.fromEntries(
        work.fields.hairline.controlPoints.map(({ name, positionMm }) => [
          name,
          roundedMm(positionMm),
        ]),
      ),
      movedMm: plan.hairline.moved ?? {},
    },
    areasCm2: {
      insideBoundary: roundedMm(work.fields.areaMm2 / 100),
      regions: scalp.regionsCm2,
      zones: scalp.zonesCm2,
    },
    hairLoss: scalp.hairLoss,
    scarDots: scalp.scarDots,
    remarks: planRemarks(plan, scalp.hairline).filter(({ field }) => field.startsWith('hairline.')),
  });
}
