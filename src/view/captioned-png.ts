import { Vector3 } from 'three/webgpu';
import type { Vec3 } from '../base/vec3.ts';
import type { Simulator } from '../engine/simulator.ts';
import { captionSizePx, captionStrip } from '../io/caption.ts';
import { encodePng } from '../io/png.ts';
import { pictureWords } from '../plan/remarks/scene-words.ts';
import { lay } from '../type/overlay.ts';
import type { ShownMap } from '../words/maps/map-legend.ts';
import type { Caption } from '../words/picture-caption.ts';
import { HeadPicker } from './head-picker.ts';
import { drawLegend } from './map/legend-picture.ts';
import { type LineNumber, lineNumbers } from './map/line-numbers.ts';
import { drawLineNumbers } from './map/number-picture.ts';
import { type Picture, type PictureOptions, pictureCamera, renderPicture } from './picture.ts';

/**
 * Draws the simulator's current plan as a PNG that says what it shows, and that it is a preview.
 *
 * @param place - Over the foot of the picture, or below it: the PNG is then higher by the strip, and
 *   nothing of a small picture is covered.
 */
export async function captionedPng(
  simulator: Simulator,
  options: PictureOptions,
  caption: Caption,
  place: 'over' | 'below' = 'over',
): Promise<Uint8Array> {
  // What is drawn, which after a failed update is not what was asked for.
  const { plan } = simulator;
  const shows = pictureWords(plan, options.look);
  const { map } = options;
  const { lines, text } = caption(plan, map ? `map: ${map.legend.title} · ${shows}` : shows);
  const picture = await renderPicture(simulator, options);
  const strip = await captionStrip(picture.widthPx, picture.heightPx, lines);
  if (map) {
    const sizePx = captionSizePx(picture.widthPx, picture.heightPx);
    await drawLineNumbers(picture, numbersOn(simulator, options, map, sizePx), sizePx);
    await drawLegend(picture, map.legend, place === 'over' ? strip.heightPx : 0);
  }
  const whole = place === 'over' ? picture : extended(picture, strip.heightPx);
  lay(whole, strip, 0, whole.heightPx - strip.heightPx);
  return encodePng(whole, text);
}

/** A picture with room below it, as dark as a caption's ground. */
function extended({ widthPx, heightPx, rgba }: Picture, moreHighPx: number): Picture {
  const whole = new Uint8Array(4 * widthPx * (heightPx + moreHighPx));
  whole.set(rgba);
  new Uint32Array(whole.buffer).fill(DARK, widthPx * heightPx);
  return { widthPx, heightPx: heightPx + moreHighPx, rgba: whole };
}

/** Opaque, as RGBA bytes in the order of every machine that WebGPU runs on. */
const DARK = 0xff121212;

/** Numbers on the contour lines as the picture shows them. */
function numbersOn(
  simulator: Simulator,
  options: PictureOptions,
  map: ShownMap,
  letterPx: number,
): LineNumber[] {
  const { head } = simulator;
  const { widthPx, heightPx } = options;
  const camera = pictureCamera(simulator, options);
  const picker = new HeadPicker(head);
  const eyeMm = camera.position.toArray() as [number, number, number];
  const sight = {
    eyeMm,
    sizePx: [widthPx, heightPx] as const,
    project(placeMm: Vec3) {
      const { x, y } = new Vector3(...placeMm).project(camera);
      return [((x + 1) / 2) * widthPx, ((1 - y) / 2) * heightPx] as const;
    },
    sees: (placeMm: Vec3) => picker.sees(eyeMm, placeMm),
  };
  return lineNumbers(map, head, sight, letterPx);
}
