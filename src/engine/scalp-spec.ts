import type { Plan } from '../plan/schema.ts';
import type { ScalpSpec } from '../scalp/fields.ts';
import type { LossSpec } from '../scalp/loss/loss.ts';
import type { Region } from '../scalp/regions.ts';
import type { ScarSpec } from '../scalp/scars.ts';
import type { ZoneSpec } from '../scalp/zones.ts';

type LandmarkAnchor = Extract<ZoneSpec['shape'], { kind: 'disc' }>['at'];

/** Diameter of a healed extraction scar, mm: punches are 0.7 to 1.0 mm. */
const FUE_DOT_MM = 0.9;

/** The part of a plan that shapes the scalp, in the scalp floor's words. */
export function scalpSpec(plan: Plan): ScalpSpec {
  const { style, midFrontalMm, templeRecessionMm, halfWidthMm, macroMm, asymmetryMm, moved } =
    plan.hairline;
  const sex = plan.head.base === 'female' ? 'female' : 'male';
  return {
    hairline: {
      style,
      sex,
      midFrontalMm,
      templeRecessionMm,
      halfWidthMm,
      macroMm,
      // Too fine for the mesh: added dot by dot where they are chosen.
      microMm: 0,
      asymmetryMm,
      seed: plan.seed,
      moved,
    },
    skin: { sex, ageYears: plan.head.ageYears, thickness: plan.skin.thicknessScale },
    loss: lossSpec(plan),
    scars: plan.hair.scars.map((scar, i) => scarSpec(scar, plan.seed + i)),
    zones: plan.zones.map((zone) => ({
      name: zone.name,
      shape:
        zone.shape.kind === 'region'
          ? { kind: 'region', region: zone.shape.region as Region }
          : zone.shape.kind === 'disc'
            ? { ...zone.shape, at: zone.shape.at as LandmarkAnchor }
            : zone.shape,
    })),
  };
}

function lossSpec({ hair: { loss }, seed }: Plan): LossSpec {
  switch (loss.kind) {
    case 'norwood':
      return { kind: 'norwood', stage: loss.grade };
    case 'olsen':
      return { kind: 'olsen', stage: loss.grade };
    case 'ludwig':
      return { kind: 'ludwig', stage: loss.grade };
    case 'sinclair':
      return { kind: 'sinclair', stage: loss.grade as 1 | 2 | 3 | 4 | 5 };
    case 'areata':
      return loss.pattern === 'patches'
        ? { kind: 'patches', count: loss.patches, seed }
        : { kind: loss.pattern };
    case 'diffuse':
      return { kind: 'diffuse', share: loss.remaining };
    case 'none':
      return { kind: 'none' };
  }
}

function scarSpec(scar: Plan['hair']['scars'][number], seed: number): ScarSpec {
  if (scar.kind === 'fue') return { ...scar, dotMm: FUE_DOT_MM, seed };
  if (scar.kind === 'scarring') return { ...scar, at: scar.at as LandmarkAnchor, seed };
  if (scar.kind === 'patch') return { ...scar, at: scar.at as LandmarkAnchor };
  return scar;
}
