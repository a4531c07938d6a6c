import { shortMm } from '../../base/quantity-words.ts';
import { CRISP_WORDS, DEPTH_BORDERS_MM as DEPTH } from '../../ink/depth-bands.ts';
import type { Plan } from '../schema.ts';
import type { Remark } from './remark.ts';

/** Where dots lie against what heals crisp. */
export function depthRemarks({ technique, operator, zones }: Plan): Remark[] {
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
            rule: 'depth-scatter',
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
  const say = (severity: Remark['severity'], text: string): Remark[] => [
    { rule: depthMm < DEPTH.crispFrom ? 'too-shallow' : 'too-deep', field, severity, text },
  ];
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
