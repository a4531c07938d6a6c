import { times } from '../base/matrix.ts';
import { enteredAmplitudes, type Illumination, type LayerStack, radiance } from './layer-stack.ts';
import { fresnel } from './quadrature.ts';
import { fieldAt, lit } from './stack-light.ts';

/** What a stack of layers does with light, as shares of the light that arrives. */
export interface StackResponse {
  /** Mirrored by the surface without entering. */
  readonly specular: number;
  /** Comes back out of the stack; add `specular` for an instrument that includes it. */
  readonly diffuse: number;
  /** Leaves through the far side. */
  readonly transmitted: number;
}

/** Reflection and transmission of a stack under the given light. */
export function respond(stack: LayerStack, illumination: Illumination): StackResponse {
  const { topMm, thicknessMm } = stack.layers[stack.layers.length - 1]!;
  const footMm = topMm + thicknessMm;
  return {
    specular: mirrored(stack, illumination),
    diffuse: escapingFlux(stack, surfaceUp(stack, illumination)),
    transmitted: Number.isFinite(footMm)
      ? escapingFlux(stack, fieldAt(lit(stack, illumination), footMm).down)
      : 0,
  };
}

// What comes up to the surface from below.
function surfaceUp(stack: LayerStack, illumination: Illumination): Float64Array {
  const a = enteredAmplitudes(stack, illumination);
  return radiance(stack.layers[0]!.modes, a, times(stack.admittance, a, a.length)).up;
}

/**
 * Radiance that leaves the surface, by angle outside: power per steradian and projected area.
 * Directions past the critical angle are left out.
 */
export function leavingRadiance(
  stack: LayerStack,
  illumination: Illumination,
): { readonly cosine: number; readonly radiance: number }[] {
  const up = surfaceUp(stack, illumination);
  const { cosines, reflectance, scales } = stack.rule;
  const index2 = stack.index ** 2;
  return Array.from(cosines, (cosine, i) => ({
    cosine: Math.sqrt(Math.max(0, 1 - index2 * (1 - cosine * cosine))),
    // Radiance falls by n^2 as the cone of light opens on leaving; flux is 2 pi mu dmu.
    radiance: ((up[i]! / scales[i]!) * (1 - reflectance[i]!)) / (2 * Math.PI * index2),
  })).filter((_, i) => reflectance[i]! < 1);
}

// Share mirrored by the surface before entering.
function mirrored(stack: LayerStack, illumination: Illumination): number {
  const { index, rule } = stack;
  return illumination === 'normal'
    ? fresnel(index, 1)
    : 1 - 2 * index ** 2 * escapingFlux(stack, rule.scales);
}

// Flux that gets out through a flat surface, of a field just below it.
function escapingFlux({ rule }: LayerStack, field: Float64Array): number {
  let flux = 0;
  for (let i = 0; i < field.length; i++) {
    flux += rule.scales[i]! * (1 - rule.reflectance[i]!) * field[i]!;
  }
  return flux;
}
