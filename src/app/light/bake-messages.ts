import type { LateralShape } from '../../light/dot/footprint.ts';
import type { Skin } from '../../light/layers.ts';

/** To the worker: the skin to bake. */
export interface BakeRequest {
  readonly skin: Skin;
  readonly photons: number;
}

/** From the worker: how far it is, then the shape. */
export type BakeAnswer =
  | { readonly kind: 'share'; readonly share: number }
  | { readonly kind: 'baked'; readonly shape: LateralShape };
