import dracoWasm from 'draco3dgltf/draco_decoder_gltf.wasm?url';
import { DotworkError } from '../../base/errors.ts';
import type { HeadBase } from '../../head/measures.ts';
import { openDraco } from '../../io/scan/gltf/draco.ts';
import {
  finishOpened,
  type ImportedScan,
  type OpenedScan,
  openScan,
} from '../../io/scan/import-scan.ts';
import type { ScanFile } from '../../io/scan/scan-file.ts';
import { simplified } from '../../io/scan/simplify.ts';
import type { Placing } from '../../scan/placing.ts';
import { serve } from '../workers/serve.ts';

/** An opened scan as the page needs it: a light mesh to look at instead of the whole one. */
export interface ScanPreview extends Omit<OpenedScan, 'mesh'> {
  readonly positions: Float32Array;
  readonly triangles: Uint32Array;
}

/** Told as a step begins, in a reader's words. */
type Tell = (words: string) => void;

/** Enough to click a tragion on, few enough to turn at once. */
const PREVIEW_TRIANGLES = 40_000;

let opened: OpenedScan | undefined;

const skills = {
  open: (files: readonly ScanFile[], tell: Tell) => orFault(() => open(files, tell)),
  /** Of the scan opened last. */
  finish: (how: { readonly placing: Placing; readonly base: HeadBase }, tell: Tell) =>
    orFault(() => finish(how, tell)),
};

/** What the worker behind an import can do. */
export type ScanSkills = typeof skills;

serve(skills);

async function open(files: readonly ScanFile[], tell: Tell): Promise<ScanPreview> {
  const draco = async () => openDraco(await (await fetch(dracoWasm)).arrayBuffer());
  opened = await openScan(files, { draco, tell });
  const { mesh, ...facts } = opened;
  const light =
    mesh.triangles.length / 3 > PREVIEW_TRIANGLES
      ? (await simplified(mesh, PREVIEW_TRIANGLES)).mesh
      : { positions: mesh.positions, triangles: mesh.triangles.slice() };
  return { ...facts, positions: Float32Array.from(light.positions), triangles: light.triangles };
}

function finish(
  { placing, base }: Parameters<ScanSkills['finish']>[0],
  tell: Tell,
): Promise<ImportedScan> {
  if (!opened) throw new Error('No scan was opened before it was placed.');
  return finishOpened(opened, placing, { base, tell });
}

/** A fault of the program is told as such; its particulars are for the console. */
async function orFault<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DotworkError) throw error;
    console.error(error);
    throw new DotworkError('mesh', 'The scan could not be imported: a fault of this program.');
  }
}
