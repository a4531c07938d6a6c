import { expect, test } from 'vitest';
import { crispWords, DEPTH_BORDERS_MM } from '../../../src/ink/depth-bands.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { planRemarks } from '../../../src/plan/remarks/summary.ts';
import { DEPTH_BANDS, depthBand } from '../../../src/words/depth-lesson.ts';
import { sourcesIn } from '../../helpers/sources.ts';

const severityAt = (depositDepthMm: number) =>
  planRemarks({
    ...DEFAULT_PLAN,
    technique: { ...DEFAULT_PLAN.technique, depositDepthMm },
    operator: { ...DEFAULT_PLAN.operator, depthSdMm: 0 },
  }).find(({ field }) => field === 'technique.depositDepthMm')?.severity;

test('lesson and remarks change their mind at the same depths', () => {
  const borders = Object.values(DEPTH_BORDERS_MM);
  expect(DEPTH_BANDS.slice(0, -1).map(({ toMm }) => toMm)).toEqual(borders);
  const verdicts = { risk: 'danger', warn: 'shallow or deep', none: 'right' };
  for (const border of borders) {
    for (const depthMm of [border - 0.01, border + 0.01]) {
      const { verdict } = depthBand(depthMm);
      const told = verdict === 'shallow' || verdict === 'deep' ? 'shallow or deep' : verdict;
      expect(verdicts[(severityAt(depthMm) ?? 'none') as keyof typeof verdicts], `${depthMm}`).toBe(
        told,
      );
    }
  }
});

test('the default lies in the band that heals crisp, which words give to a hundredth', () => {
  expect(depthBand(DEFAULT_PLAN.technique.depositDepthMm).verdict).toBe('right');
  expect(crispWords()).toBe('0.25 to 0.60 mm');
});

test('the GPU counts dots as permanent from the same depth', () => {
  const kernel = sourcesIn('shaders', '.wgsl').find(({ path }) => /count-dots/.test(path))!;
  const [, mm] = /const PERMANENT_MM: f32 = ([\d.]+);/.exec(kernel.text)!;
  expect(Number(mm)).toBe(DEPTH_BORDERS_MM.permanent);
});
