import { Document, WebIO } from '@gltf-transform/core';
import { EXTMeshoptCompression, KHRDracoMeshCompression } from '@gltf-transform/extensions';
import draco from 'draco3dgltf';
import { zipSync } from 'fflate';
import { MeshoptEncoder } from 'meshoptimizer/encoder';
import type { ScanFile } from '../../src/io/scan/scan-file.ts';
import { crate } from './scan/crate.ts';

/** Points and corners, in any unit. */
export interface Mesh {
  readonly positions: Float64Array;
  readonly triangles: Uint32Array;
}

const utf8 = (text: string) => new TextEncoder().encode(text);

/** A ball of unit radius, closed: 2 n (n - 1) points a side. */
export function ball(n: number, radius = 1): Mesh {
  const positions: number[] = [0, radius, 0, 0, -radius, 0];
  const triangles: number[] = [];
  const at = (ring: number, i: number) =>
    ring === 0 ? 0 : ring === n ? 1 : 2 + (ring - 1) * 2 * n + (i % (2 * n));
  for (let ring = 1; ring < n; ring++) {
    for (let i = 0; i < 2 * n; i++) {
      const [down, round] = [(Math.PI * ring) / n, (Math.PI * i) / n];
      const side = radius * Math.sin(down);
      positions.push(side * Math.cos(round), radius * Math.cos(down), side * Math.sin(round));
    }
  }
  for (let ring = 0; ring < n; ring++) {
    for (let i = 0; i < 2 * n; i++) {
      const [a, b] = [at(ring, i), at(ring, i + 1)];
      const [c, d] = [at(ring + 1, i), at(ring + 1, i + 1)];
      if (ring > 0) triangles.push(a, b, c);
      if (ring < n - 1) triangles.push(b, d, c);
    }
  }
  return { positions: Float64Array.from(positions), triangles: Uint32Array.from(triangles) };
}

/** The mesh in every format that is read. Names tell the variety. */
export async function everyFormat(mesh: Mesh): Promise<Record<string, ScanFile[]>> {
  const { separate, embedded } = gltfFiles(mesh);
  return {
    obj: [{ name: 'a.obj', bytes: obj(mesh) }],
    'ply text': [{ name: 'a.ply', bytes: plyText(mesh) }],
    'ply little': [{ name: 'a.ply', bytes: plyBinary(mesh, true) }],
    'ply big': [{ name: 'a.ply', bytes: plyBinary(mesh, false) }],
    'stl text': [{ name: 'a.stl', bytes: stlText(mesh) }],
    'stl binary': [{ name: 'a.stl', bytes: stlBinary(mesh) }],
    'gltf embedded': embedded,
    'gltf separate': separate,
    glb: [{ name: 'a.glb', bytes: await glb(mesh) }],
    'glb draco': [{ name: 'a.glb', bytes: await glb(mesh, 'draco') }],
    'glb meshopt': [{ name: 'a.glb', bytes: await glb(mesh, 'meshopt') }],
    '3mf': [{ name: 'a.3mf', bytes: threeMf(mesh) }],
    usdz: [{ name: 'a.usdz', bytes: usdz(mesh) }],
    'usdz crate': [{ name: 'a.usdz', bytes: zipSync({ 'a.usdc': crate(mesh) }, { level: 0 }) }],
  };
}

/** A mesh in a model of its own, put into the one that is built. */
export function threeMf(mesh: Mesh, unit = 'millimeter'): Uint8Array {
  const { positions: p, triangles: t } = mesh;
  let [vertices, triangles] = ['', ''];
  for (let i = 0; i < p.length; i += 3) {
    vertices += `<vertex x="${p[i]}" y="${p[i + 1]}" z="${p[i + 2]}"/>`;
  }
  for (let i = 0; i < t.length; i += 3) {
    triangles += `<triangle v1="${t[i]}" v2="${t[i + 1]}" v3="${t[i + 2]}" pid="1"/>`;
  }
  const model = (resources: string, build: string) =>
    utf8(`<?xml version="1.0"?><model unit="${unit}" xmlns:p="p"><resources>${resources}</resources>
<build>${build}</build></model>`);
  return zipSync({
    '[Content_Types].xml': utf8('<Types/>'),
    '3D/3dmodel.model': model(
      '<object id="7"><components><component p:path="/3D/Objects/part.model" objectid="2" transform="0 1 0 0 0 1 1 0 0 5 0 0"/></components></object>',
      '<item objectid="7" transform="0 0 1 1 0 0 0 1 0 0 0 -5"/>',
    ),
    '3D/Objects/part.model': model(
      `<object id="2"><mesh><vertices>${vertices}</vertices><!-- <vertex/> --><triangles>${triangles}</triangles></mesh></object>`,
      '',
    ),
  });
}

/** A package as phones share it, with its layer as text: in centimetres, half of them by a parent. */
export function usdz({ positions: p, triangles: t }: Mesh, more = ''): Uint8Array {
  const points: string[] = [];
  for (let i = 0; i < p.length; i += 3)
    points.push(`(${p[i]! / 2}, ${p[i + 1]! / 2}, ${p[i + 2]! / 2})`);
  const layer = `#usda 1.0
(
    defaultPrim = "Root"
    metersPerUnit = 1
    upAxis = "Y"
)

def Xform "Root"
{
    double3 xformOp:scale = (2, 2, 2)
    uniform token[] xformOpOrder = ["xformOp:scale"]

    def Mesh "Scan"
    {
        int[] faceVertexCounts = [${new Array(t.length / 3).fill(3).join(', ')}]
        int[] faceVertexIndices = [${[...t].join(', ')}]
        point3f[] points = [${points.join(', ')}]
    }
${more}}
`;
  return zipSync(
    { 'scan.usda': utf8(layer), 'textures/skin.png': new Uint8Array(9) },
    { level: 0 },
  );
}

export function obj({ positions: p, triangles: t }: Mesh): Uint8Array {
  let text = '# a scan\nmtllib none.mtl\n';
  for (let i = 0; i < p.length; i += 3) text += `v ${p[i]} ${p[i + 1]} ${p[i + 2]}\nvn 0 0 1\n`;
  // Every way to write a corner.
  const corner = (i: number) =>
    [`${i + 1}`, `${i + 1}/1`, `${i + 1}//1`, `${i - p.length / 3}`][i % 4]!;
  for (let i = 0; i < t.length; i += 3) {
    text += `f ${corner(t[i]!)} ${corner(t[i + 1]!)} ${corner(t[i + 2]!)}\r\n`;
  }
  return utf8(text);
}

const plyHeader = (mesh: Mesh, format: string) =>
  `ply\nformat ${format} 1.0\ncomment made by a test\nelement vertex ${mesh.positions.length / 3}
property float confidence\nproperty double x\nproperty double y\nproperty double z
element face ${mesh.triangles.length / 3}\nproperty list uchar int vertex_indices\nproperty uchar flags
end_header\n`;

function plyText(mesh: Mesh): Uint8Array {
  const { positions: p, triangles: t } = mesh;
  let text = plyHeader(mesh, 'ascii');
  for (let i = 0; i < p.length; i += 3) text += `0.5 ${p[i]} ${p[i + 1]} ${p[i + 2]}\n`;
  for (let i = 0; i < t.length; i += 3) text += `3 ${t[i]} ${t[i + 1]} ${t[i + 2]} 7\n`;
  return utf8(text);
}

export function plyBinary(mesh: Mesh, little: boolean): Uint8Array {
  const { positions: p, triangles: t } = mesh;
  const head = utf8(plyHeader(mesh, little ? 'binary_little_endian' : 'binary_big_endian'));
  const rows = (p.length / 3) * 28 + (t.length / 3) * 14;
  const bytes = new Uint8Array(head.length + rows);
  bytes.set(head);
  const view = new DataView(bytes.buffer);
  let at = head.length;
  for (let i = 0; i < p.length; i += 3) {
    view.setFloat32(at, 0.5, little);
    for (let k = 0; k < 3; k++) view.setFloat64(at + 4 + 8 * k, p[i + k]!, little);
    at += 28;
  }
  for (let i = 0; i < t.length; i += 3) {
    view.setUint8(at, 3);
    for (let k = 0; k < 3; k++) view.setInt32(at + 1 + 4 * k, t[i + k]!, little);
    at += 14;
  }
  return bytes;
}

function stlText({ positions: p, triangles: t }: Mesh): Uint8Array {
  let text = 'solid head\n';
  for (let i = 0; i < t.length; i++) {
    if (i % 3 === 0) text += 'facet normal 0 0 0\n outer loop\n';
    const v = 3 * t[i]!;
    text += `  vertex ${p[v]} ${p[v + 1]} ${p[v + 2]}\n`;
    if (i % 3 === 2) text += ' endloop\nendfacet\n';
  }
  return utf8(`${text}endsolid\n`);
}

export function stlBinary({ positions: p, triangles: t }: Mesh): Uint8Array {
  const bytes = new Uint8Array(84 + (50 * t.length) / 3);
  // Some writers begin binary files like text.
  bytes.set(utf8('solid binary'));
  const view = new DataView(bytes.buffer);
  view.setUint32(80, t.length / 3, true);
  for (let i = 0; i < t.length; i++) {
    const at = 84 + 50 * Math.floor(i / 3) + 12 + 12 * (i % 3);
    for (let k = 0; k < 3; k++) view.setFloat32(at + 4 * k, p[3 * t[i]! + k]!, true);
  }
  return bytes;
}

function gltfFiles({ positions, triangles }: Mesh) {
  const points = Float32Array.from(positions);
  const buffer = new Uint8Array(points.byteLength + triangles.byteLength);
  buffer.set(new Uint8Array(points.buffer));
  buffer.set(new Uint8Array(triangles.buffer, 0, triangles.byteLength), points.byteLength);
  const json = (uri: string) => ({
    asset: { version: '2.0' },
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0 }],
    meshes: [{ primitives: [{ attributes: { POSITION: 0 }, indices: 1 }] }],
    accessors: [
      { bufferView: 0, componentType: 5126, count: points.length / 3, type: 'VEC3' },
      { bufferView: 1, componentType: 5125, count: triangles.length, type: 'SCALAR' },
    ],
    bufferViews: [
      { buffer: 0, byteLength: points.byteLength },
      { buffer: 0, byteOffset: points.byteLength, byteLength: triangles.byteLength },
    ],
    buffers: [{ uri, byteLength: buffer.length }],
  });
  const file = (uri: string) => ({ name: 'a.gltf', bytes: utf8(JSON.stringify(json(uri))) });
  const base64 = Buffer.from(buffer).toString('base64');
  return {
    json,
    separate: [file('my%20scan.bin'), { name: 'my scan.bin', bytes: buffer }],
    embedded: [file(`data:application/octet-stream;base64,${base64}`)],
  };
}

/** The document of a separate glTF file, to be damaged. */
export function gltfJson(mesh: Mesh): Record<string, never> {
  return gltfFiles(mesh).json('a.bin') as never;
}

/**
 * By the writer of another project, which makes it an independent check of our reader. Points that
 * are 16-bit integers are written as shares of the largest one.
 */
export async function glb(
  { positions, triangles }: Pick<Mesh, 'triangles'> & { positions: Float64Array | Int16Array },
  packed?: 'draco' | 'meshopt',
): Promise<Uint8Array> {
  const document = new Document();
  const buffer = document.createBuffer();
  const accessor = () => document.createAccessor().setBuffer(buffer);
  const areShares = positions instanceof Int16Array;
  const points = areShares ? Int16Array.from(positions) : Float32Array.from(positions);
  const primitive = document
    .createPrimitive()
    .setAttribute('POSITION', accessor().setType('VEC3').setArray(points).setNormalized(areShares))
    .setIndices(accessor().setType('SCALAR').setArray(Uint32Array.from(triangles)));
  // A node that halves and one that doubles: the reader must apply both.
  const child = document.createNode().setMesh(document.createMesh().addPrimitive(primitive));
  const parent = document
    .createNode()
    .setScale([0.5, 0.5, 0.5])
    .addChild(child.setScale([2, 2, 2]));
  document.createScene().addChild(parent);
  const io = new WebIO();
  if (packed === 'draco') {
    document
      .createExtension(KHRDracoMeshCompression)
      .setRequired(true)
      .setEncoderOptions({ quantizationBits: { POSITION: 16 } });
    io.registerExtensions([KHRDracoMeshCompression]).registerDependencies({
      'draco3d.encoder': await draco.createEncoderModule(),
    });
  } else if (packed === 'meshopt') {
    await MeshoptEncoder.ready;
    document.createExtension(EXTMeshoptCompression).setRequired(true);
    io.registerExtensions([EXTMeshoptCompression]).registerDependencies({
      'meshopt.encoder': MeshoptEncoder,
    });
  }
  return io.writeBinary(document);
}
