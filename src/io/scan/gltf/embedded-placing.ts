import type { FilePlacing } from '../../../scan/file-placing.ts';
import { PLACED } from '../../../scan/placing.ts';
import type { UnitNote } from '../../../scan/size.ts';
import type { GltfJson } from './gltf-json.ts';

/** What `headGlb` writes beside a head. */
type Carried = Partial<FilePlacing> & { readonly sizeConfirmed?: unknown };

/** The placing that a head written by Dotwork carries along, if this is one. */
export function embeddedPlacing({ asset }: GltfJson): FilePlacing | undefined {
  const carried = (asset?.extras as { dotwork?: Carried } | null | undefined)?.dotwork;
  const { mmPerUnit, landmarks, box, sizeConfirmed } = carried ?? {};
  if (!landmarks || !PLACED.every((point) => isNumbers(landmarks[point], 3))) return undefined;
  if (!(Number.isFinite(mmPerUnit) && mmPerUnit! > 0)) return undefined;
  return {
    mmPerUnit: mmPerUnit!,
    landmarks,
    ...(isNumbers(box, 6) && { box }),
    ...(sizeConfirmed !== false && { sizeBy: 'file' as const }),
  };
}

function isNumbers(value: unknown, count: number): boolean {
  return Array.isArray(value) && value.length === count && value.every(Number.isFinite);
}

/** The format is in metres by definition (glTF 2.0, 3.4), which apps without a scale do not mind. */
export const GLTF_UNIT: UnitNote = { mmPerUnit: 1000, by: 'format' };
