import { DotworkError } from '../base/errors.ts';
import { DEFAULT_PLAN } from './defaults.ts';
import { PRESET_KINDS, type Preset, type PresetKind, presetFiles } from './preset-files.ts';
import { overlayPlan } from './reading/merge.ts';
import { checkPlan } from './reading/read.ts';
import type { Plan } from './schema.ts';
import { nearest, quoted } from './words.ts';

export type { Preset, PresetKind };

/** The shipped presets, of one kind or of all, in name order. */
export function presets(kind?: PresetKind): readonly Preset[] {
  return (kind ? [kind] : PRESET_KINDS).flatMap((one) => presetFiles(one));
}

/** One preset by name. An unknown name throws a `usage` error with the nearest known one. */
export function preset(kind: PresetKind, name: string): Preset {
  const known = presetFiles(kind);
  const match = known.find((one) => one.name === name);
  if (match) return match;
  const names = known.map((one) => one.name);
  const near = nearest(name, names);
  throw new DotworkError(
    'usage',
    `There is no ${kind} preset ${quoted(name)}.`,
    near ? `Did you mean ${quoted(near)}?` : `There are ${names.join(', ')}.`,
  );
}

/** A plan with a preset laid over it: what the preset does not mention stays. */
export function applyPreset(plan: Plan, { patch }: Preset): Plan {
  return checkPlan(overlayPlan(plan, patch));
}

/** The plan of a whole case, on top of the default plan. */
export function planFromPreset(name: string): Plan {
  return applyPreset(DEFAULT_PLAN, preset('case', name));
}
