import type { UsdLayer } from 'three/addons/loaders/usd/USDCParser.js';
import { broken } from '../scan-file.ts';

/** Names, fields and places of a scan are some hundreds. */
const MOST_ENTRIES = 200_000;
const MOST_PATHS = 20_000;
const LONGEST_PATH = 4096;
/** Numbers of one array, and of all that are read: arrays may be named again and again. */
const MOST_NUMBERS = 2e7;
const MOST_READ = 4e7;
/** Elements of an array by the byte of the file: packed ones are mostly differences of one size. */
const MOST_BY_BYTE = 64;
const MOST_VALUES = 2_000_000;
/** Sorts of values (OpenUSD, crateDataTypes.h). */
const [INT64, UINT64] = [5, 6];
const SECTIONS = ['TOKENS', 'STRINGS', 'FIELDS', 'FIELDSETS', 'PATHS', 'SPECS'];

/**
 * Reads a binary layer with three's parser. What the layer says of itself is held against what a scan
 * has first.
 */
export async function readCrate(bytes: Uint8Array): Promise<UsdLayer> {
  const { USDCParser } = await import('three/addons/loaders/usd/USDCParser.js');

  class CheckedParser extends USDCParser {
    declare sections: Record<string, { readonly start: number }>;
    #numbers = 0;
    #values = 0;

    override _readBootstrap(): void {
      super._readBootstrap();
      const { reader } = this;
      const readUint64 = reader.readUint64.bind(reader);
      reader.readUint64 = () => {
        const value = readUint64();
        if (value > MOST_BY_BYTE * bytes.length) throw lie();
        return value;
      };
      const { major, minor } = this.version;
      if (major === 0 && minor < 7) throw broken('USDZ', 'its layer is of a version before 0.7');
    }

    /** Whole numbers of 64 bits are places and counts; as values of their own they say nothing here. */
    override _readScalarValue(type: number): unknown {
      return type === INT64 || type === UINT64 ? 0 : super._readScalarValue(type);
    }

    override _readPaths(): void {
      super._readPaths();
      if (this.paths.some(({ length }) => length > LONGEST_PATH)) throw lie();
    }

    override _readTOC(): void {
      super._readTOC();
      for (const name of SECTIONS) {
        const section = this.sections[name];
        if (!section) continue;
        const count = Number(this.reader.view.getBigUint64(section.start, true));
        if (count > (name === 'PATHS' ? MOST_PATHS : MOST_ENTRIES) || count > 64 * bytes.length) {
          throw lie();
        }
        if (name === 'TOKENS') this.#checkTokens(section.start);
      }
    }

    /** Names unpack to so many bytes at most. */
    #checkTokens(start: number): void {
      const size = Number(this.reader.view.getBigUint64(start + 8, true));
      if (size > 255 * bytes.length) throw lie();
    }

    override _buildPathsFromCompressed(
      at: Int32Array,
      tokens: Int32Array,
      jumps: Int32Array,
    ): void {
      const seen = new Uint8Array(at.length);
      const open: { entry: number; above: string }[] = [{ entry: 0, above: '' }];
      for (let next = open.pop(); next; next = open.pop()) {
        const { entry, above } = next;
        if (entry < 0 || entry >= at.length || seen[entry]) throw lie();
        seen[entry] = 1;
        const path = this.#pathOf(tokens[entry]!, above);
        if (path.length > LONGEST_PATH || at[entry]! >= at.length || at[entry]! < 0) throw lie();
        this.paths[at[entry]!] = path;
        // 0: a sibling follows; -1: a child; -2: neither; else a child, and a sibling so far on.
        const jump = jumps[entry]!;
        const siblings = above === '' ? path : above;
        if (jump === 0) open.push({ entry: entry + 1, above: siblings });
        if (jump > 0) open.push({ entry: entry + jump, above: siblings });
        if (jump > 0 || jump === -1) open.push({ entry: entry + 1, above: path });
      }
    }

    #pathOf(token: number, above: string): string {
      if (above === '') return '/';
      const name = this.tokens[Math.abs(token)] ?? '';
      if (token < 0) return `${above}.${name}`;
      return above === '/' ? `/${name}` : `${above}/${name}`;
    }

    override _readArrayValue(rep: unknown): unknown {
      const size = Number(this.reader.view.getBigUint64(this.reader.offset, true));
      this.#numbers += size;
      const most = Math.min(MOST_NUMBERS, MOST_BY_BYTE * bytes.length);
      if (size > most || this.#numbers > MOST_READ) throw lie();
      return super._readArrayValue(rep);
    }

    override _readValue(rep: unknown): unknown {
      if (++this.#values > MOST_VALUES) throw lie();
      return super._readValue(rep);
    }
  }

  // A copy of its own: the parser takes all of a buffer for the layer, and a slice of Node's shares one.
  return new CheckedParser().parseData(new Uint8Array(bytes).buffer);
}

function lie() {
  return broken('USDZ', 'it claims more than it can hold');
}
