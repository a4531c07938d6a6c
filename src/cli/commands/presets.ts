import { type PresetKind, presets } from '../../plan/presets.ts';
import { printJson } from '../output.ts';

/** `dotwork presets`: what is shipped, by kind and name. */
export async function listPresets({ kind }: { readonly kind?: PresetKind }): Promise<void> {
  const listed = presets(kind).map(({ format: _, patch, ...told }) => ({ ...told, patch }));
  await printJson({ presets: listed });
}
