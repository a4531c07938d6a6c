import type { Simulator } from '../engine/simulator.ts';
import { drawCaption } from '../io/caption.ts';
import { encodePng } from '../io/png.ts';
import { pictureWords } from '../plan/remarks/scene-words.ts';
import type { Caption } from '../words/picture-caption.ts';
import { type PictureOptions, renderPicture } from './picture.ts';

/** Draws the simulator's current plan as a PNG that says what it shows, and that it is a preview. */
export async function captionedPng(
  simulator: Simulator,
  options: PictureOptions,
  caption: Caption,
): Promise<Uint8Array> {
  // What is drawn, which after a failed update is not what was asked for.
  const { plan } = simulator;
  const { lines, text } = caption(plan, pictureWords(plan, options.look));
  const picture = await renderPicture(simulator, options);
  await drawCaption(picture, lines);
  return encodePng(picture, text);
}
