import { broken } from '../scan-file.ts';
import { readAccessor } from './gltf-accessor.ts';
import { extensionOf } from './gltf-extensions.ts';
import type { Attributes, GltfNode } from './gltf-json.ts';
import { composed, type Matrix } from './gltf-nodes.ts';
import type { GltfSource } from './primitive.ts';

/** How often a node shows its mesh, and where, upon its own place. */
export interface Instances {
  readonly count: number;
  matrix(index: number): Matrix;
}

/** Once, unless EXT_mesh_gpu_instancing says more: it is read whether or not it is required. */
export async function instancesOf(source: GltfSource, node: GltfNode): Promise<Instances> {
  const instancing = extensionOf(node, 'EXT_mesh_gpu_instancing');
  const { attributes } = (instancing ?? {}) as { readonly attributes?: Attributes };
  const read = async (name: string, width: 3 | 4) => {
    const at = attributes?.[name];
    if (at === undefined) return undefined;
    const values = await readAccessor(source.json, source.views, at, width);
    return { values, width, count: values.length / width };
  };
  const shift = await read('TRANSLATION', 3);
  const turn = await read('ROTATION', 4);
  const size = await read('SCALE', 3);
  const [count = 1, ...others] = [shift, turn, size].flatMap((part) => (part ? [part.count] : []));
  if (others.some((other) => other !== count)) throw broken('glTF', 'its instances are damaged');
  const part = (of: typeof shift, i: number) =>
    of && [...of.values.subarray(of.width * i, of.width * (i + 1))];
  return { count, matrix: (i) => composed(part(shift, i), part(turn, i), part(size, i)) };
}
