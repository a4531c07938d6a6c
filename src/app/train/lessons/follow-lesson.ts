import { errorWords } from '../../parts/toast.ts';
import { readAddress } from '../../state/address.ts';
import type { Page } from '../../state/page.ts';
import type { LessonDesk } from './lesson-desk.ts';

/** A link to a lesson opens it in a page that is open already, too. */
export function followLesson(page: Page, desk: LessonDesk): void {
  addEventListener('hashchange', () => {
    const name = new URLSearchParams(location.hash.slice(1)).get('lesson');
    if (!name || name === desk.lesson?.name) return;
    try {
      desk.open(readAddress(location.hash).lesson!);
    } catch (error) {
      page.toast(errorWords(error), 'error');
    }
  });
}
