import { Document, WebIO } from '@gltf-transform/core';
import type { Head } from '../head/head.ts';
import { boxOf, type FilePlacing } from '../scan/file-placing.ts';
import { PLACED } from '../scan/placing.ts';

/** glTF is in metres, y up and z forward, as the head frame is. */
const MM_PER_UNIT = 1000;

/**
 * A head as a GLB: its skin with normals, and the four points it was placed by, so that reading it
 * again asks nothing. Single precision keeps micrometres exact up to 8 m.
 *
 * @param sizeConfirmed - Whether anyone said how large the head is; who reads it is told so.
 */
export function headGlb(
  { mesh, landmarks }: Head,
  name: string,
  sizeConfirmed = true,
): Promise<Uint8Array> {
  const document = new Document();
  const buffer = document.createBuffer();
  const accessor = (type: 'VEC3' | 'SCALAR', array: Float32Array | Uint32Array) =>
    document
      .createAccessor()
      .setType(type)
      .setArray(array as Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>)
      .setBuffer(buffer);
  const positions = Float32Array.from(mesh.positionsUm, (um) => um / 1000 / MM_PER_UNIT);
  const skin = document
    .createPrimitive()
    .setAttribute('POSITION', accessor('VEC3', positions))
    .setAttribute('NORMAL', accessor('VEC3', mesh.normals))
    .setIndices(accessor('SCALAR', mesh.triangles));
  const node = document.createNode(name).setMesh(document.createMesh(name).addPrimitive(skin));
  document.createScene().addChild(node);
  const placing: FilePlacing = {
    mmPerUnit: MM_PER_UNIT,
    landmarks: Object.fromEntries(
      PLACED.map((point) => [point, landmarks[point].map((mm) => mm / MM_PER_UNIT)]),
    ) as unknown as FilePlacing['landmarks'],
    // Tools that turn or scale the mesh hand these points on as they are: the box tells.
    box: boxOf(positions),
  };
  const asset = document.getRoot().getAsset();
  asset.generator = 'Dotwork';
  asset.extras = { dotwork: sizeConfirmed ? placing : { ...placing, sizeConfirmed } };
  return new WebIO().writeBinary(document);
}
