import { PLACED, type Placing } from '../../../scan/prepare.ts';
import type { GltfJson } from './gltf-json.ts';

/** The placing that a head written by Dotwork carries along, if this is one. */
export function embeddedPlacing({ asset }: GltfJson): Placing | undefined {
  const placing = (asset?.extras as { dotwork?: Placing } | null | undefined)?.dotwork;
  const { mmPerUnit, landmarks } = placing ?? {};
  const isPoint = (value: unknown) =>
    Array.isArray(value) && value.length === 3 && value.every(Number.isFinite);
  const whole = PLACED.every((point) => isPoint(landmarks?.[point]));
  return whole && Number.isFinite(mmPerUnit) && mmPerUnit! > 0 ? placing : undefined;
}
