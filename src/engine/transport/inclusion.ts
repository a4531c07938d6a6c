import { struct } from '../../gpu/layout.ts';

/** Absorber with sharp edges in the skin; its absorption comes on top of the skin's own. */
export type Inclusion = SphereInclusion | ColumnInclusion;

/** A ball. */
export interface SphereInclusion {
  readonly shape: 'sphere';
  readonly xMm: number;
  readonly yMm: number;
  /** Of the centre, below the surface. */
  readonly depthMm: number;
  readonly radiusMm: number;
  /** By band. */
  readonly absorptionPerMm: ArrayLike<number>;
}

/** An upright cylinder with level ends. */
export interface ColumnInclusion {
  readonly shape: 'column';
  readonly xMm: number;
  readonly yMm: number;
  readonly topMm: number;
  readonly bottomMm: number;
  readonly radiusMm: number;
  /** By band. */
  readonly absorptionPerMm: ArrayLike<number>;
}

/** Absorber with sharp edges, in one band. A ball lies between its top and bottom. */
const InclusionLayout = struct('Inclusion', {
  xMm: 'f32',
  yMm: 'f32',
  topMm: 'f32',
  bottomMm: 'f32',
  radiusMm: 'f32',
  absorptionPerMm: 'f32',
  shape: 'u32', // BALL or COLUMN of `shaders/transport/chord.wgsl`
});

/** Upper and lower end of an inclusion, mm below the surface. */
export function extentMm(inclusion: Inclusion): { topMm: number; bottomMm: number } {
  if (inclusion.shape === 'column') return inclusion;
  const { depthMm, radiusMm } = inclusion;
  return { topMm: depthMm - radiusMm, bottomMm: depthMm + radiusMm };
}

/** Inclusions in one band as bytes for the GPU; room for one where there is none. */
export function packInclusions(inclusions: readonly Inclusion[], band: number): Uint8Array {
  if (inclusions.length === 0) return new Uint8Array(InclusionLayout.bytes);
  return InclusionLayout.packAll(
    inclusions.map((inclusion) => ({
      xMm: inclusion.xMm,
      yMm: inclusion.yMm,
      ...extentMm(inclusion),
      radiusMm: inclusion.radiusMm,
      absorptionPerMm: inclusion.absorptionPerMm[band]!,
      shape: inclusion.shape === 'sphere' ? 0 : 1,
    })),
  );
}
