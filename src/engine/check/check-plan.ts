import type { Vec3 } from '../../base/vec3.ts';
import { checkDots } from '../../check/check-dots.ts';
import type { Finding, Place } from '../../check/finding.ts';
import { subjectOf } from '../../check/subject.ts';
import type { Remark } from '../../plan/remarks/remark.ts';
import { worstFirst } from '../../plan/remarks/summary.ts';
import { anchorPlaceUm } from '../../surface/anchor.ts';
import { simulationReport } from '../report/report.ts';
import type { Simulator } from '../simulator.ts';
import { readSubject } from './read-subject.ts';

/** Everything a teacher finds in a simulated plan, worst first: of the plan and of its dots, with places. */
export async function checkPlan(simulator: Simulator): Promise<Finding[]> {
  const { remarks } = await simulationReport(simulator);
  const dotFindings = checkDots(subjectOf(await readSubject(simulator)));
  return allFindings(simulator, remarks, dotFindings);
}

/** Remarks of a report, each with its places, and what was found in the dots of the same plan. */
export function allFindings(
  simulator: Simulator,
  remarks: readonly Remark[],
  dotFindings: readonly Finding[],
): Finding[] {
  const found = new Set(dotFindings.map(({ rule }) => rule));
  const ofPlan = remarks
    // What was found dot by dot says more than what the plan's numbers let one expect.
    .filter(({ rule }) => !found.has(rule))
    .map((remark) => ({ ...remark, places: placesOfField(simulator, remark) }));
  return worstFirst([...ofPlan, ...dotFindings]);
}

/** How much of the skin around a point of the hairline a remark on it is about, mm. */
const AROUND_POINT_MM = 12;

/** Where on the head the field of a remark shows. */
function placesOfField({ plan, head, scalp }: Simulator, { field, rule }: Remark): Place[] {
  if (rule === 'no-go') {
    return plan.noGo.map(({ at, radiusMm }, i) => {
      const um = anchorPlaceUm(head.mesh, at, `noGo.${i}.at`);
      return { middleMm: um.map((along) => along / 1000) as unknown as Vec3, radiusMm, dots: [] };
    });
  }
  if (!field.startsWith('hairline.')) return [];
  const wanted = /corner|temple|half|recession/i.test(field) ? /^corner/ : /^midFrontal/;
  return scalp.hairline.controlPoints
    .filter(({ name }) => wanted.test(name))
    .map(({ positionMm }) => ({ middleMm: positionMm, radiusMm: AROUND_POINT_MM, dots: [] }));
}
