import { DEFAULT_PLAN } from '../../plan/defaults.ts';
import { planFromPreset } from '../../plan/presets.ts';
import { setText } from '../../plan/reading/override.ts';
import type { Plan } from '../../plan/schema.ts';
import { MODES, type Mode } from './ui-state.ts';

/** What the address asks for: `#mode=plan&case=norwood-4&set=density.dotsPerCm2=60`. */
export interface Address {
  readonly mode: Mode;
  /** A plan, if the address names a case or sets fields. */
  readonly plan: Plan | undefined;
}

/** Reads a URL hash. An unknown case or field throws a `usage` or `plan` error. */
export function readAddress(hash: string): Address {
  const query = new URLSearchParams(hash.replace(/^#/, ''));
  const named = query.get('mode') ?? '';
  const mode = MODES.find((one) => one === named) ?? 'consult';
  const name = query.get('case');
  const sets = query.getAll('set');
  if (!name && sets.length === 0) return { mode, plan: undefined };
  const plan = sets.reduce(setText, name ? planFromPreset(name) : DEFAULT_PLAN);
  return { mode, plan };
}

/** The hash with another mode; whatever else it says stays. */
export function withMode(hash: string, mode: Mode): string {
  const rest = hash.replace(/^#/, '').split('&');
  const kept = rest.filter((part) => part !== '' && !part.startsWith('mode='));
  return `#${[`mode=${mode}`, ...kept].join('&')}`;
}
