import { type Object3D, type Mesh as ThreeMesh, Vector3 } from 'three';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import { expect, test } from 'vitest';
import { readScan } from '../../../src/io/scan/read-scan.ts';
import { GltfMaker } from '../../helpers/scan/gltf-maker.ts';
import { ball, glb } from '../../helpers/scan-files.ts';

const CORNERS = [0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1];
const FACES = [0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3];

/** A tetrahedron, as the mesh of one node. */
function maker(): GltfMaker {
  const made = new GltfMaker();
  const POSITION = made.accessor('VEC3', Float32Array.from(CORNERS));
  const indices = made.accessor('SCALAR', Uint16Array.from(FACES));
  Object.assign(made.json, {
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0 }],
    meshes: [{ primitives: [{ attributes: { POSITION }, indices }] }],
  });
  return made;
}

async function read(made: GltfMaker) {
  const { mesh, findings } = await readScan([made.file()]);
  return { points: [...mesh.positions], triangles: mesh.triangles.length / 3, findings };
}

/** Points as three's viewer shows them, mesh after mesh. */
async function shownByThree(made: GltfMaker): Promise<number[]> {
  const { scene } = await new GLTFLoader().parseAsync(made.glb().buffer, '');
  scene.updateMatrixWorld(true);
  const points: number[] = [];
  scene.traverse((object: Object3D) => {
    const mesh = object as ThreeMesh;
    if (!mesh.isMesh) return;
    const { count } = mesh.geometry.getAttribute('position')!;
    for (let v = 0; v < count; v++) {
      points.push(...mesh.getVertexPosition(v, new Vector3()).applyMatrix4(mesh.matrixWorld));
    }
  });
  return points;
}

function close(found: readonly number[], wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length);
  expect(Math.max(...found.map((value, i) => Math.abs(value - wanted[i]!)))).toBeLessThan(1e-6);
}

/** The tetrahedron on two joints, the mesh's own node somewhere else, as exporters leave it. */
function onJoints(weights: readonly number[] = [1, 0, 0.5, 0.5, 0, 1, 0.25, 0.75]): GltfMaker {
  const made = maker();
  const { attributes } = made.json.meshes[0].primitives[0];
  const four = (numbers: readonly number[]) =>
    [0, 1, 2, 3].flatMap((v) => [numbers[2 * v]!, numbers[2 * v + 1]!, 0, 0]);
  attributes.JOINTS_0 = made.accessor('VEC4', Uint8Array.from(four([0, 1, 0, 1, 0, 1, 0, 1])));
  attributes.WEIGHTS_0 = made.accessor('VEC4', Float32Array.from(four(weights)));
  const moved = (x: number) => [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, x, 0, 0, 1];
  made.json.skins = [
    {
      joints: [2, 3],
      inverseBindMatrices: made.accessor('MAT4', Float32Array.from([...moved(0), ...moved(-5)])),
    },
  ];
  made.json.nodes = [
    { mesh: 0, skin: 0, translation: [100, 0, 0], scale: [9, 9, 9] },
    { children: [2], rotation: [0, 0, Math.SQRT1_2, Math.SQRT1_2], scale: [2, 2, 2] },
    { children: [3], translation: [1, 2, 3] },
    { translation: [5, 0, 0], rotation: [Math.SQRT1_2, 0, 0, Math.SQRT1_2] },
  ];
  made.json.scenes = [{ nodes: [0, 1] }];
  return made;
}

test('skins stand where their joints are, as a viewer shows them', async () => {
  const made = onJoints();
  const { points, findings } = await read(made);
  close(points, await shownByThree(made));
  expect(findings).toMatchObject([{ weight: 'repaired', count: 1 }]);
  // Weights that do not add up to one, or of whole numbers, and none at all.
  const odd = onJoints([2, 0, 0.1, 0.1, 0, 3, 0, 0]);
  close((await read(odd)).points, await shownByThree(odd));
});

test('a skin in bind pose leaves the points where they were', async () => {
  const made = onJoints();
  made.json.nodes[1] = { children: [2] };
  made.json.nodes[2] = { children: [3] };
  made.json.nodes[3] = { translation: [5, 0, 0] };
  close((await read(made)).points, CORNERS);
});

test('a skin that is damaged is refused with the setting that helps', async () => {
  for (const change of [
    (json: GltfMaker['json']) => delete json.skins[0].joints,
    (json: GltfMaker['json']) => delete json.meshes[0].primitives[0].attributes.WEIGHTS_0,
    (json: GltfMaker['json']) => json.skins[0].joints.pop(),
    (json: GltfMaker['json']) => delete json.skins,
  ]) {
    const made = onJoints();
    change(made.json);
    await expect(read(made)).rejects.toThrow(/skin is damaged.*without skin/s);
  }
});

test('default morph weights, of a mesh and of its node, move the points', async () => {
  const made = maker();
  const target = (at: number) => {
    const change = new Float32Array(12);
    change[3 * at + 1] = 4;
    return { POSITION: made.accessor('VEC3', change) };
  };
  const { accessors, meshes, nodes } = made.json;
  meshes[0].primitives[0].targets = [target(1), target(2), target(3)];
  // A change that is nothing but its sparse values, as exporters write them.
  const places = made.accessor('SCALAR', Uint8Array.of(3));
  const values = made.accessor('VEC3', Float32Array.of(0, 0, 7));
  accessors[meshes[0].primitives[0].targets[2].POSITION] = {
    componentType: 5126,
    count: 4,
    type: 'VEC3',
    sparse: {
      count: 1,
      indices: { bufferView: accessors[places].bufferView, componentType: 5121 },
      values: { bufferView: accessors[values].bufferView },
    },
  };
  meshes[0].weights = [0.5, 0, 1];
  close((await read(made)).points, await shownByThree(made));
  nodes[0].weights = [0, 0.25, 0];
  nodes[0].translation = [1, 1, 1];
  const { points } = await read(made);
  close(points, await shownByThree(made));
  close(points, [1, 1, 1, 2, 1, 1, 1, 3, 1, 1, 1, 2]);
});

test('morphs and skins together, and a skin of two meshes', async () => {
  const made = onJoints();
  const change = Float32Array.from(CORNERS, (value) => value * 0.5);
  made.json.meshes[0].primitives[0].targets = [{ POSITION: made.accessor('VEC3', change) }];
  made.json.meshes[0].weights = [1];
  made.json.nodes.push({ mesh: 0, skin: 0 });
  made.json.scenes[0].nodes.push(4);
  close((await read(made)).points, await shownByThree(made));
});

test('hidden nodes and all below them are left out, and told', async () => {
  const made = maker();
  made.json.extensionsUsed = ['KHR_node_visibility'];
  const visible = (is: boolean) => ({ extensions: { KHR_node_visibility: { visible: is } } });
  made.json.nodes = [
    { mesh: 0, ...visible(true) },
    { children: [2], ...visible(false) },
    { mesh: 0, ...visible(true) },
  ];
  made.json.scenes[0].nodes = [0, 1];
  const { points, findings } = await read(made);
  close(points, CORNERS);
  expect(findings).toMatchObject([{ weight: 'look', count: 1 }]);
  Object.assign(made.json.nodes[0], visible(false));
  await expect(read(made)).rejects.toThrow(/hidden in it; show them first/);
});

test.each(['extensionsUsed', 'extensionsRequired'])(
  'instances stand each in its place (%s)',
  async (list) => {
    const made = maker();
    made.json[list] = ['EXT_mesh_gpu_instancing'];
    const attributes = {
      TRANSLATION: made.accessor('VEC3', Float32Array.of(0, 0, 0, 10, 0, 0)),
      ROTATION: made.accessor('VEC4', Int16Array.of(0, 0, 0, 32767, 0, 0, 32767, 0), {
        normalized: true,
      }),
      SCALE: made.accessor('VEC3', Float32Array.of(1, 1, 1, 2, 2, 2)),
    };
    made.json.nodes[0] = {
      mesh: 0,
      translation: [0, 1, 0],
      extensions: { EXT_mesh_gpu_instancing: { attributes } },
    };
    const { points, triangles } = await read(made);
    expect(triangles).toBe(8);
    // The second is turned by half about z, twice as large, ten to the side.
    close(
      points.slice(0, 12),
      CORNERS.map((value, i) => value + (i % 3 === 1 ? 1 : 0)),
    );
    close(points.slice(12), [10, 1, 0, 8, 1, 0, 10, -1, 0, 10, 1, 2]);
  },
);

test('integers that are shares come back so from under Draco', async () => {
  const round = ball(6, 1);
  const shares = { positions: Int16Array.from(round.positions, (x) => Math.round(32767 * x)) };
  for (const packed of ['draco', undefined] as const) {
    const bytes = await glb({ ...round, ...shares }, packed);
    const { mesh } = await readScan([{ name: 'a.glb', bytes }]);
    expect(Math.max(...mesh.positions), String(packed)).toBeCloseTo(1, 3);
    expect(Math.min(...mesh.positions), String(packed)).toBeCloseTo(-1, 3);
    expect(mesh.triangles).toHaveLength(round.triangles.length);
  }
});

test('a part without points is passed over, and told', async () => {
  const made = maker();
  const [whole] = made.json.meshes[0].primitives;
  made.json.meshes[0].primitives = [{ attributes: {} }, whole, { indices: 1 }];
  const { points, findings } = await read(made);
  close(points, CORNERS);
  expect(findings).toMatchObject([{ weight: 'repaired', count: 2 }]);
});

test('a child that the scene lists too stands once, under its parent', async () => {
  for (const listed of [
    [0, 1],
    [1, 0],
    [0, 0, 1],
    [0, 1, 2],
  ]) {
    const made = maker();
    made.json.nodes = [{ children: [1], translation: [7, 0, 0] }, { children: [2] }, { mesh: 0 }];
    made.json.scenes[0].nodes = listed;
    const { points } = await read(made);
    close(
      points,
      CORNERS.map((value, i) => value + (i % 3 === 0 ? 7 : 0)),
    );
  }
});

test('extensions are judged by what they change, not by their names', async () => {
  const required = async (change: (json: GltfMaker['json']) => void) => {
    const made = maker();
    made.json.extensionsRequired = ['VENDOR_magic'];
    change(made.json);
    return read(made);
  };
  const on = (value: object = {}) => ({ extensions: { VENDOR_magic: value } });
  for (const change of [
    () => undefined,
    (json: GltfMaker['json']) => Object.assign(json, on()),
    (json: GltfMaker['json']) => Object.assign(json, { materials: [on()], textures: [on()] }),
    (json: GltfMaker['json']) => Object.assign(json.scenes[0], on()),
    (json: GltfMaker['json']) => Object.assign(json.asset, on()),
    // Beside numbers that are all there it can only add.
    (json: GltfMaker['json']) => Object.assign(json.meshes[0].primitives[0], on()),
    (json: GltfMaker['json']) => Object.assign(json.meshes[0], on()),
    // On what is not used for triangles.
    (json: GltfMaker['json']) => json.bufferViews.push({ ...json.bufferViews[0], ...on() }),
    (json: GltfMaker['json']) => json.nodes.push({ ...on({ translation: [1, 2, 3] }) }),
  ]) {
    const { points, findings } = await required(change);
    close(points, CORNERS);
    expect(findings).toEqual([]);
  }
  // On a node of the scene it may do anything that viewers show.
  const { findings } = await required((json) => Object.assign(json.nodes[0], on({ sound: 1 })));
  expect(findings).toMatchObject([
    { weight: 'look', text: expect.stringContaining('VENDOR_magic') },
  ]);
  for (const change of [
    (json: GltfMaker['json']) => Object.assign(json.nodes[0], on({ translation: [1, 2, 3] })),
    (json: GltfMaker['json']) => {
      json.nodes = [{ children: [1], ...on({ instances: { count: 2 } }) }, { mesh: 0 }];
    },
    (json: GltfMaker['json']) => Object.assign(json.bufferViews[0], on()),
    (json: GltfMaker['json']) => Object.assign(json.accessors[1], on()),
    (json: GltfMaker['json']) => {
      Object.assign(json.meshes[0].primitives[0], on());
      delete json.accessors[0].bufferView;
    },
    (json: GltfMaker['json']) => {
      json.meshes[0].primitives = [{ attributes: {}, ...on() }];
    },
  ]) {
    await expect(required(change)).rejects.toThrow(/VENDOR_magic, which is not read.*Export/s);
  }
});

test('buffers in folders, and data URIs however they are padded', async () => {
  const made = maker();
  const base64 = Buffer.from(Uint8Array.of(...made.buffer, 0)).toString('base64');
  const plain = base64.replace(/=+$/, '');
  expect(base64).not.toBe(plain);
  for (const text of [
    base64,
    plain,
    `${plain}===`,
    plain.replaceAll('+', '-').replaceAll('/', '_'),
    encodeURIComponent(base64),
    base64.replace(/.{20}/g, '$&\n'),
  ]) {
    for (const head of [
      'data:application/octet-stream;base64',
      'DATA:;BASE64',
      'data:a/b;x=y;base64',
    ]) {
      const { mesh } = await readScan([made.file(`${head},${text}`)]);
      close([...mesh.positions], CORNERS);
    }
  }
  const escaped = [...made.buffer].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  close([...(await readScan([made.file(`data:,${escaped}`)])).mesh.positions], CORNERS);

  const other = { name: 'other/geo.bin', bytes: new Uint8Array(made.buffer.length) };
  for (const [uri, name] of [
    ['geo/my%20geo.bin', 'geo/my geo.bin'],
    ['./geo/geo.bin', 'model/geo/geo.bin'],
    ['geo\\geo.bin', 'geo/geo.bin'],
    ['geo/geo.bin?v=2', 'geo\\geo.bin'],
    ['../geo/geo.bin', 'geo.bin'],
  ] as const) {
    const buffer = { name, bytes: made.buffer };
    const { mesh } = await readScan([
      made.file(uri),
      ...(name === 'geo.bin' ? [] : [other]),
      buffer,
    ]);
    close([...mesh.positions], CORNERS);
  }
});

test('small files that would grow without end are refused', async () => {
  const many = maker();
  many.json.extensionsUsed = ['EXT_mesh_gpu_instancing'];
  const TRANSLATION = many.accessor('VEC3', new Float32Array(3 * 2));
  many.json.accessors[TRANSLATION].count = 5_000_001;
  many.json.accessors[TRANSLATION].bufferView = undefined;
  many.json.nodes[0].extensions = { EXT_mesh_gpu_instancing: { attributes: { TRANSLATION } } };
  await expect(read(many)).rejects.toThrow(/no bytes/);

  const repeated = maker();
  // Four million points in a few bytes: zeros, but for one.
  const [places, values] = [
    repeated.accessor('SCALAR', Uint8Array.of(0)),
    repeated.accessor('VEC3', Float32Array.of(1, 2, 3)),
  ].map((at) => repeated.json.accessors[at].bufferView);
  const POSITION = repeated.json.accessors.push({
    componentType: 5126,
    count: 4_000_000,
    type: 'VEC3',
    sparse: {
      count: 1,
      indices: { bufferView: places, componentType: 5121 },
      values: { bufferView: values },
    },
  });
  const primitive = { attributes: { POSITION: POSITION - 1 }, indices: 1 };
  repeated.json.meshes[0].primitives = new Array(10_000).fill(primitive);
  await expect(read(repeated)).rejects.toThrow(/the most is 5.0 million triangles/);
});
