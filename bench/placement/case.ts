import { makeHead } from '../../src/head/parametric-head.ts';
import { plane } from '../../tests/helpers/meshes.ts';
import { ellipsoidMesh } from '../../tests/helpers/shapes.ts';
import type { Skin, Surface } from '../statistics/surface.ts';

/** Surfaces the bench fills. */
export const SHAPES = ['plane', 'sphere', 'head'] as const;
export type Shape = (typeof SHAPES)[number];

/** Edge of the plane, um: about the area of the sphere. */
export const PLANE_EDGE_UM = 320_000;

/** A surface, how many dots are wanted on it and the spacing every sampler is asked to keep. */
export interface Case {
  readonly shape: Shape;
  readonly skin: Skin;
  readonly surface: Surface;
  readonly dots: number;
  /** Whole micrometres. */
  readonly spacingUm: number;
}

export async function skinOf(shape: Shape): Promise<Skin> {
  if (shape === 'plane') return plane(PLANE_EDGE_UM / 1000, 200);
  if (shape === 'sphere') {
    // 100,002 vertices: the mesh the figures of `published.ts` are of, without its relief.
    const mesh = ellipsoidMesh(100, [90, 90, 90]);
    return { ...mesh, treated: new Uint8Array(mesh.positionsUm.length / 3).fill(1) };
  }
  const head = await makeHead({ base: 'male' });
  return { ...head.mesh, treated: head.scalp };
}

/**
 * The spacing at which a saturated random set has about so many dots: discs of half of it cover
 * 0.547 of the surface.
 */
export function caseOf(shape: Shape, skin: Skin, surface: Surface, dots: number): Case {
  const spacingUm = Math.round(Math.sqrt((4 * 0.547 * surface.areaUm2) / (Math.PI * dots)));
  return { shape, skin, surface, dots, spacingUm };
}
