import { say } from '../../base/language/say.ts';
import type { Finding } from '../../check/finding.ts';
import { RULES } from '../../plan/remarks/rules.ts';
import type { Plan } from '../../plan/schema.ts';
import { placesWords } from '../../words/finding-words.ts';
import type { Section } from '../blocks.ts';

/** What a teacher would say of the plan, and marks that are kept free. */
export function findingsSection({ noGo }: Plan, findings: readonly Finding[]): Section {
  return {
    title: say('Findings'),
    blocks: [
      findings.length === 0
        ? { kind: 'text', text: say('No rule of the plan check objects.') }
        : {
            kind: 'table',
            heads: ['', say('Finding'), say('Why'), say('Where')],
            rows: findings.map(({ severity, rule, text, places }) => [
              severity,
              `${say(RULES[rule].title)}. ${text}`,
              say(RULES[rule].why),
              placesWords(places),
            ]),
            shares: [1.4, 5, 4.4, 3],
          },
      ...(noGo.length > 0
        ? ([
            {
              kind: 'text',
              text: say(
                'Kept free of dots, and to be seen by a dermatologist before any tattooing:',
              ),
            },
            {
              kind: 'list',
              items: noGo.map(({ note, radiusMm }, i) =>
                say('{note}, {radiusMm} mm around', { note: note || `Mark ${i + 1}`, radiusMm }),
              ),
            },
          ] as const)
        : []),
    ],
  };
}
