import type { Finding } from '../../scan/findings.ts';
import { el } from '../parts/dom.ts';

/** Findings of an import as a list; those to look at say so. */
export function findingList(findings: readonly Finding[]): HTMLElement {
  if (findings.length === 0) return el('p', {}, 'Nothing: the mesh is sound.');
  const items = findings.map(({ weight, text }) =>
    el(
      'li',
      { class: weight === 'look' ? 'scan-look' : '' },
      weight === 'look' ? `Look: ${text}` : text,
    ),
  );
  return el('ul', { class: 'change-list' }, ...items);
}
