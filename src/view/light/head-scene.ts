import { attribute, float, mrt, property, vec3, vec4 } from 'three/tsl';
import {
  BufferAttribute,
  BufferGeometry,
  Mesh,
  MeshPhysicalNodeMaterial,
  Scene,
} from 'three/webgpu';
import type { Head } from '../../head/head.ts';
import { Lamps } from '../lamps/lamps.ts';
import { mirroredSurround } from './surround.ts';

/** The head in the light of a place, dimmed by what the head itself hides. Millimetres, head frame. */
export class HeadScene {
  readonly scene = new Scene();
  readonly #material = new MeshPhysicalNodeMaterial();
  readonly lamps = new Lamps();
  #mesh: Mesh | undefined;

  constructor() {
    const material = this.#material;
    material.colorNode = vec3(1);
    material.aoNode = float(attribute('occlusion', 'float'));
    material.metalness = 0;
    // What three.js sums up before it adds both.
    const mirrored = property('vec3', 'totalSpecular').add(mirroredSurround(this.lamps));
    material.mrtNode = mrt({
      gloss: vec4(mirrored, 1),
      diffuse: vec4(property('vec3', 'totalDiffuse'), 1),
    });
    this.shine = 0.25;
    this.scene.add(...this.lamps.all);
  }

  /** How much the skin shines, 0 matt to 1 wet. */
  set shine(value: number) {
    this.#material.roughness = 0.66 - 0.4 * value;
    this.#material.specularIntensity = 0.5 + 0.5 * value;
    // Index of refraction of skin's surface; F0 is 0.028.
    this.#material.ior = 1.4;
  }

  /** Shows another head. */
  setHead({ mesh }: Head): void {
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
    geometry.setIndex(new BufferAttribute(mesh.triangles, 1));
    this.#removeMesh();
    this.#mesh = new Mesh(geometry, this.#material);
    this.#mesh.castShadow = true;
    this.#mesh.receiveShadow = true;
    this.scene.add(this.#mesh);
    this.lamps.fit(mesh);
  }

  destroy(): void {
    this.#removeMesh();
    this.lamps.dispose();
    this.#material.dispose();
  }

  #removeMesh(): void {
    if (!this.#mesh) return;
    this.scene.remove(this.#mesh);
    this.#mesh.geometry.dispose();
  }
}
