/** Parts of three's USD loader, which come without types. */
declare module 'three/addons/loaders/usd/USDCParser.js' {
  /** Reads a crate; the fields are its state while it does. */
  export class USDCParser {
    reader: { readonly view: DataView; offset: number; readUint64(): number };
    version: { readonly major: number; readonly minor: number };
    paths: string[];
    tokens: string[];
    parseData(buffer: ArrayBuffer): UsdLayer;
    _readBootstrap(): void;
    _readTOC(): void;
    _readPaths(): void;
    _buildPathsFromCompressed(at: Int32Array, tokens: Int32Array, jumps: Int32Array): void;
    _readArrayValue(rep: unknown): unknown;
    _readValue(rep: unknown): unknown;
    _readScalarValue(type: number): unknown;
  }
  export interface UsdLayer {
    readonly specsByPath: Record<string, { specType: number; fields: Record<string, unknown> }>;
  }
}

declare module 'three/addons/loaders/usd/USDAParser.js' {
  import type { UsdLayer } from 'three/addons/loaders/usd/USDCParser.js';
  export class USDAParser {
    parseData(text: string): UsdLayer;
  }
}

declare module 'three/addons/loaders/usd/USDComposer.js' {
  import type { Group } from 'three';
  import type { UsdLayer } from 'three/addons/loaders/usd/USDCParser.js';
  export class USDComposer {
    compose(
      layer: UsdLayer,
      assets: Record<string, unknown>,
      variants: object,
      folder: string,
    ): Group;
  }
}
