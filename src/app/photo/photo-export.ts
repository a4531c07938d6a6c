import { say } from '../../base/language/say.ts';
import { encodePng } from '../../io/png.ts';
import { photoPng } from '../../view/photo/photo-png.ts';
import { fileStem } from '../frame/plan-files.ts';
import { handOver } from '../keep/hand-over.ts';
import { errorWords } from '../parts/toast.ts';
import type { Page } from '../state/page.ts';
import { litBy } from './live-photo.ts';
import type { PhotoDesk } from './photo-desk.ts';

/** What of a photograph can be handed over: the same framing and the same tone in all of them. */
export type PhotoExport = 'before' | 'after' | 'ratio';

const RATIO = say('Light that the dots leave at each pixel, 255 for all of it.');

/** Hands over the photograph in full: untouched, with the dots, or what the dots do to it. */
export async function savePhoto(page: Page, desk: PhotoDesk, what: PhotoExport): Promise<void> {
  try {
    page.engine.letGo();
    await page.engine.idle();
    await desk.idle();
    const png = await pngOf(page, desk, what);
    if (!png) {
      page.toast(say('There are no dots in this photograph yet: mark the head first.'));
      return;
    }
    await handOver(page, {
      name: `${fileStem(page.document.get())}-${what}.png`,
      content: png as BlobPart,
      type: 'image/png',
    });
  } catch (error) {
    page.toast(errorWords(error), 'error');
  }
}

async function pngOf(page: Page, desk: PhotoDesk, what: PhotoExport) {
  const { rig } = page.engine;
  const { opened } = desk;
  if (!rig || !opened) return undefined;
  const { simulator } = rig;
  if (what === 'before') return photoPng(opened.photo, 'before', simulator.plan, opened.photo);
  const scene = desk.scene();
  if (!scene) return undefined;
  page.toast(say('Putting every dot into the photograph…'));
  const composer = await desk.live.composer(rig);
  const made = await composer.compose(simulator, scene.photo, scene.camera, {
    ...{ blurPx: scene.blurPx, revealMm: scene.revealMm, mask: scene.mask, skin: scene.skin },
    ...litBy(scene),
  });
  if (!made) return undefined;
  return what === 'after'
    ? photoPng(made.after, 'after', simulator.plan, opened.photo)
    : encodePng(made.ratio, { Description: RATIO });
}
