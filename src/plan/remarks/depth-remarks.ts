import { say } from '../../base/language/say.ts';
import { shortMm } from '../../base/quantity-words.ts';
import { CRISP_WORDS, DEPTH_BORDERS_MM as DEPTH } from '../../ink/depth-bands.ts';
import { handByHour, needlePlaces, reachedDepthMm } from '../needle-places.ts';
import type { Plan } from '../schema.ts';
import type { Remark } from './remark.ts';

/** Where dots lie against what heals crisp. */
export function depthRemarks(plan: Plan): Remark[] {
  const { operator, zones } = plan;
  const meanMm = reachedDepthMm(plan);
  const own = depthRemark(meanMm, 'technique.depositDepthMm', say('Dots'));
  const inZones = zones.flatMap((zone, i) => {
    if (zone.depthOffsetMm === 0) return [];
    const depth = meanMm + zone.depthOffsetMm;
    return depthRemark(depth, `zones.${i}.depthOffsetMm`, `Dots in ${JSON.stringify(zone.name)}`);
  });
  const deepest = meanMm + 2 * operator.depthSdMm;
  const strays: Remark[] =
    meanMm <= DEPTH.blowOut && deepest > DEPTH.blowOut
      ? [
          {
            rule: 'depth-scatter',
            field: 'operator.depthSdMm',
            severity: 'warn',
            text: `With this scatter one dot in forty lies deeper than ${shortMm(deepest)}, where blow-out starts.`,
          },
        ]
      : [];
  return [...own, ...inZones, ...strays, ...setNeedle(plan)];
}

/** A needle that is set once: where it reaches, front and back. */
function setNeedle(plan: Plan): Remark[] {
  const { depthToldAs } = plan.technique;
  if (depthToldAs !== 'extension') return [];
  const places = needlePlaces(plan);
  const depths = places.map(({ depositMm }) => depositMm);
  const [front, back] = [places[0]!, places.find(({ place }) => place === 'Back')!];
  const isDeep = Math.max(...depths) > DEPTH.crispTo || Math.min(...depths) < DEPTH.crispFrom;
  return [
    {
      rule: 'set-needle',
      field: 'technique.depthToldAs',
      severity: isDeep ? 'warn' : 'note',
      text: `A needle ${shortMm(front.extensionMm)} out ends at ${shortMm(front.depositMm)} in front and ${shortMm(back.depositMm)} at the back (assumed).`,
    },
  ];
}

/**
 * What a hand that tires comes to.
 *
 * @param hours - Needle time of the longest session.
 */
export function tiredRemarks(plan: Plan, hours: number): Remark[] {
  const { tiringPerHour, sinkPerHourMm, depthSdMm } = plan.operator;
  if (tiringPerHour === 0 && sinkPerHourMm === 0) return [];
  const [first, last] = handByHour(plan, [0, hours]);
  const deepest = last!.depthMm + 2 * last!.depthSdMm;
  const from = `${shortMm(first!.depthMm)} ± ${shortMm(depthSdMm)}`;
  return [
    {
      rule: 'tired-hand',
      field: 'operator.tiringPerHour',
      severity: deepest > DEPTH.blowOut ? 'risk' : deepest > DEPTH.crispTo + 0.1 ? 'warn' : 'note',
      text: `A rested hand puts dots at ${from}; after ${hours.toFixed(1)} h of this session at ${shortMm(last!.depthMm)} ± ${shortMm(last!.depthSdMm)} (assumed).`,
    },
  ];
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
