import { say } from '../../base/language/say.ts';
import type { Finding } from '../../scan/findings.ts';
import { el } from '../parts/dom.ts';

/** Findings of an import as a list; those to look at say so. */
export function findingList(findings: readonly Finding[]): HTMLElement {
  if (findings.length === 0) return el('p', {}, say('Nothing: the mesh is sound.'));
  const items = findings.map(({ weight, text }) =>
    el(
      'li',
      { class: weight === 'look' ? 'scan-look' : '' },
      weight === 'look' ? say('Look: {text}', { text: say(text) }) : say(text),
    ),
  );
  return el('ul', { class: 'change-list' }, ...items);
}
