import { BANDS_NM } from '../../color/bands.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import { layerOptics } from '../../light/layers.ts';
import { type Inclusion, type RunOptions, Transport } from '../transport/transport.ts';
import { bandOf, checkDot, type DotQuestion } from './dot-optics.ts';

/** The same question answered by photons. */
export interface DotReference {
  /** Walked in each band. */
  readonly photons: number;
  /** R/R0 of the single dot by band, by lateral distance. */
  readonly ratio: readonly (readonly number[])[];
  readonly standardError: readonly (readonly number[])[];
}

/**
 * R/R0 over the dot from brute-force transport through the very layers and the very shape of the
 * question: nothing tabulated, nothing fitted. Light is diffuse, the camera looks along the normal.
 */
export async function dotReference(
  gpu: Gpu,
  question: DotQuestion,
  run: RunOptions,
): Promise<DotReference> {
  checkDot(question);
  const { skin, shape, absorptionPerMm, bandsNm = BANDS_NM, lateralMm } = question;
  const inclusion: Inclusion = {
    ...(shape.kind === 'sphere'
      ? { shape: shape.kind, depthMm: shape.depthMm }
      : { shape: shape.kind, topMm: shape.topMm, bottomMm: shape.bottomMm }),
    xMm: 0,
    yMm: 0,
    radiusMm: shape.radiusMm,
    absorptionPerMm: bandsNm.map((nm) => absorptionPerMm[bandOf(nm)]!),
  };
  const index = skin.refractiveIndex;
  const bands = bandsNm.map((nm) => layerOptics(skin, nm).map((layer) => ({ ...layer, index })));
  const transport = await Transport.create(gpu);
  try {
    const { photons, ratio, standardError } = await transport.lateral({
      ...run,
      bands,
      inclusions: [inclusion],
      lateralMm,
    });
    return { photons, ratio, standardError };
  } finally {
    transport.destroy();
  }
}
