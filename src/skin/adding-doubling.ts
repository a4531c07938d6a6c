import type { LayerOptics } from './layers.ts';
import { bounceMatrix, type Matrix, multiplyVector, solve } from './matrix.ts';
import { fresnel, type Quadrature, quadrature } from './quadrature.ts';
import { endlessReflection, layOn, type SlabOperator, slabOperator } from './slab.ts';

/** How the light arrives: a beam along the normal, or evenly from the whole upper half. */
export type Illumination = 'normal' | 'diffuse';

/** What a stack of layers does with light, as shares of the light that arrives. */
export interface StackResponse {
  /** Mirrored by the surface without entering. */
  readonly specular: number;
  /** Comes back out of the stack; add `specular` for an instrument that includes it. */
  readonly diffuse: number;
  /** Leaves through the far side. */
  readonly transmitted: number;
}

/** The radiance inside, at the depths asked for. */
export interface InnerField {
  /** By depth, then by direction: downward and upward radiance. */
  readonly down: readonly Float64Array[];
  readonly up: readonly Float64Array[];
}

/** A stack of layers, worked out: ready to be lit. */
export interface LayerStack {
  readonly index: number;
  readonly rule: Quadrature;
  readonly slabs: readonly SlabOperator[];
  /** Reflection of everything below the top of slab k; one more than slabs. */
  readonly below: readonly Matrix[];
  /** Whether light can leave through the far side. */
  readonly finite: boolean;
  /** The slab each of the depths asked for is the top of. */
  readonly depthSlab: readonly number[];
}

/**
 * Exact transport through flat layers: adding-doubling.
 *
 * Prahl, van Gemert & Welch 1993, Appl. Opt. 32:559, with inner fields. One refractive index for
 * all layers; air above, and below a stack that ends. Henyey-Greenstein scattering.
 *
 * @param layers - Top to bottom; only the last may be endless.
 * @param index - Refractive index of all layers.
 * @param options - `directions`: per hemisphere, even. `depthsMm`: where `innerField` is wanted.
 */
export function layerStack(
  layers: readonly LayerOptics[],
  index: number,
  options: { readonly directions?: number; readonly depthsMm?: ArrayLike<number> } = {},
): LayerStack {
  const rule = ruleOf(index, options.directions ?? 12);
  const last = layers[layers.length - 1]!;
  const finite = last.thicknessMm !== Number.POSITIVE_INFINITY;
  const { pieces, depthPiece } = cut(layers, Array.from(options.depthsMm ?? []));
  const slabs = pieces.map((piece) => slabOperator(piece, rule, piece.thicknessMm));
  const below: Matrix[] = [finite ? surfaceReflection(rule) : endlessReflection(last, rule)];
  for (let k = slabs.length - 1; k >= 0; k--) below.unshift(layOn(slabs[k]!, below[0]!));
  return { index, rule, slabs, below, finite, depthSlab: depthPiece };
}

/** Reflection and transmission of a stack under the given light. */
export function respond(stack: LayerStack, illumination: Illumination): StackResponse {
  const { down, up } = sweep(stack, illumination);
  return {
    specular: mirrored(stack, illumination),
    diffuse: escapingFlux(stack.rule, up[0]!),
    transmitted: stack.finite ? escapingFlux(stack.rule, down[down.length - 1]!) : 0,
  };
}

/** Radiance inside, at the depths the stack was made with. */
export function innerField(stack: LayerStack, illumination: Illumination): InnerField {
  const { down, up } = sweep(stack, illumination);
  return {
    down: stack.depthSlab.map((k) => down[k]!),
    up: stack.depthSlab.map((k) => up[k]!),
  };
}

/**
 * Reflection of what lies above each of the depths the stack was made with, everything below that
 * being black: what an opaque sheet there leaves of a beam along the normal.
 */
export function reflectionAbove(stack: LayerStack, depth: number): number {
  const { rule, slabs, depthSlab } = stack;
  const size = rule.cosines.length;
  let under: Matrix = new Float64Array(size * size);
  for (let k = depthSlab[depth]! - 1; k >= 0; k--) under = layOn(slabs[k]!, under);
  const top = bounceMatrix(surfaceReflection(rule), under, size);
  const down = solve(top, entering(stack, 'normal'), size, 1);
  return escapingFlux(rule, multiplyVector(under, down, size));
}

/**
 * Radiance that leaves the surface, by angle outside: power per steradian and projected area.
 * Directions past the critical angle are left out.
 */
export function leavingRadiance(
  stack: LayerStack,
  illumination: Illumination,
): { readonly cosine: number; readonly radiance: number }[] {
  const { up } = sweep(stack, illumination);
  const { cosines, reflectance } = stack.rule;
  const index2 = stack.index ** 2;
  return Array.from(cosines, (cosine, i) => ({
    cosine: Math.sqrt(Math.max(0, 1 - index2 * (1 - cosine * cosine))),
    // Radiance falls by n^2 as the cone of light opens on leaving; flux is 2 pi mu dmu.
    radiance: (up[0]![i]! * (1 - reflectance[i]!)) / (2 * Math.PI * index2),
  })).filter((_, i) => reflectance[i]! < 1);
}

// Share mirrored by the surface before entering.
function mirrored({ index, rule }: LayerStack, illumination: Illumination): number {
  if (illumination === 'normal') return fresnel(index, 1);
  return 1 - 2 * index ** 2 * escapingFlux(rule, new Float64Array(rule.cosines.length).fill(1));
}

// Flux that gets out through a flat surface from inside.
function escapingFlux(rule: Quadrature, radiance: Float64Array): number {
  const { cosines, weights, reflectance } = rule;
  let flux = 0;
  for (let i = 0; i < cosines.length; i++) {
    flux += cosines[i]! * weights[i]! * (1 - reflectance[i]!) * radiance[i]!;
  }
  return flux;
}

// Radiance at every slab boundary, for unit flux arriving.
function sweep(stack: LayerStack, illumination: Illumination) {
  const { rule, slabs, below } = stack;
  const size = rule.cosines.length;
  const top = bounceMatrix(surfaceReflection(rule), below[0]!, size);
  let down: Float64Array = solve(top, entering(stack, illumination), size, 1);
  const downs = [down];
  const ups = [multiplyVector(below[0]!, down, size)];
  slabs.forEach((slab, k) => {
    const under = below[k + 1]!;
    const passed = multiplyVector(slab.transmit, down, size);
    down = solve(bounceMatrix(slab.reflect, under, size), passed, size, 1);
    downs.push(down);
    ups.push(multiplyVector(under, down, size));
  });
  return { down: downs, up: ups };
}

function entering({ index, rule }: LayerStack, illumination: Illumination): Float64Array {
  const { cosines, weights, reflectance } = rule;
  if (illumination === 'diffuse') return reflectance.map((r) => (1 - r) * 2 * index ** 2);
  const last = cosines.length - 1;
  const beam = new Float64Array(cosines.length);
  beam[last] = (1 - reflectance[last]!) / (cosines[last]! * weights[last]!);
  return beam;
}

const rules = new Map<string, Quadrature>();

// Shared, so that the redistribution of each layer is worked out once per rule.
function ruleOf(index: number, directions: number): Quadrature {
  const key = `${index}/${directions}`;
  const rule = rules.get(key) ?? quadrature(index, directions);
  rules.set(key, rule);
  return rule;
}

function surfaceReflection(rule: Quadrature): Matrix {
  const size = rule.cosines.length;
  const out = new Float64Array(size * size);
  for (let i = 0; i < size; i++) out[i * size + i] = rule.reflectance[i]!;
  return out;
}

// Cuts layers at the depths wanted; says before which piece each depth lies.
function cut(
  layers: readonly LayerOptics[],
  depthsMm: readonly number[],
): { pieces: LayerOptics[]; depthPiece: number[] } {
  const sorted = [...new Set(depthsMm)].sort((a, b) => a - b);
  const pieces: LayerOptics[] = [];
  const boundary = new Map<number, number>([[0, 0]]);
  let top = 0;
  for (const layer of layers) {
    const bottom = top + layer.thicknessMm;
    const endless = bottom === Number.POSITIVE_INFINITY;
    for (const depth of sorted.filter((z) => z > top && z < bottom)) {
      pieces.push({ ...layer, thicknessMm: depth - top });
      top = depth;
      boundary.set(depth, pieces.length);
    }
    if (endless) break;
    if (bottom > top) pieces.push({ ...layer, thicknessMm: bottom - top });
    top = bottom;
    boundary.set(bottom, pieces.length);
  }
  return { pieces, depthPiece: depthsMm.map((z) => boundary.get(z) ?? pieces.length) };
}
