import { attribute, float, mix, normalView, positionViewDirection, reflectVector } from 'three/tsl';
import type { Node, UniformNode, Vector3 } from 'three/webgpu';
import { SKIN_SPECULAR } from '../../light/bare-skin.ts';

/** Light from above and from below, linear RGB: what a plane gets that looks there. */
interface Surround {
  readonly above: UniformNode<'vec3', Vector3>;
  readonly below: UniformNode<'vec3', Vector3>;
}

/**
 * Of what is not roughness, what the rim mirrors: facets hide each other there. Karis's fit (2014,
 * "Physically based shading on mobile") has 0.1 at a roughness of 0.57.
 */
const AT_RIM = 0.2;

/**
 * Light of a bright surround that the surface of skin mirrors: a veil over all colours, a small part of
 * fair skin's light and a third of the darkest's. Three.js lights skin with a sky, but has nothing
 * mirror it unless there is a picture of it.
 *
 * The sky's light from the mirrored direction times the share the surface mirrors: Schlick's form of
 * Fresnel's, which rises the less towards the rim the rougher the surface is (Lagarde 2011), less
 * where the head hides the sky, most of all from flat rays (assumed).
 */
export function mirroredSurround(
  { above, below }: Surround,
  roughness: Node<'float'>,
): Node<'vec3'> {
  const grazing = float(1).sub(normalView.dot(positionViewDirection).clamp(0, 1));
  const atRim = float(1).sub(roughness).mul(AT_RIM).add(SKIN_SPECULAR);
  const share = mix(float(SKIN_SPECULAR), atRim, grazing.pow(5));
  const up = reflectVector.y.mul(0.5).add(0.5);
  // A sky of that intensity lights a plane as one of this luminance does.
  const light = mix(below, above, up).div(Math.PI);
  const open = float(attribute('occlusion', 'float')).pow(grazing.mul(2).add(1));
  return light.mul(share).mul(open) as Node<'vec3'>;
}
