import type { ScanFormat } from '../scan-format.ts';
import { TextReader } from '../text-reader.ts';
import { embeddedPlacing, GLTF_UNIT } from './embedded-placing.ts';
import { readGltf } from './gltf.ts';
import { neededFiles } from './gltf-buffers.ts';
import { openGlb, parseGltf } from './gltf-json.ts';

const BRACE = 0x7b;

/** glTF in one file, with a binary chunk. */
export const glb: ScanFormat = {
  ending: 'glb',
  name: 'GLB',
  hasMark: (bytes) => String.fromCharCode(...bytes.subarray(0, 4)) === 'glTF',
  needs: (bytes) => neededFiles(openGlb(bytes).json),
  read: (bytes, beside, draco) => readGltf(openGlb(bytes), beside, draco),
  placing: (bytes) => embeddedPlacing(openGlb(bytes).json),
  unit: () => GLTF_UNIT,
};

/** glTF as text, whose buffers are often files of their own. */
export const gltf: ScanFormat = {
  ending: 'gltf',
  name: 'glTF',
  partEndings: ['bin'],
  looksLike: (bytes) => {
    const start = new TextReader(bytes);
    start.skipSpace();
    return bytes[start.at] === BRACE;
  },
  needs: (bytes) => neededFiles(parseGltf(bytes)),
  read: (bytes, beside, draco) =>
    readGltf({ json: parseGltf(bytes), binary: undefined }, beside, draco),
  placing: (bytes) => embeddedPlacing(parseGltf(bytes)),
  unit: () => GLTF_UNIT,
};
