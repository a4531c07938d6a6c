import { say } from '../../../base/language/say.ts';
import { besideTold } from '../../../io/faces/point-finder.ts';
import { errorWords } from '../../parts/toast.ts';
import type { Page } from '../../state/page.ts';
import type { Album } from '../album.ts';
import type { OpenedPhoto } from '../keep/open-photo.ts';
import { addFound } from '../marks/marking.ts';
import type { HeadFinder } from './head-finder.ts';

/** Looks for a face on the photograph shown, and puts its points; what came of it is told. */
export async function findFace(
  page: Page,
  album: Album,
  finder: HeadFinder,
  { photo: pixels, sha256 }: OpenedPhoto,
): Promise<void> {
  try {
    const face = await finder.face(pixels);
    const photo = album.shown;
    if (photo?.sha256 !== sha256) return;
    if (face.faces === 0) {
      page.toast(say('No face was found in this photograph: mark its points by hand.'));
      return;
    }
    addFound(album, photo, besideTold(face, photo.points));
    if (face.faces > 1) {
      page.toast(
        say('There are {count} faces: the points are of the largest. Undo takes them back.', {
          count: face.faces,
        }),
      );
    }
  } catch (error) {
    page.toast(errorWords(error), 'error');
  }
}
