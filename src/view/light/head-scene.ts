import { BufferAttribute, BufferGeometry, Mesh, Scene } from 'three/webgpu';
import type { Head } from '../../head/head.ts';
import { Lamps } from '../lamps/lamps.ts';
import { faceMap } from './face-map.ts';
import { SkinMaterial } from './skin-material.ts';

/** The head in the light of a place, dimmed by what the head itself hides. Millimetres, head frame. */
export class HeadScene {
  readonly scene = new Scene();
  readonly lamps = new Lamps();
  readonly skin = new SkinMaterial(this.lamps);
  #mesh: Mesh | undefined;

  constructor() {
    this.scene.add(...this.lamps.all);
  }

  /** Shows another head. */
  setHead(head: Head): void {
    const { mesh } = head;
    const geometry = new BufferGeometry();
    geometry.setAttribute(
      'position',
      new BufferAttribute(
        Float32Array.from(mesh.positionsUm, (um) => um / 1000),
        3,
      ),
    );
    geometry.setAttribute('normal', new BufferAttribute(mesh.normals, 3));
    geometry.setAttribute('occlusion', new BufferAttribute(mesh.occlusion, 1));
    const { surface, tone } = faceMap(head);
    geometry.setAttribute('face', new BufferAttribute(surface, 3));
    geometry.setAttribute('tone', new BufferAttribute(tone, 2));
    geometry.setIndex(new BufferAttribute(mesh.triangles, 1));
    this.#removeMesh();
    this.#mesh = new Mesh(geometry, this.skin);
    this.#mesh.castShadow = true;
    this.#mesh.receiveShadow = true;
    this.scene.add(this.#mesh);
    this.lamps.fit(mesh);
  }

  destroy(): void {
    this.#removeMesh();
    this.lamps.dispose();
    this.skin.dispose();
  }

  #removeMesh(): void {
    if (!this.#mesh) return;
    this.scene.remove(this.#mesh);
    this.#mesh.geometry.dispose();
  }
}
