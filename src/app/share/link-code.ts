import { say } from '../../base/language/say.ts';
import { qrModules, qrPath } from '../../share/qr.ts';
import { el } from '../parts/dom.ts';
import { drawn } from '../parts/icons.ts';

/** A link as a QR code, to scan from the screen with a phone; dark on white in either theme. */
export function makeLinkCode(link: string): HTMLElement {
  const modules = qrModules(link);
  const code = drawn(qrPath(modules), `0 0 ${modules.length} ${modules.length}`);
  code.setAttribute('class', 'link-code');
  code.setAttribute('shape-rendering', 'crispEdges');
  code.removeAttribute('aria-hidden');
  code.setAttribute('role', 'img');
  code.setAttribute('aria-label', say('QR code of the link above'));
  return el(
    'figure',
    { class: 'share-code' },
    code,
    el('figcaption', { class: 'quiet' }, say('Scan it with a phone to open the plan there.')),
  );
}
