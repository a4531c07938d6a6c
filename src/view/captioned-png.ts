import type { Simulator } from '../engine/simulator.ts';
import { captionStrip } from '../io/caption.ts';
import { encodePng } from '../io/png.ts';
import { pictureWords } from '../plan/remarks/scene-words.ts';
import { lay } from '../type/overlay.ts';
import type { Caption } from '../words/picture-caption.ts';
import { drawLegend } from './map/legend-picture.ts';
import { type PictureOptions, renderPicture } from './picture.ts';

/** Draws the simulator's current plan as a PNG that says what it shows, and that it is a preview. */
export async function captionedPng(
  simulator: Simulator,
  options: PictureOptions,
  caption: Caption,
): Promise<Uint8Array> {
  // What is drawn, which after a failed update is not what was asked for.
  const { plan } = simulator;
  const shows = pictureWords(plan, options.look);
  const { map } = options;
  const { lines, text } = caption(plan, map ? `map: ${map.legend.title} · ${shows}` : shows);
  const picture = await renderPicture(simulator, options);
  const strip = await captionStrip(picture.widthPx, picture.heightPx, lines);
  if (map) await drawLegend(picture, map.legend, strip.heightPx);
  lay(picture, strip, 0, picture.heightPx - strip.heightPx);
  return encodePng(picture, text);
}
