import { float, mix, normalView, normalViewGeometry, positionViewDirection, vec3 } from 'three/tsl';
import {
  LightingModel,
  type LightingModelDirectInput,
  type Node,
  type NodeBuilder,
} from 'three/webgpu';
import { SKIN_SPECULAR } from '../../light/bare-skin.ts';

/** What skin does with light, at a place. */
export interface SkinSurface {
  /** Facet width (alpha of GGX) of the broad lobe of its gloss. */
  readonly facets: Node<'float'>;
  /** Multiplies the gloss: powder takes from it. */
  readonly glossScale: Node<'float'>;
  /** Reflectance of the skin, linear RGB: light in hollows has met skin before. */
  readonly reflectance: Node<'vec3'>;
  /** What comes through from behind, over what comes back of light in front; 0 where it is thick. */
  readonly through: Node<'vec3'>;
  /** Share of the sky that the head leaves in sight. */
  readonly open: Node<'float'>;
}

/**
 * Two lobes of gloss: most of it broad, some of it narrow, as of skin under its film of oil. Shares and
 * widths are those that games have settled on (Epic's subsurface profile: 0.75 and 1.3 of a roughness,
 * mixed 0.85), so assumed; the width itself is in the range measured on faces (Weyrich et al. 2006,
 * ACM Trans. Graph. 25:1013: facet slopes of 0.2 to 0.4).
 */
const BROAD = { share: 0.85, widths: 1 } as const;
const NARROW = { share: 0.15, widths: 0.42 } as const;

/** Openness at which light of a lamp begins to reach skin, and at which all of it does: assumed. */
const HOLLOW = [0.08, 0.4] as const;
const NOTCH = [0.3, 0.8] as const;

/** Share of light from all sides that the surface mirrors: it does not get in. */
const MIRRORED_OF_ALL = 0.06;

/** The light of lamps and sky on skin, by gloss and by what comes back from under the surface of a white one. */
export class SkinLighting extends LightingModel {
  readonly #surface: SkinSurface;

  constructor(surface: SkinSurface) {
    super();
    this.#surface = surface;
  }

  override direct({ lightDirection, lightColor, reflectedLight }: LightingModelDirectInput): void {
    const { facets, glossScale, through, open } = this.#surface;
    // No lamp shines into a nostril or an ear's canal, and only one of them casts a shadow.
    const reached = open.smoothstep(...HOLLOW).toVar();
    // What surrounds a notch stands in more of the mirror's way than of the lamp's.
    const mirrors = open.smoothstep(...NOTCH);
    const toLight = lightDirection as Node<'vec3'>;
    const colour = lightColor as Node<'vec3'>;
    const half = toLight.add(positionViewDirection).normalize();
    const towards = normalView.dot(toLight).clamp(0, 1);
    const eye = normalView.dot(positionViewDirection).clamp(0.02, 1);
    const facing = normalView.dot(half).clamp(0, 1);
    const fresnel = mix(
      float(SKIN_SPECULAR),
      float(1),
      float(1).sub(positionViewDirection.dot(half).clamp(0, 1)).pow(5),
    ).toVar();
    const lobes = [BROAD, NARROW].map(({ share, widths }) =>
      lobe(facets.mul(widths), facing, towards, eye).mul(share),
    );
    const light = colour.mul(towards).mul(reached).toVar();
    const { directDiffuse, directSpecular } = reflectedLight as unknown as Sums;
    directSpecular.addAssign(
      light.mul(fresnel).mul(lobes[0]!.add(lobes[1]!)).mul(glossScale.mul(mirrors)),
    );
    const behind = normalViewGeometry.dot(toLight).negate().clamp(0, 1);
    directDiffuse.addAssign(
      light.mul(float(1).sub(fresnel)).add(colour.mul(behind).mul(through)).div(Math.PI),
    );
  }

  override indirect(builder: NodeBuilder): void {
    const { irradiance, reflectedLight, ambientOcclusion } = builder.context as unknown as Indirect;
    // Light that finds its way into a hollow has met skin there: warmer and more of it than the sky in
    // sight alone (Jimenez et al. 2016, "Practical real-time strategies for accurate indirect occlusion").
    const { reflectance } = this.#surface;
    const [a, b, c] = [
      reflectance.mul(2.0404).sub(0.3324),
      reflectance.mul(-4.7951).add(0.6417),
      reflectance.mul(2.7552).add(0.6903),
    ] as const;
    const open = vec3(ambientOcclusion as never) as Node<'vec3'>;
    const bounced = open.mul(a).add(b).mul(open).add(c).mul(open).max(open);
    reflectedLight.indirectDiffuse.addAssign(
      irradiance.mul(bounced).mul((1 - MIRRORED_OF_ALL) / Math.PI),
    );
  }
}

/** What three.js adds up; its types know no more than that they are nodes. */
interface Sums {
  readonly directDiffuse: Node<'vec3'>;
  readonly directSpecular: Node<'vec3'>;
  readonly indirectDiffuse: Node<'vec3'>;
}

interface Indirect {
  readonly irradiance: Node<'vec3'>;
  readonly ambientOcclusion: Node<'float'>;
  readonly reflectedLight: Sums;
}

/** GGX with its height-correlated shadowing (Heitz 2014), without Fresnel's share. */
function lobe(
  facets: Node<'float'>,
  facing: Node<'float'>,
  towards: Node<'float'>,
  eye: Node<'float'>,
): Node<'float'> {
  const square = facets.mul(facets).toVar();
  const part = facing.mul(facing).mul(square.sub(1)).add(1);
  const spread = square.div(part.mul(part).mul(Math.PI));
  const seen = (cosine: Node<'float'>, other: Node<'float'>) =>
    other.mul(cosine.mul(cosine).mul(float(1).sub(square)).add(square).sqrt());
  return spread.mul(float(0.5).div(seen(towards, eye).add(seen(eye, towards)).max(1e-4)));
}
