import { numberWords } from '../../base/language/formats.ts';
import { say } from '../../base/language/say.ts';
import { crispWords, DEPTH_BORDERS_MM } from '../../ink/depth-bands.ts';
import { DEFAULT_PLAN } from '../../plan/defaults.ts';
import { RULES, type RuleName } from '../../plan/remarks/rules.ts';
import { deviationOf, meanOf, type PatchPlace } from '../patch-subject.ts';
import { broken, type Mark, type Marked, percent, type Verdict } from './mark.ts';

const { crispFrom, crispTo, blowOut, shed } = DEPTH_BORDERS_MM;
const DEPTH_RULES: readonly RuleName[] = [
  'too-deep',
  'too-shallow',
  'depth-scatter',
  'deep-for-region',
];
/** Share of dots in the band for good and for fair. Assumed. */
const MOSTLY = 0.9;
const OFTEN = 0.7;

/** Depth of the dots against what heals crisp. */
export function depthMark(marked: Marked): Mark {
  const { dots } = marked;
  const { found, text, places } = broken(marked, DEPTH_RULES);
  const depths = dots.map(({ depthMm }) => depthMm);
  const off = dots.filter(({ depthMm }) => depthMm < crispFrom || depthMm > crispTo);
  const inBand = 1 - off.length / dots.length;
  const isRisk = found.some(({ severity }) => severity === 'risk');
  const verdict: Verdict =
    isRisk || inBand < OFTEN ? 'poor' : inBand < MOSTLY || found.length > 0 ? 'fair' : 'good';
  const deep = off.filter(({ depthMm }) => depthMm > crispTo).length;
  return {
    name: 'depth',
    title: say('Depth'),
    verdict,
    figure: percent(inBand),
    text: `${percent(inBand)} of the dots lie in the band; mean ${meanOf(depths).toFixed(2)} mm, spread ${deviationOf(depths).toFixed(2)} mm. ${text}`.trim(),
    limit: say(
      'The band is {crispWords}; good from {good} of dots in it without a finding, fair from {fair} (assumed).',
      { crispWords: crispWords(), good: percent(MOSTLY), fair: percent(OFTEN) },
    ),
    healed:
      off.length === 0
        ? say('All of them heal crisp.')
        : deep * 2 > off.length
          ? say(
              'Deep dots spread: wider, softer and bluer with each year; below {blowOut} mm they run together.',
              { blowOut },
            )
          : say('Shallow dots fade first; above {shed} mm they leave with the skin within weeks.', {
              shed,
            }),
    rules: [...new Set<RuleName>(found.map(({ rule }) => rule))],
    places: places.length > 0 ? places : off.slice(0, 12).map(spot),
  };
}

/** Steeper than this counts as upright, degrees: it moves a dot of 0.4 mm by less than 0.07 mm. Assumed. */
const UPRIGHT_DEG = 20;

/** Angle of the needle, where the pointer tells it. */
export function angleMark({ dots }: Marked): Mark {
  const told = dots.flatMap((dot) => (dot.tiltDeg === null ? [] : [{ ...dot, tilt: dot.tiltDeg }]));
  const common = {
    name: 'angle',
    title: say('Angle'),
    limit: say(
      'Good where {good} of dots are within {degrees} degrees of upright, fair from {fair} (assumed; schools teach different angles, all teach a steady one).',
      { good: percent(MOSTLY), degrees: UPRIGHT_DEG, fair: percent(OFTEN) },
    ),
    healed: say(
      'A leaning needle leaves its ink beside the puncture, and the dot heals as a dash.',
    ),
    rules: [],
  };
  if (told.length === 0) {
    return {
      ...common,
      verdict: 'told',
      figure: 'none',
      text: say('Finger, mouse and keyboard tell no angle; a pen does.'),
      places: [],
    };
  }
  const tilts = told.map(({ tilt }) => tilt);
  const leaning = told.filter(({ tilt }) => tilt > UPRIGHT_DEG);
  const upright = 1 - leaning.length / told.length;
  return {
    ...common,
    verdict: upright >= MOSTLY ? 'good' : upright >= OFTEN ? 'fair' : 'poor',
    figure: `${Math.round(meanOf(tilts))}°`,
    text: say('The needle leans {tilts} degrees in the mean, ± {spread}.', {
      tilts: Math.round(meanOf(tilts)),
      spread: Math.round(deviationOf(tilts)),
    }),
    places: leaning.slice(0, 12).map(spot),
  };
}

/** Ink of the dots: evenly dosed or not. */
export function doseMark({ dots }: Marked): Mark {
  const doses = dots.map(({ doseShare }) => doseShare);
  const [mean, spread] = [meanOf(doses), deviationOf(doses)];
  const off = Math.abs(Math.log2(mean));
  const verdict: Verdict =
    off > 1 || spread / mean > 0.6 ? 'poor' : off > 0.5 || spread / mean > 0.35 ? 'fair' : 'good';
  return {
    name: 'dose',
    title: say('Time in the skin'),
    verdict,
    figure: `× ${mean.toFixed(2)}`,
    text: say('The mean dot got {mean} of the usual ink, ± {spread} from dot to dot.', {
      mean: numberWords(mean, 2),
      spread: percent(spread / mean),
    }),
    limit: say(
      'Good from 0.7 to 1.4 of the usual dose with a spread to 35 %, fair from 0.5 to 2 and to 60 % (assumed).',
    ),
    healed:
      mean > 1.4
        ? say('Held too long, dots heal dark and wide.')
        : say('Dots of unlike dose fade unlike: some are gone when others still stand.'),
    rules: [],
    places: dots
      .filter(({ doseShare }) => doseShare > 2 * mean || doseShare < mean / 2)
      .slice(0, 12)
      .map(spot),
  };
}

/** How long it took. */
export function timeMark({ dots }: Marked): Mark {
  const times = dots.map(({ atMs }) => atMs);
  const minutes = (Math.max(...times) - Math.min(...times)) / 60_000;
  const rate = minutes > 0 ? (dots.length - 1) / minutes : 0;
  const usual = DEFAULT_PLAN.technique.dotsPerMinute;
  return {
    name: 'time',
    title: say('Minutes'),
    verdict: 'told',
    figure: `${minutes.toFixed(1)} min`,
    text:
      rate > 0
        ? say('{rate} dots a minute; plans count on {usual}.', { rate: Math.round(rate), usual })
        : say('One moment.'),
    limit: say('Nobody is marked by speed: a steady hand comes first.'),
    healed: RULES['long-session'].why,
    rules: [],
    places: [],
  };
}

function spot({ xMm, yMm }: { xMm: number; yMm: number }): PatchPlace {
  return { xMm, yMm, radiusMm: 0.6 };
}
