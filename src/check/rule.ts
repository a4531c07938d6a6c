import type { Remark } from '../plan/remarks/remark.ts';
import type { RuleName } from '../plan/remarks/rules.ts';
import type { Finding, Place } from './finding.ts';
import type { Subject } from './subject.ts';

/** A rule over dots: what it goes by is in the table of `plan/remarks/rules.ts`. */
export interface DotRule {
  readonly name: RuleName;
  /** What breaks it; mostly one finding or none. */
  find(subject: Subject): readonly Broken[];
}

/** A finding before it has the name of its rule. */
export type Broken = Omit<Finding, 'rule'>;

/** The usual finding. */
export function broken(
  severity: Remark['severity'],
  field: string,
  text: string,
  places: readonly Place[],
): Broken[] {
  return [{ severity, field, text, places }];
}
