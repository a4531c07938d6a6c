import { mat3, mat4, type ReadonlyMat4 } from 'gl-matrix';
import { broken } from '../scan-file.ts';
import type { GltfJson, GltfNode } from './gltf-json.ts';

/** Sixteen numbers, columns first: plain arrays, so that nothing is rounded to single precision. */
export type Matrix = ReadonlyMat4;

const UNIT = mat4.identity([]);

/** Where each mesh of the scene stands. A node may hang in one place only, so loops end. */
export function nodePlaces(json: GltfJson): { mesh: number; matrix: Matrix }[] {
  const nodes = Array.isArray(json.nodes) ? json.nodes : [];
  const seen = new Set<number>();
  const places: { mesh: number; matrix: Matrix }[] = [];
  const open = roots(json).map((node) => ({ node, above: UNIT }));
  for (let next = open.pop(); next; next = open.pop()) {
    const node: GltfNode | undefined = nodes[next.node];
    if (!node || seen.has(next.node)) throw broken('glTF', 'its tree of nodes is damaged');
    seen.add(next.node);
    const matrix = mat4.multiply([], next.above, matrixOf(node));
    if (node.mesh !== undefined) places.push({ mesh: node.mesh, matrix });
    for (const child of list(node.children)) open.push({ node: child, above: matrix });
  }
  // The stack turned siblings round; parts are kept in the order of the file.
  return places.reverse();
}

/** Whether a matrix mirrors. */
export function turnsOver(m: Matrix): boolean {
  return mat3.determinant(mat3.fromMat4([], m)) < 0;
}

function roots(json: GltfJson): readonly number[] {
  const scene = json.scenes?.[json.scene ?? 0];
  if (scene) return list(scene.nodes);
  const nodes = Array.isArray(json.nodes) ? json.nodes : [];
  const children = new Set(nodes.flatMap((node) => list(node?.children)));
  return nodes.map((_, i) => i).filter((i) => !children.has(i));
}

function list(value: unknown): readonly number[] {
  return Array.isArray(value) ? value : [];
}

function numbers(value: unknown, count: number): readonly number[] | undefined {
  if (value === undefined) return undefined;
  const good = Array.isArray(value) && value.length === count && value.every(Number.isFinite);
  if (!good) throw broken('glTF', 'a node has a damaged place');
  return value;
}

function matrixOf(node: GltfNode): Matrix {
  const whole = numbers(node.matrix, 16);
  if (whole) return whole;
  const turn = numbers(node.rotation, 4) ?? [0, 0, 0, 1];
  const shift = numbers(node.translation, 3) ?? [0, 0, 0];
  const size = numbers(node.scale, 3) ?? [1, 1, 1];
  return mat4.fromRotationTranslationScale([], turn, shift, size);
}
