import { toSay } from '../../base/language/say.ts';
import type { Vec3 } from '../../base/vec3.ts';
import type { RuleName } from '../../plan/remarks/rules.ts';
import type { Plan } from '../../plan/schema.ts';
import type { Hairline } from '../../scalp/hairline/hairline.ts';
import type { ScalpBase } from '../../scalp/scalp-base.ts';

/** Where on the scalp a fault is put; the words of a site are its name. */
export const SITES = {
  front: toSay('at the front'),
  middle: toSay('on the middle of the scalp'),
  crown: toSay('at the crown'),
  line: toSay('along the hairline'),
  corners: toSay('at the corners'),
  whole: toSay('all over'),
} as const;
export type Site = keyof typeof SITES;

/** A place that counts as the fault's: a mark within the radius and some tolerance has found it. */
export interface KeyPlace {
  readonly middleMm: Vec3;
  readonly radiusMm: number;
}

/** A head on which faults are put, and the line of the plan that has them. */
export interface FaultGround {
  readonly base: ScalpBase;
  readonly line: Hairline;
}

/** A fault that is put into a sound plan on purpose. */
export interface Fault {
  readonly name: string;
  readonly title: string;
  /** What a student should have seen. */
  readonly about: string;
  /** The rule that finds it. */
  readonly rule: RuleName;
  /** Rules that what it brings along breaks. */
  readonly also: readonly RuleName[];
  /** Parts of the plan it is made of, beside its site: faults that share one do not go together. */
  readonly uses: readonly string[];
  /** 1 where it is seen at once, 3 where one has to look for it. */
  readonly hidden: 1 | 2 | 3;
  /** One of them is drawn. */
  readonly sites: readonly Site[];
  /** Whether it can be put into this plan; everywhere where it is left out. */
  fits?(plan: Plan): boolean;
  /** The plan with the fault. */
  put(plan: Plan, site: Site, base: ScalpBase): Plan;
  /** How far around a site that is no region it reaches, mm. */
  readonly radiusMm?: number;
}
