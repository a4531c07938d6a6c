import { say } from '../../base/language/say.ts';
import { captionedPng } from '../../view/captioned-png.ts';
import { mostPicturePx } from '../../view/picture.ts';
import type { ShownMap } from '../../words/maps/map-legend.ts';
import { clientCaption } from '../../words/picture-caption.ts';
import { handOver } from '../keep/hand-over.ts';
import { errorWords } from '../parts/toast.ts';
import type { StandIn } from '../scan/scan-heads.ts';
import type { Page } from '../state/page.ts';
import { fileStem } from './plan-files.ts';

/** In what a picture is not the plan's, for its caption. */
function standInWords({ title, isOtherwise }: StandIn): string {
  return isOtherwise
    ? say('Not drawn as planned. {why}', { why: title })
    : say('The head is a stand-in. {why}', { why: title });
}

/**
 * Hands over the picture on screen at twice its size, with what it is written into it.
 *
 * @param map - On the head in the place of skin and dots; with its legend.
 */
export async function savePicture(page: Page, map?: ShownMap): Promise<void> {
  const { rig } = page.engine;
  if (!rig) return;
  page.toast(say('Drawing the picture…'));
  try {
    // A preview is never saved: what is in hand is made exact.
    page.engine.letGo();
    await page.engine.idle();
    const canvas = document.querySelector('.viewport-canvas')!;
    const most = rig.gpu.device.limits.maxTextureDimension2D;
    const { clientWidth: wide, clientHeight: high } = canvas;
    const inMemory = Math.sqrt(mostPicturePx(rig.gpu.device.limits) / Math.max(1, wide * high));
    const scale = Math.min(2, inMemory, most / Math.max(wide, high, 1));
    const picture = {
      widthPx: Math.max(1, Math.round(canvas.clientWidth * scale)),
      heightPx: Math.max(1, Math.round(canvas.clientHeight * scale)),
      pose: rig.view.pose,
      look: rig.view.look,
      map,
    };
    // What is drawn, which after a failed update is not what the document says.
    const { simulator } = rig;
    const { plan } = simulator;
    const { standIn } = page.ui.getState();
    const png = await captionedPng(
      simulator,
      picture,
      clientCaption(standIn && standInWords(standIn)),
    );
    await handOver(page, {
      name: `${fileStem(plan)}.png`,
      content: png as BlobPart,
      type: 'image/png',
    });
  } catch (error) {
    page.toast(errorWords(error), 'error');
  }
}
