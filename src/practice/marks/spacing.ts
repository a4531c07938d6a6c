import { numberWords } from '../../base/language/formats.ts';
import { say } from '../../base/language/say.ts';
import { shortMm } from '../../base/quantity-words.ts';
import { latticeSpacingMm } from '../../base/spacing.ts';
import { healedWidthMm } from '../../check/healed-width.ts';
import type { PracticeDot } from '../hand.ts';
import type { PatchPlace } from '../patch-subject.ts';
import { askedAt, isInField, type PracticeTask } from '../task.ts';
import { below, broken, type Mark, type Marked, percent } from './mark.ts';

/** Distance to the nearest other dot, mm; infinite for a dot alone. */
export function nearestMm(dots: readonly PracticeDot[]): number[] {
  return dots.map((dot, i) => {
    let best = Number.POSITIVE_INFINITY;
    dots.forEach((other, j) => {
      if (i !== j) best = Math.min(best, Math.hypot(other.xMm - dot.xMm, other.yMm - dot.yMm));
    });
    return best;
  });
}

/** Relative radius from which spacing counts as kept and as fair: random darts reach 0.2 or less. Assumed. */
const KEPT = 0.5;
const HALF_KEPT = 0.35;

/**
 * How well a distance is kept: that of the dot in twenty that stands nearest to another, over the
 * distance of a triangular lattice of the density asked for; 1 for that lattice.
 */
export function relativeRadius(task: PracticeTask, dots: readonly PracticeDot[]): number {
  const sorted = nearestMm(dots)
    .map((mm, i) => mm / latticeSpacingMm(Math.max(1, askedAt(task, dots[i]!.xMm, dots[i]!.yMm))))
    .filter((_, i) => isInField(task, dots[i]!.xMm, dots[i]!.yMm))
    .sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 20)] ?? 0;
}

/** Spacing kept from dot to dot. */
export function spacingMark(marked: Marked): Mark {
  const { task, dots } = marked;
  const near = nearestMm(dots);
  const closest = near.indexOf(Math.min(...near));
  const radius = relativeRadius(task, dots);
  const asked = latticeSpacingMm(task.dotsPerCm2);
  return {
    name: 'spacing',
    title: say('Spacing'),
    verdict: radius >= KEPT ? 'good' : radius >= HALF_KEPT ? 'fair' : 'poor',
    figure: radius.toFixed(2),
    text: say(
      'Closest two: {near}. One dot in twenty stands nearer than {radius} of the distance asked for ({asked} mm at full density).',
      {
        near: shortMm(Number(near[closest]!.toFixed(2))),
        radius: numberWords(radius, 2),
        asked: numberWords(asked, 2),
      },
    ),
    limit: say(
      'Relative radius: 1 is a perfect lattice; good from {good}, fair from {fair} (assumed; what the engine places has about 0.7).',
      { good: KEPT, fair: HALF_KEPT },
    ),
    healed: say(
      'Kept spacing heals as stubble. Where it is not kept the eye sees blots and bald specks.',
    ),
    rules: [],
    places: [{ xMm: dots[closest]!.xMm, yMm: dots[closest]!.yMm, radiusMm: 1 }],
  };
}

/** Dots that touch, and dots put in twice. */
export function clusterMark(marked: Marked): Mark {
  const { found, text, places, worst } = broken(marked, ['dots-touch']);
  const { subject, dots } = marked;
  const twice = doubleHits(dots);
  const width = Math.max(...dots.map((_, i) => healedWidthMm(subject.dots, i)));
  return {
    name: 'clusters',
    title: say('Clusters and double hits'),
    verdict: found.length > 0 ? worst : twice.length > 0 ? 'fair' : 'good',
    figure: String(twice.length),
    text: `${text || say('No cluster.')} ${twice.length === 0 ? say('No place was hit twice.') : say('{twice, plural, one {# dot was} other {# dots were}} put where one was already.', { twice: twice.length })}`,
    limit: say(
      'Two dots touch where their distance is less than both are wide healed (here up to {width} mm); one in a hundred is let pass. Nearer than {sameMm} mm is one place hit twice.',
      { width: numberWords(width, 2), sameMm: SAME_PLACE_MM },
    ),
    healed: say('Two dots that touch heal as one larger, darker dot; several as a blot.'),
    rules: ['dots-touch'],
    places: [
      ...places,
      ...twice.map((i) => ({ xMm: dots[i]!.xMm, yMm: dots[i]!.yMm, radiusMm: 0.5 })),
    ],
  };
}

/** Nearer than the width of the 0.25 mm needle is the same puncture. */
const SAME_PLACE_MM = 0.25;

/** Dots that went where an earlier one is. */
export function doubleHits(dots: readonly PracticeDot[]): number[] {
  return dots.flatMap((dot, i) =>
    dots
      .slice(0, i)
      .some(({ xMm, yMm }) => Math.hypot(xMm - dot.xMm, yMm - dot.yMm) < SAME_PLACE_MM)
      ? [i]
      : [],
  );
}

/** Straight rows. */
export function rowMark(marked: Marked): Mark {
  const { found, text, places, worst } = broken(marked, ['rows']);
  return {
    name: 'rows',
    title: say('Rows'),
    verdict: found.length > 0 ? worst : 'good',
    figure: found.length > 0 ? 'seen' : 'none',
    text: text || say('No row that chance would not make.'),
    limit: say(
      'A row has steps alike within 30 % that turn by less than 8 degrees, longer than chance makes one in a hundred patterns.',
    ),
    healed: say('Rows stay: the eye finds a straight line for as long as the dots last.'),
    rules: ['rows'],
    places,
  };
}

/** A hole as wide as this many distances, to each side, is a gap: room for four dots. Assumed. */
const GAP = 1.1;
/** Where fewer are asked for nobody sees a gap, per cm². */
const SPARSE = 25;
const GRID_MM = 0.25;

/** Holes in the field: the widest of each spot, its middle and the distance to the nearest dot. */
export function gapsIn(task: PracticeTask, dots: readonly PracticeDot[]): PatchPlace[] {
  const { fromMm, toMm } = task;
  const holes: PatchPlace[] = [];
  for (let y = fromMm[1] + GRID_MM; y < toMm[1]; y += GRID_MM) {
    for (let x = fromMm[0] + GRID_MM; x < toMm[0]; x += GRID_MM) {
      const asked = askedAt(task, x, y);
      if (asked < SPARSE) continue;
      const wanted = GAP * latticeSpacingMm(asked);
      let far = Number.POSITIVE_INFINITY;
      for (const { xMm, yMm } of dots) {
        far = Math.min(far, (xMm - x) ** 2 + (yMm - y) ** 2);
        if (far < wanted ** 2) break;
      }
      if (far >= wanted ** 2) holes.push({ xMm: x, yMm: y, radiusMm: Math.sqrt(far) });
    }
  }
  const told: PatchPlace[] = [];
  for (const hole of holes.toSorted((a, b) => b.radiusMm - a.radiusMm)) {
    const isNew = told.every(
      ({ xMm, yMm, radiusMm }) => Math.hypot(xMm - hole.xMm, yMm - hole.yMm) > radiusMm,
    );
    if (isNew) told.push(hole);
  }
  return told;
}

/** Places left empty. */
export function gapMark({ task, dots }: Marked): Mark {
  const gaps = gapsIn(task, dots);
  const widest = gaps[0];
  return {
    name: 'gaps',
    title: say('Gaps'),
    verdict: below(gaps.length, 0, 3),
    figure: String(gaps.length),
    text: widest
      ? say(
          '{gaps, plural, one {# place is} other {# places are}} left empty; the largest is {radiusMm} wide.',
          {
            gaps: gaps.length,
            radiusMm: shortMm(Number((2 * widest.radiusMm).toFixed(1))),
          },
        )
      : say('No place is left empty.'),
    limit: say(
      'A gap is farther than {gap} of the distance asked for from every dot, so that about four would fit; up to three count as fair (assumed).',
      { gap: GAP },
    ),
    healed: say('A gap shows as a light speck; it can be filled in the next session.'),
    rules: [],
    places: gaps.slice(0, 12),
  };
}

/** How many dots of those asked for. */
export function countMark({ task, dots }: Marked, asked: number): Mark {
  const off = dots.length / asked - 1;
  const outside = dots.filter(({ xMm, yMm }) => !isInField(task, xMm, yMm));
  const verdict = below(Math.abs(off), 0.1, 0.2);
  return {
    name: 'count',
    title: say('Density'),
    verdict,
    figure: `${dots.length} of ${Math.round(asked)}`,
    text: `${Math.abs(off) < 0.005 ? say('As many dots as asked for') : say('{off} {isMore, select, yes {more} other {fewer}} dots than asked for', { off: percent(Math.abs(off)), isMore: off > 0 ? 'yes' : 'no' })}${outside.length > 0 ? `; ${outside.length} outside the field` : ''}.`,
    limit: say('Good within 10 %, fair within 20 % (assumed).'),
    healed:
      off > 0.1
        ? say('Denser than planned reads darker than the hair around it, and cannot be taken back.')
        : say('What is missing is added in the next session.'),
    rules: [],
    places: outside.slice(0, 12).map(({ xMm, yMm }) => ({ xMm, yMm, radiusMm: 0.6 })),
  };
}
