import { namesOf } from '../../base/records.ts';
import { encodePng } from '../../io/png.ts';
import { OUTCOME_WORDS } from '../../plan/remarks/scene-words.ts';
import type { Plan } from '../../plan/schema.ts';
import { filmPictures } from '../../view/series/film-pictures.ts';
import { gridPicture } from '../../view/series/grid-picture.ts';
import { FILM_WORDS, type FilmKind } from '../../words/film.ts';
import {
  type Sides,
  sessionGrid,
  type VariantGrid,
  variantGrid,
  yearGrid,
} from '../../words/variants.ts';
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

/** What may stand side by side of one plan, and how its file is named. */
const GRID_NAMES = {
  pair: 'before-after',
  years: 'years',
  sessions: 'sessions',
  life: 'hairline-life',
} as const;

/** Before and after beside each other, ages by outcomes, session by session, or the years to come, as one PNG. */
export function makeGrid(
  page: Page,
  kind: keyof typeof GRID_NAMES,
  going: Going,
): Promise<MadeFile> {
  const name = GRID_NAMES[kind];
  return sheet(page, { name, shorterPx: kind === 'pair' ? PAIR_PX : MANY_PX }, going, (plan) => {
    if (kind === 'sessions') return sessionGrid(plan);
    if (kind === 'life') return yearGrid(plan);
    const { ageDays, outcome } = plan.healing;
    const sides: Sides =
      kind === 'pair'
        ? { agesDays: [ageDays], outcomes: [outcome], before: true }
        : { agesDays: [0, 30, 365, 1825], outcomes: namesOf(OUTCOME_WORDS), before: false };
    return variantGrid([plan], sides);
  });
}

/** The plan that is shown and one to three others, as old as it is and in the same light, as one PNG. */
export function makePlans(page: Page, others: readonly Plan[], going: Going): Promise<MadeFile> {
  const shorterPx = others.length === 1 ? PAIR_PX : MANY_PX;
  return sheet(page, { name: 'plans', shorterPx }, going, (plan) => {
    const agesDays = [plan.healing.ageDays];
    return variantGrid([plan, ...others], { agesDays, outcomes: [], before: false });
  });
}

/** Two plans, neither of which need be open: before and after, as old as the first is, as one PNG. */
export function makeBoth(
  page: Page,
  plans: readonly [Plan, Plan],
  going: Going,
): Promise<MadeFile> {
  return sheet(page, { name: 'compared', shorterPx: MANY_PX }, going, () => {
    const agesDays = [plans[0].healing.ageDays];
    return variantGrid(plans, { agesDays, outcomes: [], before: true });
  });
}

function sheet(
  page: Page,
  { name, shorterPx }: { readonly name: string; readonly shorterPx: number },
  going: Going,
  gridOf: (plan: Plan) => VariantGrid,
): Promise<MadeFile> {
  return withSimulatorBeside(page, async ({ simulator, pose, look }) => {
    const { plan } = simulator;
    const grid = gridOf(plan);
    const picture = await gridPicture(simulator, grid, {
      ...sidesLike(page, shorterPx),
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
    const file = `${fileStem(plan)}-${name}.png`;
    return { name: file, content: png as BlobPart, type: 'image/png' };
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
