import {
  attribute,
  cameraViewMatrix,
  float,
  mrt,
  normalViewGeometry,
  positionLocal,
  positionView,
  property,
  uniform,
  vec3,
  vec4,
  wgslFn,
} from 'three/tsl';
import { type Node, NodeMaterial, type UniformNode, Vector3 } from 'three/webgpu';
import relief from '../../../shaders/view/relief.wgsl?raw';
import type { Lamps } from '../lamps/lamps.ts';
import { SkinLighting } from './skin-lighting.ts';
import type { SkinTone } from './skin-tone.ts';
import { mirroredSurround } from './surround.ts';

/** Three.js takes the first function for the one to call. */
const reliefAt = wgslFn<{ p: never; pores: never }>(relief.slice(relief.indexOf('fn relief(')));

/**
 * Facet width of the gloss by shine: powdered, bare (0.25), oiled. Bare skin is in the range measured
 * on faces; the ends are assumed.
 */
const FACETS = { powdered: 0.5, bare: 0.33, oiled: 0.14 } as const;
const BARE_SHINE = 0.25;
/** Share of its gloss that powdered skin keeps: assumed. */
const POWDERED_GLOSS = 0.35;
/** How much finer facets are where skin is oily: assumed. */
const OILY = 0.3;

/** Skin to lamps: white, with the gloss apart from what comes back from under its surface. */
export class SkinMaterial extends NodeMaterial {
  readonly #facets = uniform(FACETS.bare);
  readonly #glossScale = uniform(1);
  readonly #reflectance = uniform(new Vector3(0.5, 0.35, 0.27));
  readonly #originMm = uniform(0);
  readonly #blood = { slope: uniform(new Vector3()), bend: uniform(new Vector3()) };
  readonly #melanin = { slope: uniform(new Vector3()), bend: uniform(new Vector3()) };
  readonly #lighting: SkinLighting;

  constructor(lamps: Lamps) {
    super();
    this.lights = true;
    this.colorNode = vec3(1);
    // Made by face-map.ts: oil, pores, and how thin it is.
    const face = attribute<'vec3'>('face', 'vec3');
    const slopes = reliefAt({ p: positionLocal, pores: face.y } as never) as never as ReturnType<
      typeof vec4
    >;
    const bumpy = cameraViewMatrix.mul(vec4(slopes.xyz, 0)).xyz;
    const along = normalViewGeometry;
    this.normalNode = along.sub(bumpy.sub(along.mul(bumpy.dot(along)))).normalize();
    this.aoNode = float(attribute('occlusion', 'float'));
    const facets = this.#facets.mul(float(1).sub(face.x.mul(OILY)));
    // Slopes too fine for the pixel widen the gloss: twice their variance joins alpha squared.
    const widened = facets.mul(facets).add(slopes.w.mul(2)).sqrt().min(1).toVar();
    this.#lighting = new SkinLighting({
      facets: widened,
      glossScale: this.#glossScale,
      reflectance: this.#reflectance,
      // Through some 4 mm of an ear; red alone gets there. Assumed.
      through: vec3(0.5, 0.13, 0.07).mul(face.z),
      open: float(attribute('occlusion', 'float')),
    });
    const mirrored = property('vec3', 'totalSpecular').add(
      mirroredSurround(lamps, widened.sqrt()).mul(this.#glossScale),
    );
    // Redder and browner places give back less, as the law of places of a scalp has it.
    const tone = attribute<'vec2'>('tone', 'vec2');
    const fall = ({ slope, bend }: Curve, log: Node<'float'>) => slope.add(bend.mul(log)).mul(log);
    const kept = fall(this.#blood, tone.x).add(fall(this.#melanin, tone.y)).negate().exp();
    const diffuse = property('vec3', 'totalDiffuse').mul(kept);
    this.mrtNode = mrt({
      gloss: vec4(mirrored, 1),
      diffuse: vec4(diffuse, positionView.z.negate().sub(this.#originMm)),
    });
  }

  override setupLightingModel(): SkinLighting {
    return this.#lighting;
  }

  /** How much the skin shines, 0 powdered to 1 oiled. */
  set shine(value: number) {
    const { powdered, bare, oiled } = FACETS;
    const isMatter = value < BARE_SHINE;
    const share = isMatter ? value / BARE_SHINE : (value - BARE_SHINE) / (1 - BARE_SHINE);
    this.#facets.value = isMatter
      ? powdered + share * (bare - powdered)
      : bare * (oiled / bare) ** share;
    this.#glossScale.value = isMatter
      ? POWDERED_GLOSS + share * (1 - POWDERED_GLOSS)
      : 1 + 0.4 * share;
  }

  /** The skin whose light this is. */
  set skin({ reflectance, blood, melanin }: SkinTone) {
    this.#reflectance.value.set(...reflectance);
    for (const [to, from] of [
      [this.#blood, blood],
      [this.#melanin, melanin],
    ] as const) {
      to.slope.value.set(...from.slope);
      to.bend.value.set(...from.bend);
    }
  }

  /** From where depth is told, mm ahead of the camera: halves are finest near zero. */
  set originMm(value: number) {
    this.#originMm.value = value;
  }
}

/** What is lost by the logarithm of a factor, linear RGB. */
interface Curve {
  readonly slope: UniformNode<'vec3', Vector3>;
  readonly bend: UniformNode<'vec3', Vector3>;
}
