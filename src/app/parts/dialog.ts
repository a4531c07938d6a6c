import { say } from '../../base/language/say.ts';
import { el, freshId } from './dom.ts';
import { icon } from './icons.ts';

/** Opens a modal window with a title; resolves when it is closed. */
export function openDialog(
  title: string,
  content: (close: () => void) => readonly (Node | string | undefined)[],
  className = '',
): Promise<void> {
  const id = freshId('dialog');
  const back = document.activeElement;
  const dialog = el('dialog', { class: `dialog ${className}`, 'aria-labelledby': id });
  const close = (): void => dialog.close();
  dialog.append(
    el(
      'header',
      { class: 'dialog-head' },
      el('h2', { id }, title),
      el(
        'button',
        { class: 'icon-button', 'aria-label': say('Close'), onClick: close },
        icon('close'),
      ),
    ),
    el('div', { class: 'dialog-body' }, ...content(close)),
  );
  // A click on the backdrop hits the dialog itself, never what is inside.
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) close();
  });
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (back instanceof HTMLElement) back.focus();
      resolve();
    });
  });
}
