import { withStrokes } from '../../../photo/mask/strokes.ts';
import type { Pixel } from '../../../photo/question.ts';
import type { AlbumPhoto } from '../album.ts';
import type { OpenedPhoto } from '../keep/open-photo.ts';
import type { FoundHead, Study } from './fit-skills.ts';
import type { HeadFinder } from './head-finder.ts';

/** What the photograph shown has where its head was found: one study at a time, and the mask of it. */
export class Studies {
  readonly #finder: HeadFinder;
  #study:
    | { readonly of: FoundHead; readonly grey: Pixel | undefined; readonly is: Study }
    | undefined;
  #masked: { readonly of: readonly unknown[]; readonly mask: Uint8Array } | undefined;

  constructor(finder: HeadFinder) {
    this.#finder = finder;
  }

  /** What was seen where a head lies; undefined where it was not looked at yet. */
  of(found: FoundHead | undefined): Study | undefined {
    return found && this.#study?.of === found ? this.#study.is : undefined;
  }

  /** Whether it was looked at in the light that the grey place tells. */
  isOf(found: FoundHead, grey: Pixel | undefined): boolean {
    return this.of(found) !== undefined && this.#study!.grey === grey;
  }

  /** Looks at a photograph where a head lies. Rejects where a grey place is none. */
  async look(
    found: FoundHead,
    { photo }: OpenedPhoto,
    grey: Pixel | undefined,
    isWanted: () => boolean,
  ) {
    const is = await this.#finder.study(photo, found.fit.camera, grey);
    if (isWanted()) this.#study = { of: found, grey, is };
  }

  /** Where dots may show: as found, with the strokes of the brush. */
  mask(study: Study, photo: AlbumPhoto): Uint8Array {
    const of = [study, photo.mask];
    if (!this.#masked?.of.every((one, i) => one === of[i])) {
      this.#masked = { of, mask: withStrokes(study.mask, photo, photo.mask) };
    }
    return this.#masked.mask;
  }
}
