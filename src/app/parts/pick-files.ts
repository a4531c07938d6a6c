import { byTouch, el } from './dom.ts';

/** Files the picker offers by ending: phones and tablets go by types, know few of them, and would grey out the file that is looked for. */
export const byEnding = (accept: string): string => (byTouch() ? '' : accept);

/** JSON files. */
export const JSON_FILES = '.json,application/json';

/**
 * Asks for files; `then` is called only when some were chosen.
 *
 * @param options.accept Types and endings offered, as in HTML; all where empty.
 * @param options.capture Takes a picture with the camera instead, where there is one.
 */
export function pickFiles(
  options: { accept: string; multiple?: boolean; capture?: boolean },
  then: (files: readonly File[]) => void,
): void {
  const input = el('input', {
    type: 'file',
    hidden: true,
    multiple: options.multiple ?? false,
    ...(options.accept !== '' && { accept: options.accept }),
    ...(options.capture && { capture: 'environment' }),
  });
  // Some browsers forget a field outside the document while its picker is open, and the choice with it.
  document.body.append(input);
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    input.remove();
    if (files.length > 0) then(files);
  });
  input.addEventListener('cancel', () => input.remove());
  input.click();
}
