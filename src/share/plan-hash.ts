import { canonicalJson } from '../base/canonical.ts';
import { fingerprint } from '../base/fingerprint.ts';
import type { Plan } from '../plan/schema.ts';

/**
 * 32 letters that tell one plan from another, whatever order its fields stand in: equal plans, equal
 * letters. Against accidents, not malice.
 */
export function planHash(plan: Plan): string {
  const words = fingerprint(new TextEncoder().encode(canonicalJson(plan)));
  return Array.from(words, (word) => word.toString(16).padStart(8, '0')).join('');
}
