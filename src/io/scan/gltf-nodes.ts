import type { GltfJson, GltfNode } from './gltf-json.ts';
import { broken } from './scan-file.ts';

/** Sixteen numbers, columns first. */
export type Matrix = readonly number[];

const UNIT: Matrix = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

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
    const matrix = times(next.above, matrixOf(node));
    if (node.mesh !== undefined) places.push({ mesh: node.mesh, matrix });
    for (const child of list(node.children)) open.push({ node: child, above: matrix });
  }
  // The stack turned siblings round; parts are kept in the order of the file.
  return places.reverse();
}

/** Whether a matrix mirrors. */
export function turnsOver(m: Matrix): boolean {
  const [a, b, c, , d, e, f, , g, h, i] = m as number[];
  return a! * (e! * i! - f! * h!) - d! * (b! * i! - c! * h!) + g! * (b! * f! - c! * e!) < 0;
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
  const [tx, ty, tz] = numbers(node.translation, 3) ?? [0, 0, 0];
  const [x, y, z, w] = (numbers(node.rotation, 4) ?? [0, 0, 0, 1]) as [
    number,
    number,
    number,
    number,
  ];
  const [sx, sy, sz] = (numbers(node.scale, 3) ?? [1, 1, 1]) as [number, number, number];
  return [
    (1 - 2 * (y * y + z * z)) * sx,
    2 * (x * y + z * w) * sx,
    2 * (x * z - y * w) * sx,
    0,
    2 * (x * y - z * w) * sy,
    (1 - 2 * (x * x + z * z)) * sy,
    2 * (y * z + x * w) * sy,
    0,
    2 * (x * z + y * w) * sz,
    2 * (y * z - x * w) * sz,
    (1 - 2 * (x * x + y * y)) * sz,
    0,
    tx!,
    ty!,
    tz!,
    1,
  ];
}

function times(a: Matrix, b: Matrix): Matrix {
  const out = new Array<number>(16).fill(0);
  for (let column = 0; column < 4; column++) {
    for (let row = 0; row < 4; row++) {
      for (let k = 0; k < 4; k++) out[4 * column + row]! += a[4 * k + row]! * b[4 * column + k]!;
    }
  }
  return out;
}
