import { DotworkError } from '../../base/errors.ts';
import { say } from '../../base/language/say.ts';
import { withControlNames } from '../../plan/field-names.ts';
import { el } from './dom.ts';
import { icon } from './icons.ts';

/** How long a note stays, ms; errors stay until they are closed. */
const NOTE_MS = 6000;

/** Passing messages at the edge of the screen. One text shows once, however often it comes. */
export function makeToasts(): {
  readonly element: HTMLElement;
  toast(message: string, kind?: 'note' | 'error'): void;
} {
  const element = el('div', { class: 'toasts', role: 'region', 'aria-label': say('Messages') });
  const open = new Set<string>();
  return {
    element,
    toast(message, kind = 'note') {
      if (open.has(message)) return;
      open.add(message);
      const close = (): void => {
        open.delete(message);
        box.remove();
      };
      const box = el(
        'div',
        { class: `toast ${kind}`, role: kind === 'error' ? 'alert' : 'status' },
        icon(kind === 'error' ? 'warn' : 'info'),
        el('p', {}, message),
        el(
          'button',
          { class: 'icon-button', 'aria-label': say('Dismiss'), onClick: close },
          icon('close'),
        ),
      );
      element.append(box);
      if (kind === 'note') setTimeout(close, NOTE_MS);
    },
  };
}

/** What to tell a person about an error: expected ones speak for themselves. */
export function errorWords(error: unknown): string {
  if (error instanceof DotworkError) return withControlNames(error.message);
  console.error(error);
  return say('Something went wrong that should not have: {what}', {
    what: error instanceof Error ? error.message : String(error),
  });
}
