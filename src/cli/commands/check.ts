import { DotworkError } from '../../base/errors.ts';
import { plural } from '../../base/quantity-words.ts';
import { checkPlan } from '../../engine/check/check-plan.ts';
import { RULES } from '../../plan/remarks/rules.ts';
import { findingLines } from '../../words/finding-words.ts';
import { printJson, printPieces } from '../output.ts';
import { type GlobalOptions, simulatePlan } from '../simulate-plan.ts';

interface CheckOptions extends GlobalOptions {
  readonly json?: boolean;
  readonly strict?: boolean;
}

/** `dotwork check`: what a teacher would find in a plan and its dots, with rule, reason and place. */
export async function check(plan: string, options: CheckOptions): Promise<void> {
  // The same remarks would stand on standard error before.
  const quietly = { ...options, quiet: true };
  const { title, findings } = await simulatePlan(plan, quietly, async (simulator) => ({
    title: simulator.plan.title,
    findings: await checkPlan(simulator),
  }));
  if (options.json) {
    await printJson({
      title,
      units: "mm; x to the subject's left, y up, z forward from mid-tragion",
      findings: findings.map((finding) => ({ ...finding, ...RULES[finding.rule] })),
    });
  } else {
    const said = findings.flatMap((finding) => ['', ...findingLines(finding)]);
    const count = findings.length === 0 ? 'Nothing found.' : plural(findings.length, 'finding');
    await printPieces([`${[`${title}: ${count}`, ...said].join('\n')}\n`]);
  }
  const risks = findings.filter(({ severity }) => severity === 'risk').length;
  if (options.strict && risks > 0) {
    throw new DotworkError(
      'plan',
      `${plural(risks, 'risk')} found in this plan.`,
      'Mend what is told above, or leave --strict out.',
    );
  }
}
