import { writeFile } from 'node:fs/promises';
import { Simulator } from '../../src/engine/simulator.ts';
import { requestGpu } from '../../src/gpu/request.ts';
import { encodePng } from '../../src/io/png.ts';
import { planFromPreset } from '../../src/plan/presets.ts';
import { setPath } from '../../src/plan/reading/override.ts';
import type { Plan } from '../../src/plan/schema.ts';
import { renderPicture } from '../../src/view/picture.ts';
import { DEFAULT_LOOK } from '../../src/view/view-api.ts';
import { mapOf } from '../../src/words/maps/map-of.ts';
import { GALLERY, type GalleryPicture } from './pictures.ts';

/** Sides of every picture, px. */
const SIDE_PX = 340;

/** Draws the pictures whose name has one of the words, all without words. */
export async function drawGallery(
  folder: URL,
  words: readonly string[],
  scale: number,
  told: (line: string) => void,
): Promise<void> {
  const gpu = await requestGpu();
  const simulator = await Simulator.create(gpu);
  const wanted = GALLERY.flatMap(({ pictures }) => pictures).filter(
    ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
  );
  let shown = '';
  try {
    for (const picture of wanted) {
      const { name, view, distanceM, look, map } = picture;
      const before = process.cpuUsage();
      const wants = JSON.stringify([picture.plan, picture.set]);
      if (wants !== shown) await simulator.update(planOf(picture));
      shown = wants;
      const drawn = await renderPicture(simulator, {
        widthPx: SIDE_PX * scale,
        heightPx: SIDE_PX * scale,
        pose: view,
        ...(distanceM && { distanceMm: 1000 * distanceM }),
        look: { ...DEFAULT_LOOK, ...look },
        map: map && (await mapOf(simulator, { name: map })),
        supersample: scale > 1 ? 1 : 2,
      });
      const png = await encodePng(drawn);
      await writeFile(new URL(`${name}.png`, folder), png);
      const { user, system } = process.cpuUsage(before);
      told(
        `${name}.png: ${Math.round(png.length / 1024)} KiB, ${((user + system) / 1e6).toFixed(1)} CPU s`,
      );
    }
  } finally {
    simulator.destroy();
    gpu.destroy();
  }
}

function planOf({ plan, set = [] }: GalleryPicture): Plan {
  return set.reduce((changed, [path, text]) => setPath(changed, path, text), planFromPreset(plan));
}
