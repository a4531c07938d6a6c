import { TextReader } from './text-reader.ts';

/** File formats of scans. */
export const SCAN_FORMATS = ['glb', 'gltf', 'obj', 'ply', 'stl'] as const;

export type ScanFormat = (typeof SCAN_FORMATS)[number];

/** The format by content where that tells, else by the ending of the name. */
export function detectFormat(name: string, bytes: Uint8Array): ScanFormat | undefined {
  const magic = String.fromCharCode(...bytes.subarray(0, 4));
  if (magic === 'glTF') return 'glb';
  if (/^ply[\r\n]/.test(magic)) return 'ply';
  const ending = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase();
  const named = SCAN_FORMATS.find((format) => format === ending);
  const start = new TextReader(bytes);
  start.skipSpace();
  if (bytes[start.at] === 0x7b && named !== 'stl' && named !== 'obj') return 'gltf';
  if (named && named !== 'glb' && named !== 'ply') return named;
  if (start.word().toLowerCase() === 'solid') return 'stl';
  return undefined;
}
