import { expect, test } from 'vitest';
import { surveyDots } from '../../../bench/dot-survey.ts';
import { latticeSpacingMm } from '../../../src/base/spacing.ts';
import { BANDS_NM } from '../../../src/color/bands.ts';
import { columnProfile, evenColumn } from '../../../src/light/dot/column.ts';
import { fieldRatio } from '../../../src/light/dot/field.ts';
import { dotFootprint } from '../../../src/light/dot/footprint.ts';
import { coveredShare, overlapShape } from '../../../src/light/dot/overlap.ts';
import { layerOptics } from '../../../src/light/layers.ts';
import { skinOfType } from '../../../src/light/skin-types.ts';

const ABSORPTION_PER_MM = 20;

test('a field of columns leaves the light brute force leaves, red light under deep dots too', () => {
  const spacingMm = latticeSpacingMm(100);
  const columns = [
    { topMm: 0.08, bottomMm: 0.3, radiusMm: 0.08 },
    { topMm: 0.08, bottomMm: 1.2, radiusMm: 0.15 },
    { topMm: 0.08, bottomMm: 2, radiusMm: 0.27 },
  ];
  for (const type of ['I', 'IV'] as const) {
    const skin = skinOfType(type);
    const footprint = dotFootprint(skin);
    for (const nm of [540, 630] as const) {
      const dots = columns.map((column) => ({
        ...column,
        shape: 'column' as const,
        lateralMm: 0,
        spacingMm,
      }));
      const run = surveyDots([layerOptics(skin, nm)], dots, [ABSORPTION_PER_MM], 4000, nm);
      columns.forEach((column, d) => {
        const covered = coveredShare(column.radiusMm, spacingMm);
        const shapes = BANDS_NM.map((at) =>
          overlapShape(skin, at, column.topMm, column.bottomMm, covered),
        );
        const absorptionPerMm = BANDS_NM.map(() => ABSORPTION_PER_MM);
        const profile = columnProfile(footprint, evenColumn({ ...column, absorptionPerMm }));
        const found = fieldRatio(profile, spacingMm, shapes)[BANDS_NM.indexOf(nm)]!;
        const noise = run.standardError[0]![d]![0]!;
        // Multiplying what single dots leave is off by 0.12 in the deep field at 630 nm.
        const error = found - (1 - run.dark[0]![d]![0]!);
        expect(Math.abs(error), `${type}, ${nm} nm, to ${column.bottomMm} mm`).toBeLessThan(
          0.015 + 3 * noise,
        );
        expect(noise).toBeLessThan(0.012);
      });
    }
  }
});
