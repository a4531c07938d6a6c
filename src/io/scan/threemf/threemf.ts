import { mat4 } from 'gl-matrix';
import { isZip, unzipped, type ZipEntry, zipEntries } from '../archive/zip.ts';
import { joinedMesh } from '../joined-mesh.ts';
import { broken, checkBytes, checkCounts, type FileMesh } from '../scan-file.ts';
import type { ScanFormat } from '../scan-format.ts';
import { type Placed, readModel, type ThreeMfModel } from './model.ts';

/** 3D Manufacturing Format: XML in a zip, with its unit. */
export const threeMf: ScanFormat = {
  ending: '3mf',
  name: '3MF',
  hasMark: (bytes) => isZip(bytes) && listed(bytes).some(({ name }) => MODEL.test(name)),
  read: readThreeMf,
  // What is read is made millimetres. Programs that know of no unit write these.
  unit: () => ({ mmPerUnit: 1, by: 'format' }),
};

const MODEL = /^\/?3D\/.*\.model$/i;
/** Parts in parts in parts; deeper ones go round in circles. */
const DEEPEST = 16;

function listed(bytes: Uint8Array): ZipEntry[] {
  try {
    return zipEntries(bytes);
  } catch {
    return [];
  }
}

/**
 * Reads 3MF: meshes, the parts they are put together of, and where what is to be built stands.
 *
 * three's loader needs a page's own XML parser, which neither a worker nor Node has.
 */
async function readThreeMf(bytes: Uint8Array): Promise<FileMesh> {
  const models = new Map<string, ThreeMfModel>();
  const wanted = zipEntries(bytes).filter(({ name }) => MODEL.test(name));
  checkBytes(
    'This 3MF',
    wanted.reduce((sum, { size }) => sum + size, 0),
  );
  for (const entry of wanted)
    models.set(pathOf(entry.name), await readModel(unzipped(bytes, entry)));
  // One model is what is built; others hold parts of it.
  const built = [...models].filter(([, { items }]) => items.length > 0);
  const [main] = built.sort(([a], [b]) => depthOf(a) - depthOf(b));
  if (!main) throw broken('3MF', 'it builds nothing');
  const [root, { items, mmPerUnit, isUnitChosen }] = main;
  const out: Gathered = { pieces: [], vertices: 0, triangles: 0, steps: 0 };
  const scale = mat4.fromScaling([], [mmPerUnit, mmPerUnit, mmPerUnit]);
  for (const item of items) gather(models, root, item, scale, 0, out);
  if (out.triangles === 0) throw broken('3MF', 'it has no triangles');
  const mesh = joinedMesh(out.pieces);
  return isUnitChosen ? { ...mesh, unit: { mmPerUnit: 1, by: 'note' } } : mesh;
}

function pathOf(name: string): string {
  return `/${name.replace(/^\/+/, '')}`.toLowerCase();
}

function depthOf(path: string): number {
  return path.split('/').length;
}

interface Gathered {
  readonly pieces: FileMesh[];
  vertices: number;
  triangles: number;
  steps: number;
}

function gather(
  models: ReadonlyMap<string, ThreeMfModel>,
  path: string,
  { object: id, path: elsewhere, matrix }: Placed,
  above: mat4 | number[],
  depth: number,
  out: Gathered,
): void {
  if (depth > DEEPEST || ++out.steps > 100_000)
    throw broken('3MF', 'its parts go round in circles');
  const own = elsewhere === undefined ? path : pathOf(elsewhere);
  const object = models.get(own)?.objects.get(id);
  if (!object) throw broken('3MF', `object ${id.slice(0, 20)} is missing`);
  const place = mat4.multiply([], above as mat4, matrix as mat4) as number[];
  if (object.mesh) {
    out.vertices += object.mesh.positions.length / 3;
    out.triangles += object.mesh.triangles.length / 3;
    checkCounts('3MF', out.vertices, out.triangles);
    out.pieces.push(moved(object.mesh, place));
  }
  for (const part of object.parts) gather(models, own, part, place, depth + 1, out);
}

function moved({ positions, triangles }: FileMesh, m: readonly number[]): FileMesh {
  const out = new Float64Array(positions.length);
  for (let i = 0; i < out.length; i += 3) {
    const [x, y, z] = [positions[i]!, positions[i + 1]!, positions[i + 2]!];
    for (let k = 0; k < 3; k++) out[i + k] = m[k]! * x + m[4 + k]! * y + m[8 + k]! * z + m[12 + k]!;
  }
  return { positions: out, triangles };
}
