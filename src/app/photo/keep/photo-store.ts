import { deviceStore } from '../../state/device-store.ts';
import type { AlbumState } from '../album.ts';

/** A photograph's file as it came. */
export interface KeptPhoto {
  readonly name: string;
  readonly file: Blob;
}

/** The photographs of a plan, with all that was marked on them; never part of the plan's own file. */
export type KeptAlbum = AlbumState;

/** Files of photographs on this device, under the hash of their bytes. */
export const keptPhotos = deviceStore<KeptPhoto>('dotwork-photos', 'files');

/** Albums on this device, under the document of their plan. */
export const keptAlbums = deviceStore<KeptAlbum>('dotwork-photo-albums', 'albums');
