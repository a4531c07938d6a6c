import { fingerprint } from '../../base/fingerprint.ts';
import type { Plan } from '../../plan/schema.ts';

/** Eight letters that tell the plan of one picture from that of another. */
export function planMark(plan: Plan): string {
  const codes = Array.from(JSON.stringify(plan), (letter) => letter.codePointAt(0)!);
  return fingerprint(codes)[0]!.toString(16).padStart(8, '0');
}
