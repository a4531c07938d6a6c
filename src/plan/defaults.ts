import type { Plan } from './schema.ts';

/**
 * The plan a new user sees: a man with Norwood VI loss, shaved sides, a natural hairline at
 * 75 mm and three sessions, looked at a month after the last one. Figures are the middle of the
 * ranges the field teaches; each field's source stands in `docs/plan.md`.
 */
export const DEFAULT_PLAN: Plan = {
  format: 'dotwork-plan',
  version: 1,
  title: 'Norwood VI, natural hairline',
  notes: '',
  seed: 1,
  head: { base: 'male', ageYears: 40, measuresMm: {}, scan: { kind: 'none' } },
  skin: {
    type: 'II',
    melanosomeFraction: 0.02,
    bloodFraction: 0.01,
    oxygenSaturation: 0.66,
    bareMelanin: 0,
    bareBlood: 0,
    tanLine: 'hair',
    thicknessScale: 1,
  },
  hair: {
    unitsPerCm2: 80,
    shaftUm: 75,
    colour: 'brown',
    greyShare: 0,
    curl: 0,
    stubbleMm: 0.3,
    clusterSize: 1,
    keepClearMm: 0.5,
    cut: { kind: 'even' },
    brows: 0.85,
    beard: { density: 0, lengthMm: 1 },
    loss: { kind: 'norwood', grade: 'VI' },
    scars: [],
  },
  hairline: {
    style: 'natural',
    midFrontalMm: 75,
    templeRecessionMm: 18,
    halfWidthMm: 60,
    macroMm: 2.5,
    microMm: 1.2,
    asymmetryMm: 1.5,
    gradientMm: 10,
    sentinels: 0.06,
  },
  density: { dotsPerCm2: 100 },
  zones: [],
  manual: { strokes: [], erased: [], added: [], moved: [] },
  noGo: [],
  earlier: [],
  grafts: [],
  sessions: [
    { cumulativeShare: 0.3, day: 0, dilution: 12 },
    { cumulativeShare: 0.7, day: 14, dilution: 10 },
    { cumulativeShare: 1, day: 28, dilution: 10 },
  ],
  sessionsDone: 3,
  needle: { code: '0803RL', hairlineCode: '0801RL' },
  pigment: { kind: 'carbon-black', stockShare: 0.15 },
  technique: {
    depositDepthMm: 0.4,
    extensionToDeposit: 0.4,
    perforationsPerDot: 3,
    tipWeight: 0.3,
    dotsPerMinute: 85,
  },
  operator: { depthSdMm: 0.06, angleSdDeg: 8, spacingJitterMm: 0.06, doubleHitShare: 0.02 },
  healing: { ageDays: 30, outcome: 'expected' },
};
