import { latticeSpacingMm } from '../src/base/spacing.ts';
import { bandsToXyz } from '../src/color/band-xyz.ts';
import { BANDS_NM } from '../src/color/bands.ts';
import { ciede2000 } from '../src/color/ciede2000.ts';
import { xyzToLab } from '../src/color/lab.ts';
import { sphereDotRatio } from '../src/light/dot/ball.ts';
import { columnProfile, evenColumn } from '../src/light/dot/column.ts';
import { type DotProfile, fieldRatio } from '../src/light/dot/field.ts';
import { type DotFootprint, dotFootprint } from '../src/light/dot/footprint.ts';
import { coveredShare, overlapRatio, overlapShape, overlapTerm } from '../src/light/dot/overlap.ts';
import { layerOptics, type Skin } from '../src/light/layers.ts';
import { SKIN_TYPES, skinOfIta, skinOfType } from '../src/light/skin-types.ts';
import { type SurveyDot, surveyDots } from './dot-survey.ts';
import { type Errors, errorsOf, errorTable } from './error-table.ts';
import { gradedErrors } from './graded.ts';
import { drawnCases, healedCases } from './graded-cases.ts';

/** Absorption of the pigment, the same at all bands, 1/mm: dilute to opaque. */
const DOSES_PER_MM = [1, 5, 20, 100, 1000];
const LATERAL_MM = [0, 0.05, 0.1, 0.2, 0.4, 0.8];
const SEED = 4711;
/** Photons of a field, in those of a single dot. */
const FIELD_TIMES = 4;

interface Case {
  readonly group: string;
  readonly dot: SurveyDot;
}

/**
 * The fast path against brute force: columns as they heal, columns and dots of plans drawn by a
 * seed, then even balls, columns, pairs and fields from dilute to opaque. Tables in Markdown, one row
 * a group: error of R/R0 and of the colour.
 */
export function benchOptics(photons: number, seed: number, say: (line: string) => void): string {
  const skins = SKIN_TYPES.map((type): [string, Skin] => [type, skinOfType(type)]);
  const between = [25, -25].map((ita): [string, Skin] => [`ITA ${ita}`, skinOfIta(ita)]);
  const run = { photons, seed };
  say('columns as they heal');
  const healed = gradedErrors(healedCases(), skins, run, say);
  say('columns and dots of plans drawn by the seed');
  const drawn = gradedErrors(drawnCases(seed, 16), [...skins, ...between], run, say);
  return [
    `${photons} photons a band, seed ${seed}; six skins, six bands; drawn rows also two skins between the types.`,
    errorTable(new Map([...healed, ...drawn])),
    `Even bodies, pairs and fields: ${photons} photons a band, fields ${FIELD_TIMES} times as many, seed ${SEED}, doses ${DOSES_PER_MM.join(', ')} per mm.`,
    errorTable(evenErrors(photons, say)),
  ].join('\n\n');
}

function evenErrors(photons: number, say: (line: string) => void): Map<string, Errors> {
  const cases = allCases();
  const dots = cases.map(({ dot }) => dot);
  const skins = SKIN_TYPES.map((type) => skinOfType(type));
  const footprints = skins.map((skin) => dotFootprint(skin));
  const isField = ({ spacingMm }: SurveyDot) => spacingMm > 0;
  const truth = BANDS_NM.map((nm) => {
    const layers = skins.map((skin) => layerOptics(skin, nm));
    // Whole patches are asked for to a finer hundredth than single places.
    const [alone, fields] = [false, true].map((wanted) => {
      const these = dots.filter((dot) => isField(dot) === wanted);
      const times = wanted ? FIELD_TIMES : 1;
      return surveyDots(layers, these, DOSES_PER_MM, times * photons, SEED + nm);
    });
    say(`${nm} nm walked`);
    const joined = (of: 'dark' | 'standardError') =>
      skins.map((_, s) => [...alone![of][s]!, ...fields![of][s]!]);
    return { dark: joined('dark'), standardError: joined('standardError') };
  });
  const tables = new Map<string, Errors>();
  cases.forEach(({ group, dot }, d) => {
    const errors = errorsOf(tables, group);
    footprints.forEach((footprint, s) => {
      const shapes = shapesOf(skins[s]!, dot);
      DOSES_PER_MM.forEach((dose, k) => {
        const ratio = fastRatio(footprint, shapes, dot, dose);
        const right = truth.map((band) => 1 - band.dark[s]![d]![k]!);
        right.forEach((value, band) => {
          errors.ratio.push({
            off: ratio[band]! - value,
            what: `${SKIN_TYPES[s]}, ${BANDS_NM[band]} nm, ${dose}/mm, r ${dot.lateralMm} mm, top ${dot.topMm.toFixed(3)} mm`,
          });
          errors.noise.push(truth[band]!.standardError[s]![d]![k]!);
        });
        errors.colour.push(ciede2000(labOf(footprint, ratio), labOf(footprint, right)));
      });
    });
  });
  return tables;
}

function labOf({ bareReflectance }: DotFootprint, ratio: ArrayLike<number>) {
  return xyzToLab(bandsToXyz(Array.from(bareReflectance, (bare, band) => bare * ratio[band]!)));
}

/** How dots like this one add up in a skin, by band; a lone dot needs none. */
function shapesOf(skin: Skin, dot: SurveyDot): number[] {
  const { topMm, bottomMm, radiusMm, spacingMm, partner } = dot;
  if (spacingMm === 0 && !partner) return [];
  const deeper = bottomMm + (partner?.zMm ?? 0);
  const covered = spacingMm > 0 ? coveredShare(radiusMm, spacingMm) : 0;
  return BANDS_NM.map((nm) => overlapShape(skin, nm, Math.max(0, topMm), deeper, covered));
}

function fastRatio(
  footprint: DotFootprint,
  shapes: readonly number[],
  dot: SurveyDot,
  dose: number,
): ArrayLike<number> {
  const absorptionPerMm = BANDS_NM.map(() => dose);
  const { topMm, bottomMm, radiusMm, spacingMm, partner } = dot;
  const profileAt = (deeper: number): DotProfile => {
    const [top, bottom] = [topMm + deeper, bottomMm + deeper];
    if (dot.shape === 'column') {
      const column = evenColumn({ topMm: top, bottomMm: bottom, radiusMm, absorptionPerMm });
      return columnProfile(footprint, column);
    }
    const ball = { depthMm: (top + bottom) / 2, radiusMm, absorptionPerMm };
    return (lateralMm) => sphereDotRatio(footprint, ball, lateralMm);
  };
  const alone = profileAt(0);
  if (spacingMm > 0) return fieldRatio(alone, spacingMm, shapes);
  if (!partner) return alone(dot.lateralMm);
  const other = profileAt(partner.zMm)(Math.abs(dot.lateralMm - partner.xMm));
  return Array.from(alone(dot.lateralMm), (ratio, band) => {
    const shape = shapes[band]!;
    return overlapRatio(overlapTerm(ratio, shape) + overlapTerm(other[band]!, shape), shape);
  });
}

function allCases(): Case[] {
  const ball = (depthMm: number, radiusMm: number, lateralMm = 0, spacingMm = 0): SurveyDot => ({
    shape: 'sphere',
    topMm: depthMm - radiusMm,
    bottomMm: depthMm + radiusMm,
    radiusMm,
    lateralMm,
    spacingMm,
  });
  const column = (
    topMm: number,
    bottomMm: number,
    radiusMm: number,
    lateralMm: number,
    spacingMm: number,
  ): SurveyDot => ({ shape: 'column', topMm, bottomMm, radiusMm, lateralMm, spacingMm });
  const balls = [0.1, 0.125, 0.15, 0.2, 0.3, 0.4, 0.6, 1, 2].flatMap((depthMm) =>
    LATERAL_MM.map((r) => ({
      group: `ball of 75 um at ${depthMm} mm`,
      dot: ball(depthMm, 0.075, r),
    })),
  );
  const columns = [
    [0, 0.2, 0.05],
    [0.08, 0.3, 0.06],
    [0.08, 0.5, 0.1],
    [0.15, 0.35, 0.12],
    [0.2, 0.6, 0.1],
    [0.3, 0.9, 0.08],
  ].flatMap(([topMm, bottomMm, radiusMm]) =>
    LATERAL_MM.map((lateralMm) => ({
      group: `column ${topMm} to ${bottomMm} mm, radius ${1000 * radiusMm!} um`,
      dot: column(topMm!, bottomMm!, radiusMm!, lateralMm, 0),
    })),
  );
  const pairs = [
    { group: 'two balls side by side, touching', xMm: 0.1, zMm: 0, at: 0.05 },
    { group: 'two balls side by side, 100 um apart', xMm: 0.2, zMm: 0, at: 0.1 },
    { group: 'two balls, one below the other', xMm: 0, zMm: 0.12, at: 0 },
  ].map(({ group, xMm, zMm, at }) => ({
    group,
    dot: { ...ball(0.2, 0.05, at), partner: { xMm, zMm } },
  }));
  const fields = [40, 100, 200].flatMap((perCm2) => {
    const spacingMm = latticeSpacingMm(perCm2);
    return [
      ...[0.15, 0.3, 0.6].map((depthMm) => ({
        group: `field of ${perCm2} balls of 75 um per cm2 at ${depthMm} mm`,
        dot: ball(depthMm, 0.075, 0, spacingMm),
      })),
      ...[
        [0.08, 0.3, 0.08],
        [0.08, 0.8, 0.12],
        [0.08, 1.2, 0.15],
        [0.08, 2, 0.27],
      ].map(([topMm, bottomMm, radiusMm]) => ({
        group: `field of ${perCm2} columns per cm2, ${topMm} to ${bottomMm} mm, radius ${1000 * radiusMm!} um`,
        dot: column(topMm!, bottomMm!, radiusMm!, 0, spacingMm),
      })),
    ];
  });
  return [...balls, ...columns, ...pairs, ...fields];
}
