import { DotworkError } from '../base/errors.ts';
import { latticeSpacingMm } from '../base/spacing.ts';
import { BAND_COUNT, BANDS_NM } from '../color/bands.ts';
import type { DotQuestion, DotShape } from '../engine/dot/dot-optics.ts';
import { dose, inkStrength } from '../ink/dose.ts';
import {
  PIGMENT_KINDS,
  PIGMENTS,
  type PigmentKind,
  pigmentAbsorptionPerMm,
} from '../ink/pigments.ts';
import { checkProfile, type ProfilePoint, profileHeightMm } from '../light/dot/depth-profile.ts';
import { overrideLayer } from '../light/layer-override.ts';
import type { Skin } from '../light/layers.ts';
import {
  SKIN_TYPES,
  type SkinType,
  skinOfIta,
  skinOfType,
  withRedness,
  withUndertone,
} from '../light/skin-types.ts';
import { DEFAULT_PLAN } from '../plan/defaults.ts';
import { planWork } from '../plan/session-work.ts';
import { numberIn, numbersIn } from './numbers.ts';

/** Flags of `dotwork optics` as commander hands them over. */
export interface OpticsFlags {
  readonly skin?: string;
  readonly ita?: string;
  readonly undertone?: string;
  readonly redness?: string;
  readonly layer: readonly string[];
  readonly shape: 'sphere' | 'column';
  readonly depthMm?: string;
  readonly radiusMm?: string;
  readonly lengthMm?: string;
  readonly topMm?: string;
  readonly bottomMm?: string;
  readonly profile?: string;
  readonly absorptionPerMm?: string;
  readonly pigment?: PigmentKind;
  readonly doseUg?: string;
  readonly dilution?: string;
  readonly packing?: string;
  readonly spacingMm?: string;
  readonly dotsPerCm2?: string;
  readonly bandNm?: string;
  readonly lateralMm?: string;
  readonly reference?: string;
}

/** Where a dot is looked at unless told: close together over the dot, far out to see it end, mm. */
const LATERAL_MM = [0, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 0.8, 1, 1.5, 2, 3, 5];

/** Reads and checks the flags. A missing or wrong one throws a `usage` error that names it. */
export function dotQuestion(flags: OpticsFlags): DotQuestion {
  const shape = shapeOf(flags);
  const spacingMm = spacingOf(flags);
  return {
    skin: skinOf(flags),
    shape,
    absorptionPerMm: absorptionOf(flags, volumeMm3(shape)),
    bandsNm: flags.bandNm === undefined ? BANDS_NM : numbersIn('--band-nm', flags.bandNm, 1, 2000),
    lateralMm:
      flags.lateralMm === undefined
        ? LATERAL_MM
        : numbersIn('--lateral-mm', flags.lateralMm, 0, 50),
    ...(spacingMm !== undefined && { spacingMm }),
  };
}

/** What the fast path leaves out of this question, in sentences; empty where nothing is. */
export function dotRemarks({ layer, pigment }: OpticsFlags, { shape }: DotQuestion): string[] {
  const remarks: string[] = [];
  if (layer.some((setting) => /scattering|anisotropy|index/.test(setting))) {
    remarks.push(
      'The fast path takes how a dot spreads sideways from the calibrated skin; what layer settings change of that, only --reference shows.',
    );
  }
  if (pigment !== undefined && PIGMENTS[pigment].massScattering550 > 1.5) {
    remarks.push(`${pigment} also scatters; that is left out, so the real dot is paler.`);
  }
  const widestMm = shape.kind === 'sphere' ? 0.15 : 0.2;
  if (shape.radiusMm < 0.04 || shape.radiusMm > widestMm) {
    remarks.push(`The law was held against brute force for radii of 0.04 to ${widestMm} mm.`);
  }
  return remarks;
}

function skinOf({ skin, ita, undertone, redness, layer }: OpticsFlags): Skin {
  let made = baseSkin(skin, ita);
  if (undertone !== undefined) {
    made = withUndertone(made, numberIn('--undertone', undertone, -1, 1));
  }
  if (redness !== undefined) made = withRedness(made, numberIn('--redness', redness, 0, 1));
  return layer.reduce(overrideLayer, made);
}

function baseSkin(skin: string | undefined, ita: string | undefined): Skin {
  one('--skin', skin, '--ita', ita, 'Give --skin II, or --ita 50.');
  if (ita !== undefined) return skinOfIta(numberIn('--ita', ita, -60, 65));
  const type = skin!.toUpperCase() as SkinType;
  if (SKIN_TYPES.includes(type)) return skinOfType(type);
  throw new DotworkError(
    'usage',
    `--skin is ${JSON.stringify(skin)}.`,
    `Choose from ${SKIN_TYPES.join(', ')}, or give the angle with --ita.`,
  );
}

function shapeOf(flags: OpticsFlags): DotShape {
  const { shape, depthMm, lengthMm, topMm, bottomMm } = flags;
  const radiusMm = positive('--radius-mm', needed('--radius-mm', flags.radiusMm));
  if (flags.profile !== undefined) return profileOf(flags, flags.profile, radiusMm);
  const column = { '--length-mm': lengthMm, '--top-mm': topMm, '--bottom-mm': bottomMm };
  if (shape === 'sphere') {
    for (const [flag, value] of Object.entries(column)) {
      if (value !== undefined) {
        throw new DotworkError('usage', `${flag} belongs to --shape column.`);
      }
    }
    return {
      kind: 'sphere',
      depthMm: positive('--depth-mm', needed('--depth-mm', depthMm)),
      radiusMm,
    };
  }
  const byEnds = topMm !== undefined || bottomMm !== undefined;
  if (byEnds === (depthMm !== undefined || lengthMm !== undefined)) {
    throw new DotworkError(
      'usage',
      'A column needs its ends, or its middle and length, not both.',
      'Give --top-mm and --bottom-mm, or --depth-mm and --length-mm.',
    );
  }
  if (byEnds) {
    const top = numberIn('--top-mm', needed('--top-mm', topMm), 0, 10);
    const bottom = positive('--bottom-mm', needed('--bottom-mm', bottomMm));
    return { kind: 'column', topMm: top, bottomMm: bottom, radiusMm };
  }
  const middle = positive('--depth-mm', needed('--depth-mm', depthMm));
  const half = positive('--length-mm', needed('--length-mm', lengthMm)) / 2;
  return { kind: 'column', topMm: middle - half, bottomMm: middle + half, radiusMm };
}

/** A column by its depth profile, which says where it begins and ends. */
function profileOf(flags: OpticsFlags, text: string, radiusMm: number): DotShape {
  const { depthMm, lengthMm, topMm, bottomMm } = flags;
  for (const [flag, value] of Object.entries({
    '--depth-mm': depthMm,
    '--length-mm': lengthMm,
    '--top-mm': topMm,
    '--bottom-mm': bottomMm,
  })) {
    if (value !== undefined)
      throw new DotworkError('usage', `${flag} and --profile exclude each other.`, 'Give one.');
  }
  const profile = text.split(',').map((pair): ProfilePoint => {
    const [depth, density, more] = pair
      .split(':')
      .map((word) => (word.trim() === '' ? NaN : Number(word)));
    if (Number.isFinite(depth) && Number.isFinite(density) && more === undefined)
      return [depth!, density!];
    throw new DotworkError(
      'usage',
      `--profile has ${JSON.stringify(pair)}, which is no depth with its density.`,
      'Write depth:density pairs, depths in millimetres: --profile 0.08:1,0.3:0.4.',
    );
  });
  checkProfile(profile);
  return { kind: 'column', topMm: profile[0]![0], bottomMm: profile.at(-1)![0], radiusMm, profile };
}

/** Of an even body with as much absorber at density 1. */
function volumeMm3(shape: DotShape): number {
  const disc = Math.PI * shape.radiusMm ** 2;
  return shape.kind === 'sphere'
    ? (4 / 3) * disc * shape.radiusMm
    : disc * (shape.profile ? profileHeightMm(shape.profile) : shape.bottomMm - shape.topMm);
}

function absorptionOf(flags: OpticsFlags, volume: number): readonly number[] {
  const { absorptionPerMm, pigment, doseUg, dilution, packing } = flags;
  const how = 'Give --absorption-per-mm 50, or --pigment carbon-black with --dose-ug 0.05.';
  one('--absorption-per-mm', absorptionPerMm, '--pigment', pigment, how);
  if (pigment === undefined) {
    for (const [flag, value] of Object.entries({
      '--dose-ug': doseUg,
      '--dilution': dilution,
      '--packing': packing,
    })) {
      if (value !== undefined)
        throw new DotworkError('usage', `${flag} belongs to --pigment.`, how);
    }
    const perMm = numberIn('--absorption-per-mm', absorptionPerMm!, 0, 1e5);
    return new Array<number>(BAND_COUNT).fill(perMm);
  }
  if (PIGMENTS[pigment].massAbsorption.every((perGram) => perGram === 0)) {
    throw new DotworkError(
      'usage',
      `${pigment} only scatters light, which the dot response has no term for.`,
      `Choose from ${PIGMENT_KINDS.filter((kind) => kind !== pigment).join(', ')}.`,
    );
  }
  one('--dose-ug', doseUg, '--dilution', dilution, 'Give --dose-ug 0.05, or --dilution 12.');
  const massUg =
    dilution === undefined
      ? numberIn('--dose-ug', doseUg!, 0, 1000)
      : inkStrength(numberIn('--dilution', dilution, 0, 200)) *
        dose(DEFAULT_PLAN.needle.code, planWork(DEFAULT_PLAN)).massUg;
  const share = packing === undefined ? 1 : numberIn('--packing', packing, 0, 1);
  // 1 ug in 1 mm3 is 1e-3 g/cm3.
  const gramsPerCm3 = (1e-3 * massUg) / volume;
  const { densityGPerCm3 } = PIGMENTS[pigment];
  if (gramsPerCm3 > densityGPerCm3) {
    throw new DotworkError(
      'usage',
      `${massUg.toPrecision(3)} ug do not fit into the dot: solid ${pigment} has ${densityGPerCm3} g/cm3.`,
      'Lower the dose, or make the dot larger.',
    );
  }
  return Array.from(pigmentAbsorptionPerMm(pigment, gramsPerCm3, share));
}

function spacingOf({ spacingMm, dotsPerCm2 }: OpticsFlags): number | undefined {
  if (spacingMm !== undefined && dotsPerCm2 !== undefined) {
    throw new DotworkError(
      'usage',
      '--spacing-mm and --dots-per-cm2 exclude each other.',
      'Give one.',
    );
  }
  if (spacingMm !== undefined) return positive('--spacing-mm', spacingMm);
  if (dotsPerCm2 === undefined) return undefined;
  return latticeSpacingMm(numberIn('--dots-per-cm2', dotsPerCm2, 0.5, 2000));
}

/** Exactly one of two flags must be there. */
function one(a: string, first: unknown, b: string, second: unknown, how: string): void {
  if ((first === undefined) !== (second === undefined)) return;
  const what =
    first === undefined ? `Neither ${a} nor ${b} is given.` : `${a} and ${b} exclude each other.`;
  throw new DotworkError('usage', what, how);
}

function needed(flag: string, text: string | undefined): string {
  if (text !== undefined) return text;
  throw new DotworkError('usage', `${flag} is missing.`, 'Give it in millimetres.');
}

/** A length that is more than nothing, mm. */
function positive(flag: string, text: string): number {
  const value = numberIn(flag, text, 0, 20);
  if (value > 0) return value;
  throw new DotworkError('usage', `${flag} is 0.`, 'It must be more than 0 mm.');
}
