import type { Head } from '../../../head/head.ts';
import type { HeadBase, Measures } from '../../../head/measures.ts';
import type { FoundPoints } from '../../../io/faces/point-finder.ts';
import type { PhotoCamera } from '../../../photo/camera.ts';
import type { Photograph } from '../../../photo/photograph.ts';
import type { PhotoQuestion, Pixel } from '../../../photo/question.ts';
import { WorkerLine } from '../../workers/worker-line.ts';
import type { FitSkills, FoundHead, Study } from './fit-skills.ts';

/** What is asked of the finder. */
interface Wanted {
  readonly question: PhotoQuestion;
  readonly beside: readonly PhotoQuestion[];
  readonly base: HeadBase;
  readonly known?: { readonly head: Head; readonly isTheirs: boolean } | undefined;
}

/** Finds heads in a worker. One question is under way at most; of those that come meanwhile the last counts. */
export class HeadFinder {
  readonly #line = new WorkerLine<FitSkills>(
    'The worker of the photographs',
    () => new Worker(new URL('./fit-worker.ts', import.meta.url), { type: 'module' }),
    () => {
      this.#sent = this.#photo = undefined;
    },
  );
  #sent: Head | undefined;
  #photo: Photograph | undefined;
  #waiting: (() => void) | undefined;
  #running: Promise<unknown> | undefined;

  /** The head in a photograph; undefined where a newer question came. Rejects with what is wrong with it. */
  async find(wanted: Wanted): Promise<FoundHead | undefined> {
    this.#waiting?.();
    while (this.#running) {
      const isMeant = await new Promise<boolean>((resolve) => {
        this.#waiting = () => resolve(false);
        void this.#running?.catch(() => undefined).then(() => resolve(true));
      });
      if (!isMeant) return undefined;
    }
    this.#waiting = undefined;
    const { question, beside, base, known } = wanted;
    const isNew = known && known.head !== this.#sent;
    if (isNew) this.#sent = known.head;
    const sent = known && {
      known: { isTheirs: known.isTheirs, ...(isNew && { head: known.head }) },
    };
    const asked = this.#line.ask('find', { question, beside, base, ...sent });
    this.#running = asked;
    try {
      return await asked;
    } finally {
      this.#running = undefined;
    }
  }

  /** What a photograph shows where the known head lies that was found last. */
  study(photo: Photograph, camera: PhotoCamera, grey: Pixel | undefined): Promise<Study> {
    const isNew = photo !== this.#photo;
    this.#photo = photo;
    return this.#line.ask('study', { camera, grey, ...(isNew && { photo }) });
  }

  /** The points of a face, as networks find them. */
  face(photo: Photograph): Promise<FoundPoints> {
    return this.#line.ask('face', photo);
  }

  /** What a plan keeps of a head that was found. */
  measures(base: HeadBase, modes: readonly number[]): Promise<Partial<Measures>> {
    return this.#line.ask('measures', { base, modes });
  }
}
