import { say } from '../../../base/language/say.ts';
import { debounced } from '../../parts/dom.ts';
import { errorWords } from '../../parts/toast.ts';
import { copiedDocument, openDocument } from '../../state/open-document.ts';
import type { Page } from '../../state/page.ts';
import type { Album, AlbumPhoto } from '../album.ts';
import { type OpenedPhoto, openPhoto } from './open-photo.ts';
import { keptAlbums, keptPhotos } from './photo-store.ts';
import { thumbnailOf } from './thumbnail.ts';

/** Marks that stand this long are kept, ms. */
const PAUSE_MS = 400;

/** Keeps a plan's photographs on this device, and brings them back with it; nothing goes anywhere else. */
export class AlbumKeeper {
  readonly #album: Album;
  readonly #page: Page;
  /** The document whose album is shown. */
  #document = '';
  #last: { readonly sha256: string; readonly opened: OpenedPhoto } | undefined;
  #work: Promise<void> = Promise.resolve();
  readonly #keepSoon = debounced(PAUSE_MS, () => void this.kept());

  constructor(album: Album, page: Page) {
    this.#album = album;
    this.#page = page;
    album.subscribe((now, before) => {
      if (now !== before) this.#keepSoon();
    });
    this.follow();
  }

  /** Another document may be open: its photographs come with it. */
  follow(): void {
    const [document, copied] = [openDocument(), copiedDocument()];
    if (document === this.#document) return;
    this.#document = document;
    const hadAny = this.#album.get().photos.length > 0;
    if (hadAny) this.#album.replace(undefined);
    this.#then(async () => {
      const kept = (await keptAlbum(document)) ?? (await keptAlbum(copied));
      if (kept && document === this.#document) this.#album.replace(kept);
    });
  }

  /** Opens photographs and shows the last of them; what is wrong with one is told. */
  add(files: readonly File[]): Promise<void> {
    return this.#then(async () => {
      for (const file of files) {
        try {
          await this.#add(file);
        } catch (error) {
          this.#page.toast(errorWords(error), 'error');
        }
      }
    });
  }

  /** The pixels of a photograph; undefined, and told, where they are not to be had. */
  async open({ sha256, name }: AlbumPhoto): Promise<OpenedPhoto | undefined> {
    if (this.#last?.sha256 === sha256) return this.#last.opened;
    try {
      const kept = await keptPhotos.get(sha256);
      if (!kept) {
        this.#page.toast(
          say('{name} is not on this device any more. Open the file again.', { name }),
          'error',
        );
        return undefined;
      }
      const opened = await openPhoto(kept.file, name);
      this.#last = { sha256, opened };
      return opened;
    } catch (error) {
      this.#page.toast(errorWords(error), 'error');
      return undefined;
    }
  }

  /** Resolves when all that was asked for is done. */
  idle(): Promise<void> {
    return this.#work;
  }

  /** Writes the album down now. */
  async kept(): Promise<void> {
    try {
      await keptAlbums.put(this.#document, this.#album.get());
    } catch (error) {
      this.#page.toast(errorWords(error), 'error');
    }
  }

  async #add(file: File): Promise<void> {
    const opened = await openPhoto(file, file.name);
    const { sha256, photo, focal35Mm } = opened;
    this.#last = { sha256, opened };
    const { photos } = this.#album.get();
    if (!photos.some((one) => one.sha256 === sha256)) {
      await keptPhotos.put(sha256, { name: file.name, file }).catch((error: unknown) => {
        this.#page.toast(
          `${say('{name} could not be kept on this device: it must be opened again next time.', { name: file.name })} ${errorWords(error)}`,
          'error',
        );
      });
      const added: AlbumPhoto = {
        ...{ sha256, name: file.name, focal35Mm },
        ...{ widthPx: photo.widthPx, heightPx: photo.heightPx },
        ...{ points: {}, outline: [], mask: [], skipped: [], seenFrom: 'front' },
        thumbnail: await thumbnailOf(opened.bitmap),
      };
      this.#album.set({ photos: [...photos, added] });
    }
    this.#album.set({ shown: sha256, work: 'points' });
  }

  #then(work: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(work);
    return this.#work;
  }
}

async function keptAlbum(document: string | undefined) {
  return document === undefined ? undefined : keptAlbums.get(document).catch(() => undefined);
}
