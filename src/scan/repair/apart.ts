import type { TriangleSoup } from '../../surface/triangle-soup.ts';

/**
 * Moves points that share a place with another by a whole unit until none does, so that sheets which
 * touch are not joined. Points that an edge joins stay together: they are what rounding made equal.
 */
export function apart({ positions, triangles }: TriangleSoup): TriangleSoup {
  const moved = positions.slice();
  const placeOf = (v: number) =>
    `${moved[3 * v]! + 0},${moved[3 * v + 1]! + 0},${moved[3 * v + 2]! + 0}`;
  const at = new Map<string, number[]>();
  for (let v = 0; v < positions.length / 3; v++) {
    const place = placeOf(v);
    const list = at.get(place);
    if (list) list.push(v);
    else at.set(place, [v]);
  }
  const crowds = [...at.values()].filter((list) => list.length > 1);
  if (crowds.length === 0) return { positions, triangles };
  const head = joined(triangles, crowds);
  for (const list of crowds) {
    // Of each group that hangs together the first decides; one group stays.
    const heads = [...new Set(list.map(head))].slice(1);
    for (const group of heads) {
      const members = list.filter((v) => head(v) === group);
      do for (const v of members) moved[3 * v]! += 1;
      while (at.has(placeOf(members[0]!)));
      at.set(placeOf(members[0]!), members);
    }
  }
  return { positions: moved, triangles };
}

/** For points of one place: the first of those that edges join with it. */
function joined(
  triangles: Uint32Array,
  crowds: readonly (readonly number[])[],
): (v: number) => number {
  const crowdOf = new Map(crowds.flatMap((list, i) => list.map((v) => [v, i] as const)));
  const parent = new Map<number, number>();
  const head = (v: number): number => {
    let top = v;
    for (let up = parent.get(top); up !== undefined; up = parent.get(top)) top = up;
    return top;
  };
  for (let h = 0; h < triangles.length; h++) {
    const [a, b] = [triangles[h]!, triangles[h % 3 === 2 ? h - 2 : h + 1]!];
    const crowd = crowdOf.get(a);
    if (crowd === undefined || crowd !== crowdOf.get(b)) continue;
    const [low, high] = [head(a), head(b)].sort((p, q) => p - q);
    if (low !== high) parent.set(high!, low!);
  }
  return head;
}
