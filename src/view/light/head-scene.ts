import { attribute, float, mrt, property, vec3, vec4 } from 'three/tsl';
import {
  BufferAttribute,
  BufferGeometry,
  DirectionalLight,
  HemisphereLight,
  Mesh,
  MeshPhysicalNodeMaterial,
  Scene,
} from 'three/webgpu';
import type { Head } from '../../head/head.ts';
import { mirroredSurround } from './surround.ts';

/**
 * The head under soft studio light: a large key from the upper left, a cool fill, a rim, and sky
 * light dimmed by what the head itself hides. Millimetres, head frame.
 */
export class HeadScene {
  readonly scene = new Scene();
  readonly #material = new MeshPhysicalNodeMaterial();
  readonly #sky = studioSky();
  readonly #lamps = [this.#sky, ...studioLamps()];
  #mesh: Mesh | undefined;

  constructor() {
    const material = this.#material;
    material.colorNode = vec3(1);
    material.aoNode = float(attribute('occlusion', 'float'));
    material.metalness = 0;
    // What three.js sums up before it adds both.
    const mirrored = property('vec3', 'totalSpecular').add(mirroredSurround(this.#sky));
    material.mrtNode = mrt({
      gloss: vec4(mirrored, 1),
      diffuse: vec4(property('vec3', 'totalDiffuse'), 1),
    });
    this.shine = 0.25;
    for (const light of this.#lamps) this.scene.add(light);
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
    // Lamps stand still, so shadows are new with a new head alone.
    for (const lamp of this.#lamps) {
      if (lamp instanceof DirectionalLight) lamp.shadow.needsUpdate = true;
    }
  }

  destroy(): void {
    this.#removeMesh();
    for (const lamp of this.#lamps) lamp.dispose();
    this.#material.dispose();
  }

  #removeMesh(): void {
    if (!this.#mesh) return;
    this.scene.remove(this.#mesh);
    this.#mesh.geometry.dispose();
  }
}

function studioSky(): HemisphereLight {
  const sky = new HemisphereLight(0xffffff, 0x9a928a, 1.75);
  sky.position.set(0, 1, 0);
  return sky;
}

function studioLamps(): DirectionalLight[] {
  const lamp = (intensity: number, x: number, y: number, z: number) => {
    const light = new DirectionalLight(0xffffff, intensity);
    light.position.set(x, y, z);
    return light;
  };
  const key = lamp(1.55, 420, 560, 620);
  key.castShadow = true;
  key.shadow.mapSize.set(2048, 2048);
  key.shadow.camera.left = key.shadow.camera.bottom = -220;
  key.shadow.camera.right = key.shadow.camera.top = 220;
  key.shadow.camera.near = 300;
  key.shadow.camera.far = 1500;
  key.shadow.normalBias = 2.5;
  key.shadow.radius = 6;
  key.shadow.autoUpdate = false;
  return [key, lamp(0.5, -600, 150, 450), lamp(0.55, -250, 380, -650)];
}
