import type { Mesh, Object3D } from 'three';
import type { UsdLayer } from 'three/addons/loaders/usd/USDCParser.js';
import type { Finding } from '../../../scan/findings.ts';
import { isZip, unzipped, type ZipEntry, zipEntries } from '../archive/zip.ts';
import { broken, checkBytes, checkCounts, type FileMesh, unjoined } from '../scan-file.ts';
import type { ScanFormat } from '../scan-format.ts';
import { readCrate } from './crate.ts';

/** Universal Scene Description as phones share it: layers in a zip, or one layer. */
export const usdz: ScanFormat = {
  ending: 'usdz',
  name: 'USDZ',
  besideEndings: ['usd', 'usda', 'usdc'],
  hasMark: (bytes) => isLayer(bytes) || layersIn(bytes).length > 0,
  read: readUsd,
  // What is read is made metres.
  unit: () => ({ mmPerUnit: 1000, by: 'format' }),
};

const LAYER = /\.usd[ac]?$/i;
const CRATE = 'PXR-USDC';
/** Where a layer does not say, its unit is the centimetre (OpenUSD, UsdGeomGetStageMetersPerUnit). */
const DEFAULT_METRES = 0.01;
/** What viewers do not draw: helpers, and light stand-ins of what is drawn. */
const UNDRAWN = ['guide', 'proxy'];

function startOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 8));
}

function isLayer(bytes: Uint8Array): boolean {
  return startOf(bytes) === CRATE || startOf(bytes).startsWith('#usda ');
}

/** Layers of a package, its root first: it is the first file (AOUSD Core 1.0.1, 16.4.1.2). */
function layersIn(bytes: Uint8Array): ZipEntry[] {
  if (!isZip(bytes)) return [];
  try {
    return zipEntries(bytes).filter(({ name }) => LAYER.test(name));
  } catch {
    return [];
  }
}

/** Reads all that is drawn of the root layer, put together by three's composer; pictures stay packed. */
async function readUsd(bytes: Uint8Array): Promise<FileMesh> {
  const layers = new Map<string, UsdLayer>();
  if (isLayer(bytes)) layers.set('root', await readLayer(bytes));
  else {
    const entries = layersIn(bytes);
    checkBytes(
      'This USDZ',
      entries.reduce((sum, { size }) => sum + size, 0),
    );
    for (const entry of entries) layers.set(entry.name, await readLayer(unzipped(bytes, entry)));
  }
  for (const layer of layers.values()) checkFaces(layer);
  const [first] = layers;
  if (!first) throw broken('USDZ', 'it has no layer');
  const hidden = [...layers.values()].reduce((sum, layer) => sum + withoutHidden(layer), 0);
  const [name, root] = first;
  const { USDComposer } = await import('three/addons/loaders/usd/USDComposer.js');
  const folder = name.includes('/') ? name.slice(0, name.lastIndexOf('/')) : '';
  const scene = new USDComposer().compose(root, Object.fromEntries(layers), {}, folder);
  if (root.specsByPath['/']?.fields.metersPerUnit === undefined)
    scene.scale.setScalar(DEFAULT_METRES);
  scene.updateMatrixWorld(true);
  const positions = await cornersOf(scene);
  if (positions.length === 0) {
    throw broken('USDZ', hidden > 0 ? 'all its parts are hidden' : 'it has no triangles');
  }
  return { ...unjoined(positions), findings: hidden > 0 ? [leftOut(hidden)] : [] };
}

/** Refuses faces of more corners than are named. */
function checkFaces({ specsByPath }: UsdLayer): void {
  for (const [path, { fields }] of Object.entries(specsByPath)) {
    if (!path.endsWith('.faceVertexCounts')) continue;
    const named = specsByPath[path.replace(/Counts$/, 'Indices')]?.fields.default;
    let left = (named as ArrayLike<number> | undefined)?.length ?? 0;
    for (const count of Array.from((fields.default ?? []) as ArrayLike<number>)) {
      left -= count;
      if (!(count >= 0 && left >= 0))
        throw broken('USDZ', 'its faces have more corners than it names');
    }
  }
}

async function readLayer(bytes: Uint8Array): Promise<UsdLayer> {
  if (startOf(bytes) === CRATE) return readCrate(bytes);
  const { USDAParser } = await import('three/addons/loaders/usd/USDAParser.js');
  return new USDAParser().parseData(new TextDecoder().decode(bytes));
}

function leftOut(count: number): Finding {
  const parts = count === 1 ? '1 part was' : `${count} parts were`;
  const text = `${parts} hidden in the file and left out, as viewers do.`;
  return { kind: 'leftUnread', weight: 'look', count, text };
}

/** Takes out of a layer what viewers do not draw, which the composer does not look at. */
function withoutHidden({ specsByPath }: UsdLayer): number {
  const hidden = Object.entries(specsByPath).flatMap(([path, { fields }]) => {
    const [, prim, name] = /^(.*)\.(visibility|purpose)$/.exec(path) ?? [];
    const value = fields?.default;
    const isHidden =
      name === 'visibility' ? value === 'invisible' : UNDRAWN.includes(String(value));
    return prim !== undefined && isHidden ? [prim] : [];
  });
  if (hidden.length === 0) return 0;
  const gone = new Set(hidden);
  for (const path of Object.keys(specsByPath)) {
    if (isUnder(path.replace(/\..*$/s, ''), gone)) delete specsByPath[path];
  }
  return gone.size;
}

function isUnder(path: string, gone: ReadonlySet<string>): boolean {
  for (let at = path; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    if (gone.has(at)) return true;
  }
  return false;
}

/** The corners of all triangles where they stand, bent by their joints: nine numbers each. */
async function cornersOf(scene: Object3D): Promise<Float64Array> {
  const { Vector3 } = await import('three');
  const meshes: Mesh[] = [];
  scene.traverse((object) => {
    if ((object as Mesh).isMesh) meshes.push(object as Mesh);
  });
  const counts = meshes.map(({ geometry }) => {
    const count = geometry.index?.count ?? geometry.getAttribute('position')?.count ?? 0;
    return count - (count % 3);
  });
  const corners = counts.reduce((sum, count) => sum + count, 0);
  checkCounts('USDZ', corners, corners / 3);
  const out = new Float64Array(3 * corners);
  const point = new Vector3();
  let at = 0;
  meshes.forEach((mesh, i) => {
    const { index } = mesh.geometry;
    const mirrors = mesh.matrixWorld.determinant() < 0;
    for (let k = 0; k < counts[i]!; k++) {
      // A mirror turns triangles over; two corners change places again.
      const corner = mirrors ? k - (k % 3) + [1, 0, 2][k % 3]! : k;
      mesh.getVertexPosition(index ? index.getX(corner) : corner, point);
      point.applyMatrix4(mesh.matrixWorld).toArray(out, at);
      at += 3;
    }
  });
  return out;
}
