import { mat3, mat4, type ReadonlyMat4 } from 'gl-matrix';
import { broken } from '../scan-file.ts';
import type { GltfJson, GltfNode } from './gltf-json.ts';

/** Sixteen numbers, columns first: plain arrays, so that nothing is rounded to single precision. */
export type Matrix = ReadonlyMat4;

const UNIT = mat4.identity([]);

/** A mesh of the scene, and where it stands. */
export interface MeshPlace {
  readonly node: GltfNode;
  /** Its node and all above it. */
  chain(): readonly GltfNode[];
  readonly mesh: number;
  readonly matrix: Matrix;
  /** Whether its node, or one above, is hidden. */
  readonly isHidden: boolean;
}

/** The tree of nodes. */
export interface NodeTree {
  /** Meshes of the scene, in the order of the file. */
  readonly places: readonly MeshPlace[];
  /** Where a node stands, whether it is in the scene or not. */
  matrixOf(node: number): Matrix;
}

/** Finds where each mesh of the scene stands. A node may hang in one place only, so loops end. */
export function nodeTree(json: GltfJson): NodeTree {
  const nodes: readonly (GltfNode | undefined)[] = Array.isArray(json.nodes) ? json.nodes : [];
  const parents = parentsOf(nodes);
  const found = new Map<number, Matrix>();
  const places: MeshPlace[] = [];
  const open = entries(json, nodes, parents).map((at) => ({ at, above: UNIT, hidden: false }));
  for (let next = open.pop(); next; next = open.pop()) {
    const node = nodes[next.at];
    if (!node || found.has(next.at)) throw damagedTree();
    const matrix = mat4.multiply([], next.above, ownMatrix(node));
    found.set(next.at, matrix);
    const isHidden = next.hidden || hides(node);
    if (node.mesh !== undefined) {
      const chain = () => chainOf(nodes, parents, next.at);
      places.push({ node, chain, mesh: node.mesh, matrix, isHidden });
    }
    for (const at of list(node.children)) open.push({ at, above: matrix, hidden: isHidden });
  }
  const matrixOf = (at: number): Matrix => {
    const chain: number[] = [];
    let up: number | undefined = at;
    for (; up !== undefined && !found.has(up); up = parents.get(up)) {
      if (!nodes[up] || chain.length > nodes.length) throw damagedTree();
      chain.push(up);
    }
    let matrix = up === undefined ? UNIT : found.get(up)!;
    for (const below of chain.reverse()) {
      matrix = mat4.multiply([], matrix, ownMatrix(nodes[below]!));
      found.set(below, matrix);
    }
    return matrix;
  };
  // The stack turned siblings round; parts are kept in the order of the file.
  return { places: places.reverse(), matrixOf };
}

/** Whether a matrix mirrors. */
export function turnsOver(m: Matrix): boolean {
  return mat3.determinant(mat3.fromMat4([], m)) < 0;
}

/** A matrix of three of its parts, each with what it is where it is absent. */
export function composed(
  shift: readonly number[] = [0, 0, 0],
  turn: readonly number[] = [0, 0, 0, 1],
  size: readonly number[] = [1, 1, 1],
): Matrix {
  return mat4.fromRotationTranslationScale(
    [],
    turn as [number, number, number, number],
    shift as [number, number, number],
    size as [number, number, number],
  );
}

function damagedTree() {
  return broken('glTF', 'its tree of nodes is damaged');
}

function parentsOf(nodes: readonly (GltfNode | undefined)[]): Map<number, number> {
  const parents = new Map<number, number>();
  nodes.forEach((node, at) => {
    for (const child of list(node?.children)) if (!parents.has(child)) parents.set(child, at);
  });
  return parents;
}

function chainOf(
  nodes: readonly (GltfNode | undefined)[],
  parents: ReadonlyMap<number, number>,
  start: number,
): GltfNode[] {
  const chain: GltfNode[] = [];
  for (let at: number | undefined = start; at !== undefined; at = parents.get(at)) {
    const node = nodes[at];
    if (!node || chain.length > nodes.length) break;
    chain.push(node);
  }
  return chain;
}

/** Nodes that the scene begins with. Some writers list children as well, which stand once. */
function entries(
  json: GltfJson,
  nodes: readonly unknown[],
  parents: ReadonlyMap<number, number>,
): number[] {
  const scene = json.scenes?.[json.scene ?? 0];
  if (!scene) return nodes.map((_, i) => i).filter((i) => !parents.has(i));
  const listed = new Set(list(scene.nodes));
  /** Whether a node has a listed one above it, of those that were asked. */
  const below = new Map<number, boolean>();
  const isBelow = (start: number): boolean => {
    const way: number[] = [];
    let answer = false;
    for (let at = start; ; ) {
      way.push(at);
      const up = parents.get(at);
      if (up === undefined) break;
      if (up === start) throw damagedTree();
      if (listed.has(up) || below.get(up)) {
        answer = true;
        break;
      }
      if (below.has(up) || way.length > nodes.length) break;
      at = up;
    }
    for (const at of way) below.set(at, answer);
    return answer;
  };
  return [...listed].filter((at) => !isBelow(at));
}

function hides({ extensions }: GltfNode): boolean {
  const { KHR_node_visibility: visibility } = (extensions ?? {}) as Record<string, unknown>;
  return (visibility as { visible?: unknown } | null | undefined)?.visible === false;
}

export function list(value: unknown): readonly number[] {
  return Array.isArray(value) ? value : [];
}

function numbers(value: unknown, count: number): readonly number[] | undefined {
  if (value === undefined) return undefined;
  const good = Array.isArray(value) && value.length === count && value.every(Number.isFinite);
  if (!good) throw broken('glTF', 'a node has a damaged place');
  return value;
}

function ownMatrix(node: GltfNode): Matrix {
  const whole = numbers(node.matrix, 16) as Matrix | undefined;
  if (whole) return whole;
  return composed(numbers(node.translation, 3), numbers(node.rotation, 4), numbers(node.scale, 3));
}
