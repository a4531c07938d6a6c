import { numberWords } from '../../base/language/formats.ts';
import { say } from '../../base/language/say.ts';
import { shortMm } from '../../base/quantity-words.ts';
import { crispWords, DEPTH_BORDERS_MM as DEPTH } from '../../ink/depth-bands.ts';
import { handByHour, needlePlaces, reachedDepthMm } from '../needle-places.ts';
import type { Plan } from '../schema.ts';
import type { Remark } from './remark.ts';

/** Where dots lie against what heals crisp. */
export function depthRemarks(plan: Plan): Remark[] {
  const { operator, zones } = plan;
  const meanMm = reachedDepthMm(plan);
  const own = depthRemark(meanMm, 'technique.depositDepthMm');
  const inZones = zones.flatMap((zone, i) => {
    if (zone.depthOffsetMm === 0) return [];
    const depth = meanMm + zone.depthOffsetMm;
    return depthRemark(depth, `zones.${i}.depthOffsetMm`, zone.name);
  });
  const deepest = meanMm + 2 * operator.depthSdMm;
  const strays: Remark[] =
    meanMm <= DEPTH.blowOut && deepest > DEPTH.blowOut
      ? [
          {
            rule: 'depth-scatter',
            field: 'operator.depthSdMm',
            severity: 'warn',
            text: say(
              'With this scatter one dot in forty lies deeper than {depth}, where blow-out starts.',
              { depth: shortMm(deepest) },
            ),
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
      text: say('A needle {out} out ends at {front} in front and {back} at the back (assumed).', {
        out: shortMm(front.extensionMm),
        front: shortMm(front.depositMm),
        back: shortMm(back.depositMm),
      }),
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
  return [
    {
      rule: 'tired-hand',
      field: 'operator.tiringPerHour',
      severity: deepest > DEPTH.blowOut ? 'risk' : deepest > DEPTH.crispTo + 0.1 ? 'warn' : 'note',
      text: say(
        'A rested hand puts dots at {first} ± {firstSd}; after {hours} h of this session at {last} ± {lastSd} (assumed).',
        {
          first: shortMm(first!.depthMm),
          firstSd: shortMm(depthSdMm),
          hours: numberWords(hours, 1),
          last: shortMm(last!.depthMm),
          lastSd: shortMm(last!.depthSdMm),
        },
      ),
    },
  ];
}

/** @param zone - Name of the zone it is about; all dots where left out. */
function depthRemark(depthMm: number, field: string, zone?: string): Remark[] {
  const depth = shortMm(depthMm);
  const rule = depthMm < DEPTH.crispFrom ? 'too-shallow' : 'too-deep';
  const remark = (severity: Remark['severity'], all: string, inZone: string): Remark[] => {
    const text = zone === undefined ? all : inZone;
    return [{ rule, field, severity, text }];
  };
  const at = { depth, zone: JSON.stringify(zone ?? '') };
  if (depthMm > DEPTH.permanent)
    return remark(
      'risk',
      say('Dots at {depth} blur, look blue-grey and can become permanent.', at),
      say('Dots in {zone} at {depth} blur, look blue-grey and can become permanent.', at),
    );
  if (depthMm > DEPTH.blowOut)
    return remark(
      'risk',
      say('Dots at {depth} are at risk of blow-out: bigger, softer and cooler.', at),
      say('Dots in {zone} at {depth} are at risk of blow-out: bigger, softer and cooler.', at),
    );
  if (depthMm > DEPTH.crispTo) {
    const below = { ...at, crisp: crispWords() };
    return remark(
      'warn',
      say('Dots at {depth} lie below the {crisp} that heals crisp.', below),
      say('Dots in {zone} at {depth} lie below the {crisp} that heals crisp.', below),
    );
  }
  if (depthMm < DEPTH.shed)
    return remark(
      'risk',
      say('Dots at {depth} lie in the epidermis and are shed within weeks.', at),
      say('Dots in {zone} at {depth} lie in the epidermis and are shed within weeks.', at),
    );
  if (depthMm < DEPTH.crispFrom)
    return remark(
      'warn',
      say('Dots at {depth} are shallow; a good part may be lost in healing.', at),
      say('Dots in {zone} at {depth} are shallow; a good part may be lost in healing.', at),
    );
  return [];
}
