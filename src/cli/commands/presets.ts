import { DotworkError } from '../../base/errors.ts';
import { DEFAULT_PLAN } from '../../plan/defaults.ts';
import { applyPreset, type PresetKind, preset, presets } from '../../plan/presets.ts';
import { checkWritable, printJson, STDOUT, writeWhole } from '../output.ts';
import { changedPlan } from '../plan-input.ts';
import type { GlobalOptions } from '../simulate-plan.ts';

/** Flags of `dotwork presets` as commander hands them over. */
export interface PresetFlags extends GlobalOptions {
  readonly kind?: PresetKind;
  readonly export?: string;
  readonly output?: string;
}

/** `dotwork presets`: what is shipped, by kind and name, or one of them as a plan file. */
export async function listPresets(flags: PresetFlags): Promise<void> {
  const { kind, export: name, output } = flags;
  if (name !== undefined) return exportPreset(name, flags);
  if (output !== undefined) {
    throw new DotworkError('usage', '-o belongs to --export.', 'Name a preset with --export.');
  }
  const listed = presets(kind).map(({ format: _, patch, ...told }) => ({ ...told, patch }));
  await printJson({ presets: listed });
}

/** A name that stands in two kinds means the case; --kind says otherwise. */
async function exportPreset(name: string, flags: PresetFlags): Promise<void> {
  const { kind, output = STDOUT } = flags;
  checkWritable(output, name);
  const one = presets(kind).find((each) => each.name === name) ?? preset(kind ?? 'case', name);
  const plan = changedPlan(applyPreset(DEFAULT_PLAN, one), flags);
  if (output === STDOUT) return printJson(plan);
  const bytes = writeWhole(output, [`${JSON.stringify(plan, null, 2)}\n`]);
  await printJson({ file: output, bytes, kind: one.kind, name });
}
