import { DotworkError } from '../../base/errors.ts';
import { say } from '../../base/language/say.ts';
import { DEFAULT_PLAN } from '../../plan/defaults.ts';
import { withControlNames } from '../../plan/field-names.ts';
import { el } from '../parts/dom.ts';
import { icon } from '../parts/icons.ts';

/**
 * The page that stands in place of the app where it cannot start. It leaves a way back: the plan can
 * be saved, and where the graphics card is not what is missing, another one opened.
 */
export function makeMissingPage(error: unknown, save?: () => void): HTMLElement {
  const known = error instanceof DotworkError ? error : undefined;
  const fix = known?.fix;
  const what =
    known && fix ? withControlNames(known.message.slice(0, -fix.length).trim()) : String(error);
  const title =
    known?.code === 'gpu-missing'
      ? say('Dotwork needs WebGPU')
      : say('The simulation could not start');
  return el(
    'main',
    { class: 'missing', role: 'alert' },
    el(
      'div',
      { class: 'missing-card' },
      el('div', { class: 'missing-mark', 'aria-hidden': 'true' }, icon('warn')),
      el('h1', {}, title),
      el('p', { class: 'missing-what' }, what),
      fix && el('p', { class: 'missing-fix' }, el('strong', {}, say('What to do:'), ' '), fix),
      el(
        'p',
        { class: 'quiet' },
        say(
          'Every dot, its depth in the skin and its healing are computed on your graphics card, which a browser reaches through WebGPU. Plans kept in this browser are safe.',
        ),
      ),
      el(
        'div',
        { class: 'dialog-actions' },
        save && el('button', { onClick: save }, say('Save the plan to a file')),
        known?.code !== 'gpu-missing' &&
          el('button', { onClick: openStandardPlan }, say('Open the standard plan')),
        el('button', { class: 'primary', onClick: () => location.reload() }, say('Try again')),
      ),
      el(
        'details',
        {},
        el('summary', {}, say('For support')),
        el(
          'pre',
          {},
          [navigator.userAgent, `secure page: ${isSecureContext}`, causeWords(error)].join('\n'),
        ),
      ),
    ),
  );
}

/** By an address that names it: the plans kept here stay as they are. */
function openStandardPlan(): void {
  location.hash = `set=seed=${DEFAULT_PLAN.seed}`;
  location.reload();
}

function causeWords(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause === undefined ? '' : `cause: ${cause}`;
}
