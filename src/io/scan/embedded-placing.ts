import { PLACED, type Placing } from '../../scan/prepare.ts';
import type { ScanFormat } from './detect.ts';
import { openGlb } from './gltf-json.ts';
import type { ScanFile } from './scan-file.ts';

/** The placing that a head written by Dotwork carries along, if this is one. */
export function embeddedPlacing(
  format: ScanFormat,
  files: readonly ScanFile[],
  name: string,
): Placing | undefined {
  if (format !== 'glb') return undefined;
  const file = files.find((one) => one.name === name);
  const extras = file && openGlb(file.bytes).json.asset?.extras;
  const placing = (extras as { dotwork?: Placing } | null | undefined)?.dotwork;
  const { mmPerUnit, landmarks } = placing ?? {};
  const isPoint = (value: unknown) =>
    Array.isArray(value) && value.length === 3 && value.every(Number.isFinite);
  const whole = PLACED.every((point) => isPoint(landmarks?.[point]));
  return whole && Number.isFinite(mmPerUnit) && mmPerUnit! > 0 ? placing : undefined;
}
