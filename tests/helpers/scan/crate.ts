import type { Mesh } from '../scan-files.ts';

/** Sorts of values, by the numbers of the format (OpenUSD, crateDataTypes.h). */
const TYPE = { int: 3, double: 9, token: 11, vec3f: 24, specifier: 42 } as const;
const SPEC = { attribute: 1, prim: 6, root: 7 } as const;
const ARRAY = 0x80000000;
const INLINED = 0x40000000;
const PACKED = 0x20000000;

/** A binary USD layer with one mesh, as phones write them; nothing shrinks, but all is packed. */
export function crate({ positions, triangles }: Mesh, metersPerUnit = 1): Uint8Array {
  const out = new Bytes();
  out.text('PXR-USDC', 8).raw([0, 8, 0, 0, 0, 0, 0, 0]).long(0).pad(88);

  const tokens = [
    ';-)',
    'specifier',
    'typeName',
    'default',
    'metersPerUnit',
    'Mesh',
    'Scan',
    'points',
    'point3f[]',
    'faceVertexIndices',
    'faceVertexCounts',
    'int[]',
  ];
  const token = (name: string) => tokens.indexOf(name);

  const points = out.at;
  out.long(positions.length / 3);
  for (const value of positions) out.float(value);
  const corners = out.at;
  out.long(triangles.length).block(packedInts(triangles));
  const counts = out.at;
  out.long(triangles.length / 3).block(packedInts(new Array(triangles.length / 3).fill(3)));

  const metres = new DataView(new ArrayBuffer(4));
  metres.setFloat32(0, metersPerUnit, true);
  const fields: [name: string, low: number, high: number][] = [
    ['metersPerUnit', metres.getUint32(0, true), INLINED + (TYPE.double << 16)],
    ['specifier', 0, INLINED + (TYPE.specifier << 16)],
    ['typeName', token('Mesh'), INLINED + (TYPE.token << 16)],
    ['typeName', token('point3f[]'), INLINED + (TYPE.token << 16)],
    ['default', points, ARRAY + (TYPE.vec3f << 16)],
    ['typeName', token('int[]'), INLINED + (TYPE.token << 16)],
    ['default', corners, ARRAY + PACKED + (TYPE.int << 16)],
    ['default', counts, ARRAY + PACKED + (TYPE.int << 16)],
  ];
  const sets = [0, -1, 1, 2, -1, 3, 4, -1, 5, 6, -1, 5, 7, -1];
  /** Root, mesh, and its three attributes: where their fields begin, and of what sort they are. */
  const specs = [
    [0, SPEC.root],
    [2, SPEC.prim],
    [5, SPEC.attribute],
    [8, SPEC.attribute],
    [11, SPEC.attribute],
  ];
  const elements = [
    0,
    token('Scan'),
    -token('points'),
    -token('faceVertexIndices'),
    -token('faceVertexCounts'),
  ];

  const sections: [string, number, number][] = [];
  const section = (name: string, write: () => void) => {
    const start = out.at;
    write();
    sections.push([name, start, out.at - start]);
  };
  section('TOKENS', () => {
    const names = new TextEncoder().encode(tokens.map((name) => `${name}\0`).join(''));
    out.long(tokens.length).long(names.length).block(stored(names));
  });
  section('STRINGS', () => out.long(0));
  section('FIELDS', () => {
    const reps = new Bytes();
    for (const [, low, high] of fields) reps.word(low).word(high);
    out
      .long(fields.length)
      .block(packedInts(fields.map(([name]) => token(name))))
      .block(stored(reps.done()));
  });
  section('FIELDSETS', () => out.long(sets.length).block(packedInts(sets)));
  section('PATHS', () => {
    out
      .long(5)
      .long(5)
      .block(packedInts([0, 1, 2, 3, 4]))
      .block(packedInts(elements));
    // A child, a child, siblings, neither.
    out.block(packedInts([-1, -1, 0, 0, -2]));
  });
  section('SPECS', () => {
    out.long(5).block(packedInts([0, 1, 2, 3, 4]));
    for (const k of [0, 1]) out.block(packedInts(specs.map((spec) => spec[k]!)));
  });
  const contents = out.at;
  out.long(sections.length);
  for (const [name, start, size] of sections) out.text(name, 16).long(start).long(size);
  const bytes = out.done();
  new DataView(bytes.buffer).setBigUint64(16, BigInt(contents), true);
  return bytes;
}

/** Integers as differences: a common one, two bits for the size of each, then the differences. */
function packedInts(values: ArrayLike<number>): Uint8Array {
  const out = new Bytes().word(0);
  const codes = new Array(Math.ceil(values.length / 4)).fill(0xff);
  out.raw(codes);
  for (let i = 0; i < values.length; i++)
    out.word((values[i]! - (i > 0 ? values[i - 1]! : 0)) >>> 0);
  return stored(out.done());
}

/** LZ4 of one run of letters, in one piece. */
function stored(bytes: Uint8Array): Uint8Array {
  const out = new Bytes().raw([0]);
  if (bytes.length < 15)
    return out
      .raw([bytes.length << 4])
      .raw(bytes)
      .done();
  let left = bytes.length - 15;
  out.raw([0xf0]);
  for (; left >= 255; left -= 255) out.raw([255]);
  return out.raw([left]).raw(bytes).done();
}

class Bytes {
  readonly #list: number[] = [];

  get at(): number {
    return this.#list.length;
  }

  raw(bytes: ArrayLike<number>): this {
    for (let i = 0; i < bytes.length; i++) this.#list.push(bytes[i]!);
    return this;
  }

  word(value: number): this {
    return this.raw([value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24]);
  }

  long(value: number): this {
    return this.word(value).word(0);
  }

  float(value: number): this {
    return this.raw(new Uint8Array(Float32Array.of(value).buffer));
  }

  text(text: string, bytes: number): this {
    return this.raw(new TextEncoder().encode(text.padEnd(bytes, '\0')));
  }

  pad(to: number): this {
    return this.raw(new Array(to - this.at).fill(0));
  }

  /** Its length, then the bytes. */
  block(bytes: Uint8Array): this {
    return this.long(bytes.length).raw(bytes);
  }

  done(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.#list);
  }
}
