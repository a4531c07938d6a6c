import { captionedPng } from '../../view/captioned-png.ts';
import { clientCaption } from '../../words/picture-caption.ts';
import { errorWords } from '../parts/toast.ts';
import type { StandIn } from '../scan/scan-heads.ts';
import type { Page } from '../state/page.ts';
import { download, fileStem } from './plan-files.ts';

/** In what a picture is not the plan's, for its caption. */
function standInWords({ title, isOtherwise }: StandIn): string {
  return isOtherwise ? `Not drawn as planned. ${title}` : `The head is a stand-in. ${title}`;
}

/** Downloads the picture on screen at twice its size, with what it is written into it. */
export async function savePicture(page: Page): Promise<void> {
  const { rig } = page.engine;
  if (!rig) return;
  page.toast('Drawing the picture…');
  try {
    // A preview is never saved: what is in hand is made exact.
    page.engine.letGo();
    await page.engine.idle();
    const canvas = document.querySelector('.viewport-canvas')!;
    const most = rig.gpu.device.limits.maxTextureDimension2D;
    const scale = Math.min(2, most / Math.max(canvas.clientWidth, canvas.clientHeight, 1));
    const picture = {
      widthPx: Math.round(canvas.clientWidth * scale),
      heightPx: Math.round(canvas.clientHeight * scale),
      pose: rig.view.pose,
      look: rig.view.look,
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
    download(`${fileStem(plan)}.png`, png as BlobPart, 'image/png');
  } catch (error) {
    page.toast(errorWords(error), 'error');
  }
}
