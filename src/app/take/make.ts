import { namesOf } from '../../base/records.ts';
import { encodePng } from '../../io/png.ts';
import { OUTCOME_WORDS } from '../../plan/remarks/scene-words.ts';
import { filmPictures } from '../../view/series/film-pictures.ts';
import { gridPicture } from '../../view/series/grid-picture.ts';
import { FILM_WORDS, type FilmKind } from '../../words/film.ts';
import { type Sides, variantGrid } from '../../words/variants.ts';
import { fileStem } from '../frame/plan-files.ts';
import type { MadeFile } from '../keep/hand-over.ts';
import type { Page } from '../state/page.ts';
import { sidesLike, withSimulatorBeside } from './beside.ts';
import { type FilmWriter, videoWriter, zipWriter } from './film-file.ts';

/** How far a series is, and how it is ended by hand. */
export interface Going {
  readonly signal: AbortSignal;
  /** Tells how many pictures are drawn. */
  progress(done: number, of: number): void;
}

/** Shorter side of a picture in a grid, px: of two, and of many. */
const PAIR_PX = 720;
const MANY_PX = 420;

/** Before and after beside each other, or ages by outcomes, as one PNG. */
export function makeGrid(page: Page, kind: 'pair' | 'years', going: Going): Promise<MadeFile> {
  return withSimulatorBeside(page, async ({ simulator, pose, look }) => {
    const { plan } = simulator;
    const { ageDays, outcome } = plan.healing;
    const sides: Sides =
      kind === 'pair'
        ? { agesDays: [ageDays], outcomes: [outcome], before: true }
        : { agesDays: [0, 30, 365, 1825], outcomes: namesOf(OUTCOME_WORDS), before: false };
    const grid = variantGrid([plan], sides);
    const picture = await gridPicture(simulator, grid, {
      ...sidesLike(page, kind === 'pair' ? PAIR_PX : MANY_PX),
      pose,
      look,
      signal: going.signal,
      onPicture: going.progress,
    });
    const png = await encodePng(picture, {
      Title: grid.title,
      Description: `${grid.about}. ${grid.limits}`,
      Software: 'Dotwork',
    });
    const name = `${fileStem(plan)}-${kind === 'pair' ? 'before-after' : 'years'}.png`;
    return { name, content: png as BlobPart, type: 'image/png' };
  });
}

/** What a film is to be. */
export interface FilmWish {
  readonly kind: FilmKind;
  readonly seconds: number;
  readonly fps: number;
  /** Its shorter side. */
  readonly shorterPx: number;
}

/** A film of the plan that is shown. Where the browser encodes no video it is a zip of frames. */
export function makeFilm(
  page: Page,
  { kind, seconds, fps, shorterPx }: FilmWish,
  going: Going,
): Promise<MadeFile> {
  return withSimulatorBeside(page, async ({ simulator, pose, look }) => {
    const { plan } = simulator;
    const sides = sidesLike(page, shorterPx);
    const frames = Math.max(2, Math.round(seconds * fps));
    const writer: FilmWriter = (await videoWriter({ ...sides, fps })) ?? zipWriter();
    try {
      let done = 0;
      const options = { ...sides, kind, frames, pose, look, signal: going.signal };
      for await (const picture of filmPictures(simulator, options)) {
        await writer.add(picture);
        going.progress(++done, frames);
      }
    } catch (error) {
      await writer.cancel();
      throw error;
    }
    const words = FILM_WORDS[kind].toLowerCase().replaceAll(' ', '-');
    return writer.finish(`${fileStem(plan)}-${words}`);
  });
}
