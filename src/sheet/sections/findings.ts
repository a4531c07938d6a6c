import type { Finding } from '../../check/finding.ts';
import { RULES } from '../../plan/remarks/rules.ts';
import type { Plan } from '../../plan/schema.ts';
import { placesWords } from '../../words/finding-words.ts';
import type { Section } from '../blocks.ts';

/** What a teacher would say of the plan, and marks that are kept free. */
export function findingsSection({ noGo }: Plan, findings: readonly Finding[]): Section {
  return {
    title: 'Findings',
    blocks: [
      findings.length === 0
        ? { kind: 'text', text: 'No rule of the plan check objects.' }
        : {
            kind: 'table',
            heads: ['', 'Finding', 'Why', 'Where'],
            rows: findings.map(({ severity, rule, text, places }) => [
              severity,
              `${RULES[rule].title}. ${text}`,
              RULES[rule].why,
              placesWords(places),
            ]),
            shares: [1.4, 5, 4.4, 3],
          },
      ...(noGo.length > 0
        ? ([
            {
              kind: 'text',
              text: 'Kept free of dots, and to be seen by a dermatologist before any tattooing:',
            },
            {
              kind: 'list',
              items: noGo.map(
                ({ note, radiusMm }, i) => `${note || `Mark ${i + 1}`}, ${radiusMm} mm around`,
              ),
            },
          ] as const)
        : []),
    ],
  };
}
