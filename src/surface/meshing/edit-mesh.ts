import type { TriangleSoup } from '../triangle-soup.ts';

/**
 * A triangle mesh that can be split, collapsed and flipped edge by edge. It may have a border;
 * border vertices are those at exactly x = 0 (the half head's midline).
 */
export class EditMesh {
  /** Three coordinates a vertex, mm. Dead vertices stay in place until `compact`. */
  readonly positions: number[];
  /** Three indices a triangle; -1 for a dead triangle. */
  readonly triangles: number[];
  /** Live triangles around each vertex, in no order. */
  readonly around: number[][];

  constructor(soup: Readonly<Record<'positions' | 'triangles', ArrayLike<number>>>) {
    this.positions = Array.from(soup.positions);
    this.triangles = Array.from(soup.triangles);
    this.around = Array.from({ length: soup.positions.length / 3 }, () => []);
    for (let t = 0; t < this.triangles.length / 3; t++)
      if (this.triangles[3 * t]! >= 0) this.link(t);
  }

  /** The same mesh again, to try an edit on. */
  copy(): EditMesh {
    return new EditMesh(this);
  }

  onBorder(vertex: number): boolean {
    return this.positions[vertex * 3] === 0;
  }

  /** Every edge once, as pairs a < b. */
  edges(): number[] {
    const out: number[] = [];
    const tri = this.triangles;
    for (let t = 0; t < tri.length; t += 3) {
      if (tri[t]! < 0) continue;
      for (let k = 0; k < 3; k++) {
        const a = tri[t + k]!;
        const b = tri[t + ((k + 1) % 3)]!;
        // The other triangle holds the edge the other way round; a border edge has none.
        if (a < b) out.push(a, b);
        else if (this.onBorder(a) && this.onBorder(b) && this.sides(a, b).length === 1) {
          out.push(b, a);
        }
      }
    }
    return out;
  }

  /** The live triangles that hold both vertices. */
  sides(a: number, b: number): number[] {
    return this.around[a]!.filter((t) => this.corner(t, b) >= 0);
  }

  /** The vertex of triangle t that is neither a nor b. */
  opposite(t: number, a: number, b: number): number {
    for (let k = 0; k < 3; k++) {
      const v = this.triangles[t * 3 + k]!;
      if (v !== a && v !== b) return v;
    }
    throw new Error(`Triangle ${t} is degenerate.`);
  }

  /** All vertices that share an edge with v. */
  neighbours(v: number): Set<number> {
    const out = new Set<number>();
    for (const t of this.around[v]!) {
      for (let k = 0; k < 3; k++) out.add(this.triangles[t * 3 + k]!);
    }
    out.delete(v);
    return out;
  }

  length2(a: number, b: number): number {
    const p = this.positions;
    return (
      (p[a * 3]! - p[b * 3]!) ** 2 +
      (p[a * 3 + 1]! - p[b * 3 + 1]!) ** 2 +
      (p[a * 3 + 2]! - p[b * 3 + 2]!) ** 2
    );
  }

  /** Puts a vertex in the middle of an edge and returns it, or -1 where there is no such edge. */
  split(a: number, b: number): number {
    const sides = this.sides(a, b);
    if (sides.length === 0 || sides.length > 2) return -1;
    const m = this.around.length;
    const border = sides.length === 1;
    for (let axis = 0; axis < 3; axis++) {
      this.positions.push((this.positions[a * 3 + axis]! + this.positions[b * 3 + axis]!) / 2);
    }
    // An inner edge between two border vertices leaves the border.
    if (!border && this.positions[m * 3] === 0) this.positions[m * 3] = 1e-3;
    this.around.push([]);
    for (const t of sides) {
      const copy = this.triangles.length / 3;
      for (let k = 0; k < 3; k++) {
        const v = this.triangles[t * 3 + k]!;
        this.triangles.push(v === a ? m : v);
      }
      this.unlink(t, b);
      this.triangles[t * 3 + this.corner(t, b)] = m;
      this.around[m]!.push(t);
      this.link(copy);
    }
    return m;
  }

  /** Turns the edge ab into the edge between the opposite corners. */
  flip(a: number, b: number): void {
    const [s, t] = this.sides(a, b) as [number, number];
    const c = this.opposite(s, a, b);
    const d = this.opposite(t, a, b);
    this.unlink(s, b);
    this.unlink(t, a);
    this.triangles[s * 3 + this.corner(s, b)] = d;
    this.triangles[t * 3 + this.corner(t, a)] = c;
    this.around[d]!.push(s);
    this.around[c]!.push(t);
  }

  /** Removes vertex `gone`, moving its triangles to `kept`. The caller has checked the link. */
  collapse(gone: number, kept: number): void {
    for (const t of [...this.around[gone]!]) {
      if (this.corner(t, kept) >= 0) {
        for (let k = 0; k < 3; k++) this.unlink(t, this.triangles[t * 3 + k]!);
        this.triangles.fill(-1, t * 3, t * 3 + 3);
      } else {
        this.triangles[t * 3 + this.corner(t, gone)] = kept;
        this.around[kept]!.push(t);
      }
    }
    this.around[gone] = [];
  }

  /** The live part as plain arrays, dead vertices left out. */
  compact(): TriangleSoup {
    const name = new Int32Array(this.around.length).fill(-1);
    const positions: number[] = [];
    const triangles: number[] = [];
    for (const v of this.triangles) {
      if (v < 0) continue;
      if (name[v]! < 0) {
        name[v] = positions.length / 3;
        positions.push(...this.positions.slice(v * 3, v * 3 + 3));
      }
      triangles.push(name[v]!);
    }
    return { positions: Float64Array.from(positions), triangles: Uint32Array.from(triangles) };
  }

  private corner(t: number, v: number): number {
    for (let k = 0; k < 3; k++) if (this.triangles[t * 3 + k] === v) return k;
    return -1;
  }

  private link(t: number): void {
    for (let k = 0; k < 3; k++) this.around[this.triangles[t * 3 + k]!]!.push(t);
  }

  private unlink(t: number, v: number): void {
    const list = this.around[v]!;
    const at = list.indexOf(t);
    list[at] = list[list.length - 1]!;
    list.pop();
  }
}
