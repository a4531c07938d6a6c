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

/** As `shaders/lib/chord.wgsl` reads it. */
const InclusionLayout = struct('Inclusion', {
  xMm: 'f32',
  yMm: 'f32',
  topMm: 'f32',
  bottomMm: 'f32',
  radiusMm: 'f32',
  absorptionPerMm: 'f32',
  shape: 'u32',
  spare: 'u32',
});

/** Upper and lower end of an inclusion, mm below the surface. */
export function extentMm(inclusion: Inclusion): { topMm: number; bottomMm: number } {
  if (inclusion.shape === 'column') return inclusion;
  const { depthMm, radiusMm } = inclusion;
  return { topMm: depthMm - radiusMm, bottomMm: depthMm + radiusMm };
}

/** Inclusions in one band as bytes for the GPU. */
export function packInclusions(inclusions: readonly Inclusion[], band: number): Uint8Array {
  const bytes = new Uint8Array(Math.max(1, inclusions.length) * InclusionLayout.bytes);
  inclusions.forEach((inclusion, i) => {
    const { xMm, yMm, radiusMm, absorptionPerMm } = inclusion;
    const { topMm, bottomMm } = extentMm(inclusion);
    const row = InclusionLayout.pack({
      xMm,
      yMm,
      topMm,
      bottomMm,
      radiusMm,
      absorptionPerMm: absorptionPerMm[band]!,
      shape: inclusion.shape === 'sphere' ? 0 : 1,
      spare: 0,
    });
    bytes.set(row, i * InclusionLayout.bytes);
  });
  return bytes;
}
