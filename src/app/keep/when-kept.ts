import type { Page } from '../state/page.ts';

/**
 * Does something that ends this page, such as loading it anew, once the plan is kept; where it cannot be,
 * nothing happens but a word.
 *
 * @param saved - The element that says how the keeping of the plan stands.
 * @param refusal - Said where the plan cannot be kept.
 */
export function whenKept(page: Page, saved: HTMLElement, refusal: string, then: () => void): void {
  const { state } = saved.dataset;
  if (state === 'failed') page.toast(refusal, 'error');
  // The last change is being written: a moment.
  else if (state === 'waiting') setTimeout(() => whenKept(page, saved, refusal, then), 100);
  else then();
}
