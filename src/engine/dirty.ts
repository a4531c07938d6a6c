import type { Plan } from '../plan/schema.ts';

/** Stages in the order data flows; a change runs the first stage it touches and those after. */
export const STAGES = [
  'head',
  'scalp',
  'target',
  'placement',
  'select',
  'deposit',
  'heal',
  'optics',
  'coverage',
] as const;

export type StageName = (typeof STAGES)[number];

/** What of the plan each stage reads. Coverage reads only earlier stages. */
const READS: Readonly<Record<StageName, (plan: Plan) => unknown>> = {
  head: ({ head }) => [head.base, head.measuresMm, head.scan],
  scalp: ({ head, hairline, hair, skin, zones, seed }) => [
    head.ageYears,
    hairlineShape(hairline),
    hair.loss,
    hair.scars,
    skin.thicknessScale,
    zones.map((zone) => zone.shape),
    seed,
  ],
  target: ({ density, hair, zones, manual }) => [
    density,
    manual.strokes,
    hair.unitsPerCm2,
    zones.map((zone) => [zone.densityScale, zone.depthOffsetMm]),
  ],
  placement: ({ hair, seed }) => [hair.clusterSize, seed],
  select: ({ hair, hairline, sessions, manual: { strokes: _, ...dots } }) => [
    dots,
    hair.keepClearMm,
    hairline.gradientMm,
    hairline.microMm,
    hairline.sentinels,
    sessions.map((session) => session.cumulativeShare),
  ],
  deposit: ({ technique, operator, needle, pigment, sessions }) => [
    technique.depositDepthMm,
    technique.perforationsPerDot,
    operator,
    needle,
    pigment,
    sessions.map((session) => session.dilution),
  ],
  heal: ({ healing, sessions, sessionsDone, technique }) => [
    healing,
    sessions.map((session) => session.day),
    sessionsDone,
    technique.tipWeight,
  ],
  optics: ({ skin, hair }) => [skin, hair.shaftUm, hair.colour, hair.stubbleMm],
  coverage: () => null,
};

/** The stages that must run to get from one plan to another; all of them from nothing. */
export function dirtyStages(before: Plan | undefined, after: Plan): ReadonlySet<StageName> {
  const first = before ? STAGES.findIndex((stage) => differs(stage, before, after)) : 0;
  if (first < 0) return new Set();
  const dirty = new Set<StageName>(STAGES.slice(first));
  // Dots depend on head, seed, pattern and the densest place asked for; the simulator checks the last.
  if (before && first > 0 && !differs('placement', before, after)) dirty.delete('placement');
  return dirty;
}

/** Whether two plans differ in nothing but their hairline. */
export function isHairlineAlone(before: Plan, after: Plan): boolean {
  const same = (key: keyof Plan) =>
    // Sections that no edit touched are the same objects.
    before[key] === after[key] || JSON.stringify(before[key]) === JSON.stringify(after[key]);
  return (Object.keys(after) as (keyof Plan)[]).every((key) => key === 'hairline' || same(key));
}

function differs(stage: StageName, before: Plan, after: Plan): boolean {
  return JSON.stringify(READS[stage](before)) !== JSON.stringify(READS[stage](after));
}

function hairlineShape(hairline: Plan['hairline']): unknown {
  const { gradientMm: _, sentinels: __, microMm: ___, ...shape } = hairline;
  return shape;
}
