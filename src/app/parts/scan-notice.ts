import { DotworkError } from '../../base/errors.ts';
import { el } from '../dom.ts';
import { icon } from '../icons.ts';
import type { Showable } from '../scan/scan-heads.ts';
import type { Page } from '../state/page.ts';
import { pickScan } from './plan-files.ts';
import { errorWords } from './toast.ts';

/** Stays on the picture as long as a base head stands in for the scan a plan names. */
export function makeScanNotice(page: Page): {
  readonly element: HTMLElement;
  show(missing: Showable['missing']): void;
} {
  const text = el('p', {});
  const element = el(
    'div',
    { class: 'scan-notice', role: 'status', hidden: true },
    icon('warn'),
    text,
    el('button', { class: 'primary', onClick: () => pickScan(page) }, 'Choose the file'),
  );
  return {
    element,
    show(missing) {
      element.hidden = missing === undefined;
      if (!missing) return;
      const { scan, error } = missing;
      const isAbsent = error instanceof DotworkError && error.code === 'plan';
      const why = isAbsent ? 'is not on this device' : `could not be used. ${errorWords(error)}`;
      text.replaceChildren(
        el('strong', {}, `The scan "${scan.name}" ${why}${isAbsent ? '.' : ''}`),
        ' A standard head stands in; the plan keeps its scan. Drop the file here again to use it.',
      );
    },
  };
}
