import { uniform } from 'three/tsl';
import {
  type Color,
  DirectionalLight,
  HemisphereLight,
  type PerspectiveCamera,
  SpotLight,
  Vector3,
} from 'three/webgpu';
import type { Rgb } from '../../color/srgb.ts';
import { SKIN_SPECULAR } from '../../light/bare-skin.ts';
import type { SurfaceMesh } from '../../surface/surface-mesh.ts';
import { type Balance, exposed, METER_TOWARDS } from './exposure.ts';
import type { KeyLamp, Lighting } from './light-table.ts';
import { SHADOW_PX, SoftShadow } from './soft-shadow.ts';

/** A phone's lamp beside its lens, mm to the right and up as the camera sees it: assumed. */
const BESIDE_LENS_MM = [9, 12] as const;

/** Widest half angle of a lamp's shadow map, radians. */
const WIDEST = 1.1;

/**
 * What three.js takes off the light that comes back from below for what the surface mirrors, given back:
 * the engine's colours have lost it already.
 */
const PAST_SURFACE = 1 / (1 - SKIN_SPECULAR);

/** More of the cone than the head needs, so that its soft edge lights nothing. */
const CONE_ROOM = 1.06;

/**
 * The lamps of a place: one that casts a soft shadow, two that do not, and light from everywhere. The
 * same lamps stand for every place, only moved and coloured, so no shader is compiled for another light.
 */
export class Lamps {
  readonly #key = new SpotLight(0xffffff);
  readonly #fills = [0, 1].map(() => new DirectionalLight(0xffffff, PAST_SURFACE));
  readonly #sky = new HemisphereLight(0xffffff, 0xffffff, PAST_SURFACE);
  readonly #shadow = new SoftShadow();
  /** Light of the surround above and below, linear RGB: what lights a plane that looks there. */
  readonly above = uniform(new Vector3());
  readonly below = uniform(new Vector3());
  #lamp: KeyLamp | undefined;
  #positionsUm: ArrayLike<number> = [];
  readonly #centre = new Vector3();
  #radiusMm = 1;
  /** Where a meter on the scalp is held. */
  readonly #metered = new Vector3();

  constructor() {
    this.#key.decay = 2;
    this.#key.castShadow = true;
    const { shadow } = this.#key;
    shadow.mapSize.set(SHADOW_PX, SHADOW_PX);
    shadow.normalBias = 0.5;
    shadow.autoUpdate = false;
    // The types of three.js lack it.
    Object.assign(shadow, { filterNode: this.#shadow.filter });
    this.#sky.position.set(0, 1, 0);
  }

  /** What three.js lights with. */
  get all() {
    return [this.#sky, this.#key, this.#key.target, ...this.#fills] as const;
  }

  /** Lights another place. */
  set(lighting: Lighting, balance: Balance): void {
    const light = exposed(lighting, balance);
    setRgb(this.#key.color, light.key);
    this.#fills.forEach((fill, i) => {
      setRgb(fill.color, light.fills[i]!);
      fill.position.set(...lighting.fills[i]!.towards);
    });
    setRgb(this.#sky.color, light.above);
    setRgb(this.#sky.groundColor, light.below);
    this.above.value.set(...light.above);
    this.below.value.set(...light.below);
    this.#lamp = lighting.key;
    this.#place();
  }

  /** Makes them light another head. */
  fit({ positionsUm }: Pick<SurfaceMesh, 'positionsUm'>): void {
    this.#positionsUm = positionsUm;
    const low = new Vector3(1, 1, 1).multiplyScalar(Number.POSITIVE_INFINITY);
    const high = low.clone().negate();
    const at = new Vector3();
    this.#each(at, () => {
      low.min(at);
      high.max(at);
    });
    this.#centre.lerpVectors(low, high, 0.5);
    let farthest = 0;
    this.#each(at, () => {
      farthest = Math.max(farthest, at.distanceToSquared(this.#centre));
    });
    this.#radiusMm = Math.max(1, Math.sqrt(farthest));
    const facing = new Vector3(...METER_TOWARDS);
    let most = Number.NEGATIVE_INFINITY;
    this.#each(at, () => {
      const out = at.dot(facing) - Math.abs(at.x);
      if (out <= most) return;
      most = out;
      this.#metered.copy(at);
    });
    this.#place();
  }

  /** Moves what the camera carries. Whether anything moved. */
  follow(camera: PerspectiveCamera): boolean {
    if (!this.#lamp?.atCamera) return false;
    camera.updateMatrixWorld();
    const eye = new Vector3().setFromMatrixPosition(camera.matrixWorld);
    const [right, up] = BESIDE_LENS_MM;
    const place = new Vector3(right, up, 0).applyMatrix4(camera.matrixWorld);
    const ahead = camera.getWorldDirection(new Vector3());
    // The camera exposes for the skin it is held to, however near.
    const at = new Vector3();
    let nearest = Number.POSITIVE_INFINITY;
    this.#each(at, () => {
      nearest = Math.min(nearest, at.distanceToSquared(eye));
    });
    this.#stand(this.#lamp, place, place.clone().add(ahead), Math.sqrt(nearest));
    return true;
  }

  dispose(): void {
    for (const light of [this.#sky, this.#key, ...this.#fills]) light.dispose();
  }

  #place(): void {
    if (!this.#lamp) return;
    const { towards, distanceMm } = this.#lamp;
    const place = new Vector3(...towards).setLength(distanceMm).add(this.#centre);
    this.#stand(this.#lamp, place, this.#centre, place.distanceTo(this.#metered));
  }

  /** @param litMm - Distance from the lamp at which its light is what its lux says. */
  #stand({ widthMm }: KeyLamp, place: Vector3, target: Vector3, litMm: number): void {
    const key = this.#key;
    key.position.copy(place);
    key.target.position.copy(target);
    key.target.updateMatrixWorld();
    key.intensity = PAST_SURFACE * litMm ** 2;
    const offMm = place.distanceTo(this.#centre);
    const isInside = offMm <= this.#radiusMm;
    key.angle = isInside
      ? WIDEST
      : Math.min(
          WIDEST,
          CONE_ROOM * Math.asin(this.#radiusMm / offMm) + angleOff(place, target, this.#centre),
        );
    key.penumbra = 0.03;
    const nearMm = Math.max(5, offMm - this.#radiusMm);
    const farMm = offMm + this.#radiusMm;
    key.shadow.camera.near = nearMm;
    key.distance = 0;
    key.shadow.camera.far = farMm;
    key.shadow.camera.updateProjectionMatrix();
    key.shadow.needsUpdate = true;
    const slope = Math.tan(key.angle);
    this.#shadow.shape = { nearMm, farMm, widthShare: widthMm / offMm, slope };
  }

  #each(at: Vector3, visit: () => void): void {
    const um = this.#positionsUm;
    for (let i = 0; i < um.length; i += 3) {
      at.set(um[i]! / 1000, um[i + 1]! / 1000, um[i + 2]! / 1000);
      visit();
    }
  }
}

/** How far aside of where it points a lamp sees the head's middle, radians. */
function angleOff(place: Vector3, target: Vector3, centre: Vector3): number {
  return target.clone().sub(place).angleTo(centre.clone().sub(place));
}

function setRgb(color: Color, [r, g, b]: Rgb): void {
  // Already linear: three.js must not take it for a screen's.
  color.setRGB(r, g, b, 'srgb-linear');
}
