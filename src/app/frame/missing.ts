import { DotworkError } from '../../base/errors.ts';
import { el } from '../parts/dom.ts';
import { icon } from '../parts/icons.ts';

/** The page that stands in place of the app where it cannot start. */
export function makeMissingPage(error: unknown): HTMLElement {
  const known = error instanceof DotworkError ? error : undefined;
  const fix = known?.fix;
  const what = known && fix ? known.message.slice(0, -fix.length).trim() : String(error);
  const title =
    known?.code === 'gpu-missing' ? 'Dotwork needs WebGPU' : 'The simulation could not start';
  return el(
    'main',
    { class: 'missing', role: 'alert' },
    el(
      'div',
      { class: 'missing-card' },
      el('div', { class: 'missing-mark', 'aria-hidden': 'true' }, icon('warn')),
      el('h1', {}, title),
      el('p', { class: 'missing-what' }, what),
      fix && el('p', { class: 'missing-fix' }, el('strong', {}, 'What to do: '), fix),
      el(
        'p',
        { class: 'quiet' },
        'Every dot, its depth in the skin and its healing are computed on your graphics card, which a browser reaches through WebGPU. Plans kept in this browser are safe.',
      ),
      el(
        'div',
        { class: 'dialog-actions' },
        el('button', { class: 'primary', onClick: () => location.reload() }, 'Try again'),
      ),
      el(
        'details',
        {},
        el('summary', {}, 'For support'),
        el(
          'pre',
          {},
          [navigator.userAgent, `secure page: ${isSecureContext}`, causeWords(error)].join('\n'),
        ),
      ),
    ),
  );
}

function causeWords(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause === undefined ? '' : `cause: ${cause}`;
}
