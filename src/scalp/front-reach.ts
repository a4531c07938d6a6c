import type { ScalpFields } from './fields.ts';

const known = new WeakMap<ScalpFields, number>();

/** How far behind the front hairline the treated scalp reaches, mm. */
export function frontReachMm(fields: ScalpFields): number {
  const before = known.get(fields);
  if (before !== undefined) return before;
  const { frontDistance64, boundaryDistance64 } = fields;
  let most = 64;
  for (let v = 0; v < frontDistance64.length; v++) {
    if (boundaryDistance64[v]! > 0) most = Math.max(most, frontDistance64[v]!);
  }
  known.set(fields, most / 64);
  return most / 64;
}
