import {
  Fn,
  float,
  interleavedGradientNoise,
  ivec2,
  screenCoordinate,
  textureLoad,
  uniform,
  vec2,
} from 'three/tsl';
import type { DepthTexture, Node } from 'three/webgpu';

/** Side of the shadow map, texels. */
export const SHADOW_PX = 2048;

/** Looks towards the lamp: for what stands in its way, and how much of the lamp that hides. */
const SEARCH_TAPS = 8;
const HIDE_TAPS = 14;

/** Radians from one look to the next. */
const GOLDEN = Math.PI * (3 - Math.sqrt(5));

/** Farthest that one part of a head throws its shadow onto another, mm: assumed, from brow to chin. */
const LONGEST_THROW_MM = 150;

/** What is this much nearer to the lamp, mm, and more the farther aside, is not the skin itself. */
const SLACK_MM = 1;
const SLACK_PER_MM = 0.5;

/** The lamp as its shadow needs it. */
export interface LampShape {
  /** Nearest and farthest of the shadow map, mm from the lamp. */
  nearMm: number;
  farMm: number;
  /** Across the lamp, as a share of its distance. */
  widthShare: number;
  /** Half the width of the map's view at 1 mm from the lamp, mm. */
  slope: number;
}

/**
 * Shadow of a lamp that has a size: first what lies between is looked for, then the lamp's disc is
 * projected through it (Fernando 2005), so a shadow is sharp where it begins and softer farther on. The
 * few looks are turned about at every pixel; the skin's own spread smooths what that leaves of grain.
 */
export class SoftShadow {
  readonly #near = uniform(1);
  readonly #far = uniform(2);
  readonly #share = uniform(0);
  readonly #slope = uniform(1);

  set shape({ nearMm, farMm, widthShare, slope }: LampShape) {
    this.#near.value = nearMm;
    this.#far.value = farMm;
    this.#share.value = widthShare;
    this.#slope.value = slope;
  }

  /** For `shadow.filterNode` of three.js: the share of the lamp that is seen. */
  readonly filter = Fn(
    ({ depthTexture, shadowCoord }: { depthTexture: DepthTexture; shadowCoord: Node<'vec3'> }) => {
      const depthMm = (z: Node<'float'>) =>
        this.#near.mul(this.#far).div(this.#far.sub(z.mul(this.#far.sub(this.#near))));
      const receiverMm = depthMm(shadowCoord.z).toVar();
      const mapMm = receiverMm.mul(this.#slope).mul(2).toVar();
      const turn = interleavedGradientNoise(screenCoordinate.xy)
        .mul(2 * Math.PI)
        .toVar();
      const spin = vec2(turn.cos(), turn.sin()).toVar();
      const perMm = float(SHADOW_PX).div(mapMm).toVar();
      const middle = shadowCoord.xy.mul(SHADOW_PX).toVar();
      /**
       * How much nearer to the lamp something lies, mm, beyond what the skin itself may: at one of the
       * places of a disc of that radius, spread by the golden angle (Vogel 1979).
       */
      const gapMm = (i: number, taps: number, radiusMm: Node<'float'>): Node<'float'> => {
        const share = Math.sqrt((i + 0.5) / taps);
        const [c, s] = [share * Math.cos(GOLDEN * i), share * Math.sin(GOLDEN * i)];
        const at = vec2(spin.x.mul(c).sub(spin.y.mul(s)), spin.y.mul(c).add(spin.x.mul(s)));
        const texel = middle.add(at.mul(radiusMm.mul(perMm)));
        const z = textureLoad(depthTexture, ivec2(texel)).r as unknown as Node<'float'>;
        const slack = radiusMm.mul(share * SLACK_PER_MM).add(SLACK_MM);
        return receiverMm.sub(depthMm(z)).sub(slack) as Node<'float'>;
      };

      const reach = this.#share.mul(LONGEST_THROW_MM / 2).toVar();
      const between = float(0).toVar();
      const found = float(0).toVar();
      for (let i = 0; i < SEARCH_TAPS; i++) {
        const gap = gapMm(i, SEARCH_TAPS, reach).toVar();
        const isBetween = gap.greaterThan(0).select(float(1), float(0));
        between.addAssign(gap.max(0));
        found.addAssign(isBetween);
      }
      const radius = this.#share
        .mul(between.div(found.max(1)))
        .mul(0.5)
        .max(0.12)
        .toVar();
      const hidden = float(0).toVar();
      for (let i = 0; i < HIDE_TAPS; i++) {
        const gap = gapMm(i, HIDE_TAPS, radius);
        hidden.addAssign(gap.greaterThan(0).select(float(1), float(0)));
      }
      return float(1).sub(hidden.div(HIDE_TAPS));
    },
  );
}
