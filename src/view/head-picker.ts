import { BufferAttribute, BufferGeometry, DoubleSide, Ray, Vector3 } from 'three/webgpu';
import { MeshBVH } from 'three-mesh-bvh';
import { distance, length, sub, type Vec3 } from '../base/vec3.ts';
import type { Head } from '../head/head.ts';
import { type Anchor, anchorAt } from '../surface/anchor.ts';

/** A place this much behind the skin in sight still counts as on it, mm: doubles against floats. */
const SKIN_SLACK_MM = 1;

/** Where a ray meets the head. */
export interface HeadHit {
  readonly point: Anchor;
  readonly placeMm: Vec3;
  /** Outward, of the triangle. */
  readonly normal: Vec3;
  /** Whether hair could grow there. */
  readonly onScalp: boolean;
}

/** Finds the place on the head under a pointer on the CPU, so that nothing is read back from the GPU. */
export class HeadPicker {
  readonly head: Head;
  readonly #bvh: MeshBVH;

  constructor(head: Head) {
    this.head = head;
    const geometry = new BufferGeometry();
    const positions = Float32Array.from(head.mesh.positionsUm, (um) => um / 1000);
    geometry.setAttribute('position', new BufferAttribute(positions, 3));
    geometry.setIndex(new BufferAttribute(head.mesh.triangles, 1));
    // Indirect: triangles keep their numbers, which anchors are named by.
    this.#bvh = new MeshBVH(geometry, { indirect: true });
  }

  /** Where a ray first meets the head, if the surface faces its eye there. */
  hit(eyeMm: Vec3, direction: Vec3): HeadHit | undefined {
    const ray = new Ray(new Vector3(...eyeMm), new Vector3(...direction).normalize());
    const hit = this.#bvh.raycastFirst(ray, DoubleSide);
    if (hit?.faceIndex === undefined || hit.faceIndex === null || !hit.face) return undefined;
    const { x, y, z } = hit.face.normal;
    if (ray.direction.dot(hit.face.normal) >= 0) return undefined;
    const triangle = hit.faceIndex;
    const placeMm = hit.point.toArray() as [number, number, number];
    const { triangles } = this.head.mesh;
    const onScalp = [0, 1, 2].every((k) => this.head.scalp[triangles[3 * triangle + k]!]);
    const point = anchorAt(this.head.mesh, triangle, placeMm);
    return { point, placeMm, normal: [x, y, z], onScalp };
  }

  /** Whether a place on the skin is in sight of an eye: not round the head, not behind an ear. */
  sees(eyeMm: Vec3, placeMm: Vec3): boolean {
    const ray = sub(placeMm, eyeMm);
    const first = this.hit(eyeMm, ray);
    return first !== undefined && distance(first.placeMm, eyeMm) > length(ray) - SKIN_SLACK_MM;
  }

  /** A ring on the head around a hit: `count` points so far from it as the crow flies, mm. */
  ring({ placeMm, normal }: HeadHit, radiusMm: number, count: number): Vec3[] {
    const up = new Vector3(...normal);
    const along = new Vector3(Math.abs(up.y) < 0.9 ? 0 : 1, Math.abs(up.y) < 0.9 ? 1 : 0, 0)
      .cross(up)
      .normalize();
    const across = up.clone().cross(along);
    const middle = new Vector3(...placeMm);
    const down = up.clone().negate().toArray() as [number, number, number];
    return Array.from({ length: count }, (_, i) => {
      const turn = (2 * Math.PI * i) / count;
      const flat = middle
        .clone()
        .addScaledVector(along, radiusMm * Math.cos(turn))
        .addScaledVector(across, radiusMm * Math.sin(turn));
      const above = flat.clone().addScaledVector(up, radiusMm).toArray() as [
        number,
        number,
        number,
      ];
      return this.hit(above, down)?.placeMm ?? (flat.toArray() as [number, number, number]);
    });
  }
}
