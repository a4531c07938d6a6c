import { encodePng } from '../../io/png.ts';
import { DEFAULT_LOOK } from '../../view/view-api.ts';
import { type FilmKind, filmTitle } from '../../words/film.ts';
import { numberIn } from '../numbers.ts';
import { printJson } from '../output.ts';
import { frameFolder } from '../picture/frame-folder.ts';
import { pictureRequest, type RenderFlags } from '../picture/render-flags.ts';
import { type GlobalOptions, simulatePlan } from '../simulate-plan.ts';

/** Flags of `dotwork film` beside those of the camera. */
export interface FilmFlags extends Omit<RenderFlags, 'age' | 'divider' | 'before' | 'revealMm'> {
  readonly output: string;
  readonly kind: FilmKind;
  readonly seconds: string;
  readonly fps: string;
}

/** `dotwork film`: growth, a turn of the head or ageing, as numbered PNG frames in a folder. */
export async function film(plan: string, options: GlobalOptions & FilmFlags): Promise<void> {
  const { output, kind } = options;
  const { look, ...request } = pictureRequest(options);
  const fps = numberIn('--fps', options.fps, 1, 60);
  const seconds = numberIn('--seconds', options.seconds, 0.1, 60);
  const frames = Math.max(2, Math.round(fps * seconds));
  const folder = frameFolder(output);
  try {
    const title = await simulatePlan(plan, options, async (simulator, progress) => {
      const { filmPictures } = await import('../../view/series/film-pictures.ts');
      const shown = simulator.plan;
      const words = { Title: filmTitle(kind, shown), Software: 'Dotwork' };
      let done = 0;
      for await (const picture of filmPictures(simulator, {
        ...request,
        kind,
        frames,
        look: { ...DEFAULT_LOOK, ...look },
      })) {
        folder.add(await encodePng(picture, words));
        progress.step(`frame ${++done} of ${frames}`);
      }
      simulator.gpu.assertHealthy('writing the film');
      return shown.title;
    });
    folder.finish();
    const { widthPx, heightPx } = request;
    await printJson({ folder: output, kind, title, frames, fps, widthPx, heightPx });
  } finally {
    folder.drop();
  }
}
