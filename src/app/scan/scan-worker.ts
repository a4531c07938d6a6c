import dracoWasm from 'draco3dgltf/draco_decoder_gltf.wasm?url';
import { DotworkError } from '../../base/errors.ts';
import type { Vec3 } from '../../base/vec3.ts';
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
import { boxOf } from '../../scan/file-placing.ts';
import type { Placing } from '../../scan/placing.ts';
import { serve } from '../workers/serve.ts';

/** An opened scan as the page needs it: a light mesh to look at instead of the whole one. */
export interface ScanPreview extends Omit<OpenedScan, 'mesh'> {
  /** From `origin`: far off, single precision would not tell a nose from an ear. */
  readonly positions: Float32Array;
  readonly triangles: Uint32Array;
  /** A point amid the mesh, in the file's coordinates. */
  readonly origin: Vec3;
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
  const box = boxOf(mesh.positions);
  const origin = [0, 1, 2].map((k) => (box[k]! + box[k + 3]!) / 2) as unknown as Vec3;
  const near = {
    positions: mesh.positions.map((at, i) => at - origin[i % 3]!),
    triangles: mesh.triangles.slice(),
  };
  const many = mesh.triangles.length / 3 > PREVIEW_TRIANGLES;
  const light = many ? (await simplified(near, PREVIEW_TRIANGLES)).mesh : near;
  const positions = Float32Array.from(light.positions);
  return { ...facts, origin, positions, triangles: light.triangles };
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
