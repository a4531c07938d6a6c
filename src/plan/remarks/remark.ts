import type { RuleName } from './rules.ts';

/** A plain remark about a plan that is valid but may not be wise. */
export interface Remark {
  /** Which rule of `RULES` is broken. */
  readonly rule: RuleName;
  /** Path of the field to look at. */
  readonly field: string;
  /** `note`: good to know; `warn`: unusual; `risk`: a fault clients would see. */
  readonly severity: 'note' | 'warn' | 'risk';
  readonly text: string;
}
