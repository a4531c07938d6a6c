import { createStore } from 'zustand/vanilla';
import type { MaskStroke } from '../../photo/mask/strokes.ts';
import type { PhotoPointName } from '../../photo/photo-points.ts';
import type { Pixel } from '../../photo/question.ts';
import type { SeenFrom } from './marks/point-order.ts';

/** What a person marked on a photograph; pixels of the whole photograph. */
export interface Marked {
  readonly points: Readonly<Partial<Record<PhotoPointName, Pixel>>>;
  /** Those of them that a network found and the person did not look at yet. */
  readonly found?: readonly PhotoPointName[] | undefined;
  /** Places on the rim of the skull. */
  readonly outline: readonly Pixel[];
  readonly mask: readonly MaskStroke[];
}

/** A photograph of the client as the album has it; its bytes are kept under its hash. */
export interface AlbumPhoto extends Marked {
  readonly sha256: string;
  readonly name: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly focal35Mm?: number | undefined;
  readonly seenFrom: SeenFrom;
  /** Points that cannot be found on it. */
  readonly skipped: readonly PhotoPointName[];
  /** A small picture of it, as a data address. */
  readonly thumbnail: string;
  /** A place of it that is grey in truth, which tells the colour of its light. */
  readonly grey?: Pixel | undefined;
  /** Blur of lens and sensor where a person set it, pixels as a standard deviation. */
  readonly blurPx?: number | undefined;
}

/** What is worked on in a photograph. */
export type PhotoWork = 'points' | 'dots' | 'mask';

/** The photographs of a plan, and which of them is in the place of the 3D head. */
export interface AlbumState {
  readonly photos: readonly AlbumPhoto[];
  /** Hash of the one shown; undefined for the 3D head. */
  readonly shown: string | undefined;
  readonly work: PhotoWork;
  /** Whether the plan's head is the client's: taken from a photograph, or kept on purpose. */
  readonly headTaken: boolean;
}

export type Album = ReturnType<typeof createAlbum>;

/** Steps back that are kept of the marks on a photograph. */
const MOST_STEPS = 100;

/** The photographs of the open plan: a small store, with a history of the marks on each. */
export function createAlbum() {
  const store = createStore<AlbumState>(() => EMPTY);
  const past = new Map<string, Marked[]>();
  const photoOf = (sha256: string | undefined): AlbumPhoto | undefined =>
    store.getState().photos.find((photo) => photo.sha256 === sha256);
  const change = (sha256: string, part: Partial<AlbumPhoto>): void =>
    store.setState(({ photos }) => ({
      photos: photos.map((photo) => (photo.sha256 === sha256 ? { ...photo, ...part } : photo)),
    }));
  return {
    get: store.getState,
    set: (part: Partial<AlbumState>) => store.setState(part),
    subscribe: store.subscribe,
    /** The one in the place of the 3D head. */
    get shown(): AlbumPhoto | undefined {
      return photoOf(store.getState().shown);
    },
    change,
    /** Changes marks; a gesture keeps its first state alone. */
    mark(photo: AlbumPhoto, part: Partial<Marked>, isFirst = true): void {
      if (isFirst) {
        const { points, found, outline, mask } = photo;
        const steps = [...(past.get(photo.sha256) ?? []), { points, found, outline, mask }];
        past.set(photo.sha256, steps.slice(-MOST_STEPS));
      }
      change(photo.sha256, part);
    },
    /** Takes the last change of marks back; says whether there was one. */
    undo(): boolean {
      const { shown } = store.getState();
      const before = shown === undefined ? undefined : past.get(shown)?.pop();
      if (!before) return false;
      change(shown!, before);
      return true;
    },
    canUndo: () => (past.get(store.getState().shown ?? '')?.length ?? 0) > 0,
    /** Another plan's photographs, or none. */
    replace(state: AlbumState | undefined): void {
      past.clear();
      store.setState(state ?? EMPTY);
    },
  };
}

const EMPTY: AlbumState = { photos: [], shown: undefined, work: 'points', headTaken: false };
