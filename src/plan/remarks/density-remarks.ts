import { say } from '../../base/language/say.ts';
import { shortMm } from '../../base/quantity-words.ts';
import { taughtSpacingMm } from '../../base/spacing.ts';
import type { Plan } from '../schema.ts';
import type { Remark } from './remark.ts';

/** Dots of one cluster come no nearer than this (docs/placement.md). */
const CLUSTER_GAP_MM = 0.34;

/** How many dots, against hair and against their own width. */
export function densityRemarks({ density, technique, zones, hair }: Plan): Remark[] {
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
    const at = { dots: Math.round(dots), width: shortMm(healedMm) };
    remarks.push({
      rule: 'merged',
      field: merged ? field : 'hair.clusterSize',
      severity: 'risk',
      text: merged
        ? say('At {dots} per cm² and this depth, healed dots of about {width} run together.', at)
        : say(
            'At {dots} per cm² in clusters and this depth, healed dots of about {width} run together.',
            at,
          ),
    });
  }
  if (dots > 130) {
    remarks.push({
      rule: 'helmet',
      field,
      // Above 200 dots outnumber not only follicles but single hairs (143 to 230 per cm²).
      severity: dots > 200 ? 'risk' : 'warn',
      text: say(
        '{dots} per cm² is more than hair grows anywhere on a scalp (50 to 110 follicles per cm²); it can look like a helmet.',
        { dots: Math.round(dots) },
      ),
    });
  } else if (dots > 1.5 * hair.unitsPerCm2) {
    remarks.push({
      rule: 'denser-than-own',
      field,
      severity: 'warn',
      text: say(
        "{dots} per cm² is far more than the person's own {own}; the top may look darker than the sides.",
        { dots: Math.round(dots), own: hair.unitsPerCm2 },
      ),
    });
  } else if (dots < 40) {
    remarks.push({
      rule: 'sparse',
      field,
      severity: 'note',
      text: say('Below about 40 per cm² the scalp rarely looks covered.'),
    });
  }
  return remarks;
}
