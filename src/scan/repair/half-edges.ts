/** Packs a corner's end and a half-edge into one double; half-edges stay below this. */
const MOST_HALF_EDGES = 2 ** 24;

/** Lists up to this long are sorted in place by insertion. */
const SHORT = 24;

/**
 * Groups half-edges by the two points they join. Half-edge 3 t + k runs from corner k of triangle t
 * to corner k + 1.
 *
 * @param visit - Called once per pair of points with all half-edges between them; the array is
 *   reused.
 */
export function forEdges(
  triangles: Uint32Array,
  vertexCount: number,
  visit: (halfEdges: Float64Array, count: number) => void,
): void {
  const start = new Uint32Array(vertexCount + 1);
  const ends = (h: number) => [triangles[h]!, triangles[h % 3 === 2 ? h - 2 : h + 1]!] as const;
  for (let h = 0; h < triangles.length; h++) {
    const [a, b] = ends(h);
    start[Math.min(a, b) + 1]!++;
  }
  for (let v = 0; v < vertexCount; v++) start[v + 1]! += start[v]!;
  const next = start.slice();
  const items = new Float64Array(triangles.length);
  for (let h = 0; h < triangles.length; h++) {
    const [a, b] = ends(h);
    items[next[Math.min(a, b)]!++] = Math.max(a, b) * MOST_HALF_EDGES + h;
  }
  let group = new Float64Array(8);
  for (let v = 0; v < vertexCount; v++) {
    const list = items.subarray(start[v]!, start[v + 1]!);
    sort(list);
    for (let i = 0; i < list.length; ) {
      const end = Math.floor(list[i]! / MOST_HALF_EDGES);
      let count = 0;
      for (; i < list.length && Math.floor(list[i]! / MOST_HALF_EDGES) === end; i++) {
        if (count === group.length) group = grown(group);
        group[count++] = list[i]! % MOST_HALF_EDGES;
      }
      visit(group, count);
    }
  }
}

function grown(list: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const bigger = new Float64Array(2 * list.length);
  bigger.set(list);
  return bigger;
}

function sort(list: Float64Array): void {
  if (list.length > SHORT) {
    list.sort();
    return;
  }
  for (let i = 1; i < list.length; i++) {
    const value = list[i]!;
    let j = i - 1;
    for (; j >= 0 && list[j]! > value; j--) list[j + 1] = list[j]!;
    list[j + 1] = value;
  }
}
