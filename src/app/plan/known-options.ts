import { say } from '../../base/language/say.ts';
import { presets } from '../../plan/presets.ts';

/** Any needle code is allowed in a plan; offered are those with a preset, and the plan's own. */
export function needleOptions(own: readonly string[]): string[] {
  const known = presets('needle').map(({ name }) => name);
  return [...new Set([...known, ...own])].sort();
}

/** Pigments by their title. */
export function pigmentOptions(): Record<string, string> {
  return Object.fromEntries(presets('pigment').map(({ title, name }) => [say(title), name]));
}
