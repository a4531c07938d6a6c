import { bandsToXyz } from '../src/color/band-xyz.ts';
import { BANDS_NM } from '../src/color/bands.ts';
import { ciede2000 } from '../src/color/ciede2000.ts';
import { xyzToLab } from '../src/color/lab.ts';
import { columnDotRatio } from '../src/light/dot/column.ts';
import { dotFootprint } from '../src/light/dot/footprint.ts';
import { layerOptics, type Skin } from '../src/light/layers.ts';
import { type Errors, errorsOf } from './error-table.ts';
import type { GradedCase } from './graded-cases.ts';
import { surveyGraded } from './graded-survey.ts';

/** How long to walk: photons of each band. */
export interface GradedRun {
  readonly photons: number;
  readonly seed: number;
}

/** Distances from the axis each column is looked at from, mm. */
const lateralsMm = (radiusMm: number) => [
  0,
  0.6 * radiusMm,
  0.95 * radiusMm,
  1.05 * radiusMm,
  1.5 * radiusMm,
  2.5 * radiusMm,
  0.4,
];

/** Errors of the dot law over columns as they heal, by group, against photons through what is really left. */
export function gradedErrors(
  cases: readonly GradedCase[],
  skins: readonly (readonly [name: string, skin: Skin])[],
  { photons, seed }: GradedRun,
  say: (line: string) => void = () => {},
): Map<string, Errors> {
  const places = cases.flatMap((one) =>
    lateralsMm(one.column.radiusMm).map((lateralMm) => ({ one, lateralMm })),
  );
  const truth = BANDS_NM.map((nm, band) => {
    const found = surveyGraded(
      skins.map(([, skin]) => layerOptics(skin, nm)),
      places.map(({ one, lateralMm }) => ({
        radiusMm: one.column.radiusMm,
        lateralMm,
        edgesMm: one.edgesMm,
        absorptionPerMm: one.absorptionPerMm[band]!,
        doses: [1],
      })),
      { photons, seed: (seed + nm) >>> 0 },
    );
    say(`${nm} nm walked`);
    return found;
  });
  const table = new Map<string, Errors>();
  skins.forEach(([name, skin], s) => {
    const footprint = dotFootprint(skin);
    const labOf = (dark: readonly number[]) =>
      xyzToLab(
        bandsToXyz(dark.map((value, band) => footprint.bareReflectance[band]! * (1 - value))),
      );
    places.forEach(({ one, lateralMm }, place) => {
      const errors = errorsOf(table, one.group);
      const fast = Array.from(columnDotRatio(footprint, one.column, lateralMm), (r) => 1 - r);
      const right = truth.map(({ dark }) => dark[s]![place]![0]!);
      right.forEach((value, band) => {
        errors.ratio.push({
          off: value - fast[band]!,
          what: `${name}, ${BANDS_NM[band]} nm, ${one.what}, r ${lateralMm.toFixed(3)} mm`,
        });
        errors.noise.push(truth[band]!.standardError[s]![place]![0]!);
      });
      errors.colour.push(ciede2000(labOf(fast), labOf(right)));
    });
  });
  return table;
}
