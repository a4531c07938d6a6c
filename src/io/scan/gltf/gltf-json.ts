import { broken } from '../scan-file.ts';

/** The parts of glTF 2.0 that hold triangles. All fields are as untrusted as the file. */
export interface GltfJson {
  readonly asset?: { readonly version?: unknown; readonly extras?: unknown };
  readonly extensionsRequired?: unknown;
  readonly scene?: number;
  readonly scenes?: readonly GltfScene[];
  readonly nodes?: readonly GltfNode[];
  readonly meshes?: readonly GltfMesh[];
  readonly skins?: readonly GltfSkin[];
  readonly accessors?: readonly GltfAccessor[];
  readonly bufferViews?: readonly GltfBufferView[];
  readonly buffers?: readonly GltfBuffer[];
}

export interface GltfScene {
  readonly nodes?: readonly number[];
  readonly extras?: unknown;
}

/** What extensions a part of the document has, by name. */
export interface Extended {
  readonly extensions?: unknown;
}

export interface GltfNode extends Extended {
  readonly mesh?: number;
  readonly skin?: number;
  readonly weights?: readonly number[];
  readonly children?: readonly number[];
  readonly matrix?: readonly number[];
  readonly translation?: readonly number[];
  readonly rotation?: readonly number[];
  readonly scale?: readonly number[];
}

export interface GltfMesh extends Extended {
  readonly primitives?: readonly GltfPrimitive[];
  readonly weights?: readonly number[];
}

export interface GltfSkin extends Extended {
  readonly joints?: readonly number[];
  readonly inverseBindMatrices?: number;
}

/** Accessors by the name of what they hold: POSITION, JOINTS_0. */
export type Attributes = Readonly<Record<string, number | undefined>>;

export interface GltfPrimitive {
  readonly mode?: number;
  readonly attributes?: Attributes;
  readonly indices?: number;
  readonly targets?: readonly Attributes[];
  readonly extensions?: {
    readonly KHR_draco_mesh_compression?: {
      readonly bufferView: number;
      readonly attributes?: Attributes;
    };
  };
}

export interface GltfAccessor extends Extended {
  readonly bufferView?: number;
  readonly byteOffset?: number;
  readonly componentType: number;
  readonly count: number;
  readonly type: string;
  readonly normalized?: boolean;
  readonly sparse?: {
    readonly count: number;
    readonly indices: Omit<GltfAccessor, 'count' | 'type'>;
    readonly values: Omit<GltfAccessor, 'count' | 'type' | 'componentType'>;
  };
}

interface GltfBufferView {
  readonly buffer: number;
  readonly byteOffset?: number;
  readonly byteLength: number;
  readonly byteStride?: number;
  readonly extensions?: {
    readonly EXT_meshopt_compression?: MeshoptView;
    readonly KHR_meshopt_compression?: MeshoptView;
  };
}

/** A view whose bytes are packed by meshoptimizer. */
export interface MeshoptView {
  readonly buffer: number;
  readonly byteOffset?: number;
  readonly byteLength: number;
  readonly byteStride: number;
  readonly count: number;
  readonly mode: string;
  readonly filter?: string;
}

interface GltfBuffer extends Extended {
  readonly uri?: string;
  readonly byteLength: number;
}

/** The document, and the binary chunk of a GLB. */
export interface GltfParts {
  readonly json: GltfJson;
  readonly binary: Uint8Array | undefined;
}

const JSON_CHUNK = 0x4e4f534a;
const BINARY_CHUNK = 0x004e4942;

/** Opens a GLB: a header of 12 bytes, then chunks that each tell their length. */
export function openGlb(bytes: Uint8Array): GltfParts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 20) throw broken('GLB', 'it ends too early');
  const version = view.getUint32(4, true);
  if (version !== 2) throw broken('GLB', `it has version ${version}; only glTF 2.0 is read`);
  let json: GltfJson | undefined;
  let binary: Uint8Array | undefined;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = view.getUint32(at, true);
    const kind = view.getUint32(at + 4, true);
    if (at + 8 + length > bytes.length) throw broken('GLB', 'it ends in the middle of its data');
    const chunk = bytes.subarray(at + 8, at + 8 + length);
    if (kind === JSON_CHUNK) json ??= parseGltf(chunk);
    if (kind === BINARY_CHUNK) binary ??= chunk;
    at += 8 + length;
  }
  if (!json) throw broken('GLB', 'it has no document');
  return { json, binary };
}

/** Reads the text of a glTF document. */
export function parseGltf(bytes: Uint8Array): GltfJson {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw broken('glTF', 'its document is not JSON');
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw broken('glTF', 'its document is no object');
  }
  return json as GltfJson;
}
