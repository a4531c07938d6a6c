import { say } from '../../../base/language/say.ts';
import { errorWords } from '../../parts/toast.ts';
import type { Page } from '../../state/page.ts';
import type { Album } from '../album.ts';
import type { FoundHead } from './fit-skills.ts';
import type { HeadFinder } from './head-finder.ts';

/** Takes the head that marks tell into the plan, as one step; what is wrong with it is told. */
export async function takeHead(
  page: Page,
  album: Album,
  finder: HeadFinder,
  { fit }: FoundHead,
): Promise<void> {
  try {
    const { base } = page.document.get().head;
    const measures = await finder.measures(base, fit.modes);
    page.edit(say('Head from the photograph'), ({ head }) => {
      head.measuresMm = measures;
    });
    album.set({ headTaken: true, work: 'dots' });
    page.toast(
      say('The head of the plan has the measures of this photograph; Undo takes them back.'),
    );
  } catch (error) {
    page.toast(errorWords(error), 'error');
  }
}
