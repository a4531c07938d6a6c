/** Four-byte numbers a host-shared struct may hold. */
export type Scalar = 'u32' | 'i32' | 'f32' | 'atomic<u32>';

/** Vectors it may hold. No vec3: it takes the room of four, and reads as if it took three. */
export type Vector = 'vec4u' | 'vec4i' | 'vec4f' | 'mat4x4f';

/** What one field holds: a number, a vector, another struct, or so many of either. */
export type Field = Element | readonly [Element, number];

/** Field name to kind, in WGSL order. */
export type Fields = Readonly<Record<string, Field>>;

type Element = Scalar | Vector | StructLayout<Fields>;

type Value<K> = K extends Scalar
  ? number
  : K extends Vector | readonly [Scalar | Vector, number]
    ? ArrayLike<number>
    : K extends StructLayout<infer F>
      ? Values<F>
      : K extends readonly [StructLayout<infer F>, number]
        ? readonly Values<F>[]
        : never;

/** What {@link StructLayout.pack} takes: a number per scalar, a list of numbers for all else. */
export type Values<F extends Fields> = { readonly [K in keyof F]: Value<F[K]> };

const VIEWS = { u: Uint32Array, i: Int32Array, f: Float32Array } as const;

/** Structs by name: the linker's module `structs`. */
export const layouts = new Map<string, StructLayout<Fields>>();

/** One struct of host and shader, laid out as WGSL lays it out. */
export class StructLayout<F extends Fields> {
  readonly name: string;
  readonly fields: F;
  /** Byte offset of each field. */
  readonly offsets: { readonly [K in keyof F]: number };
  /** Bytes of one struct, and from one to the next in an array. */
  readonly bytes: number;
  /** Offsets of it are a multiple of so many bytes. */
  readonly align: number;

  constructor(name: string, fields: F) {
    this.name = name;
    this.fields = fields;
    const offsets: Record<string, number> = {};
    let end = 0;
    let align = 4;
    for (const [field, kind] of Object.entries(fields)) {
      const [element, count] = listOf(kind);
      const own = alignOf(element);
      offsets[field] = roundUp(end, own);
      end = offsets[field] + count * bytesOf(element);
      align = Math.max(align, own);
    }
    this.offsets = offsets as { [K in keyof F]: number };
    this.bytes = roundUp(end, align);
    this.align = align;
  }

  /** The struct as the shaders import it. */
  get wgsl(): string {
    const lines = Object.entries(this.fields).map(([field, kind]) => `  ${field}: ${spell(kind)},`);
    return `struct ${this.name} {\n${lines.join('\n')}\n}\n`;
  }

  /** One struct as bytes for the GPU. */
  pack(values: Values<F>): Uint8Array<ArrayBuffer> {
    return this.packAll([values]);
  }

  /** An array of them. */
  packAll(rows: readonly Values<F>[]): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(this.bytes * rows.length);
    rows.forEach((row, i) => {
      for (const [field, kind] of Object.entries(this.fields)) {
        write(bytes, this.bytes * i + this.offsets[field]!, kind, row[field]);
      }
    });
    return bytes;
  }

  /** Columns of an array of structs read back from the GPU: one typed array a scalar field. */
  columns(bytes: ArrayBuffer): { [K in keyof F]: Float64Array } {
    const count = Math.floor(bytes.byteLength / this.bytes);
    const words = this.bytes / 4;
    const out: Record<string, Float64Array> = {};
    for (const [field, kind] of Object.entries(this.fields)) {
      if (!isScalar(kind)) continue;
      const view = new (viewOf(kind))(bytes, 0, count * words);
      const first = this.offsets[field]! / 4;
      out[field] = Float64Array.from({ length: count }, (_, i) => view[i * words + first]!);
    }
    return out as { [K in keyof F]: Float64Array };
  }
}

/**
 * Declares a struct shared with WGSL, where `import structs::Name;` brings it in once this module is
 * loaded. Say what a field is and its unit beside it: it is described nowhere else.
 */
export function struct<const F extends Fields>(name: string, fields: F): StructLayout<F> {
  if (layouts.has(name)) throw new Error(`There are two structs ${name}.`);
  const layout = new StructLayout(name, fields);
  layouts.set(name, layout as unknown as StructLayout<Fields>);
  return layout;
}

/** All structs declared so far, as the text of one WGSL module. */
export function structsModule(): string {
  return [...layouts.values()].map(({ wgsl }) => wgsl).join('\n');
}

function isScalar(kind: Field): kind is Scalar {
  return kind === 'u32' || kind === 'i32' || kind === 'f32' || kind === 'atomic<u32>';
}

function listOf(kind: Field): readonly [Element, number] {
  return Array.isArray(kind)
    ? (kind as unknown as readonly [Element, number])
    : [kind as Element, 1];
}

function bytesOf(kind: Element): number {
  if (typeof kind !== 'string') return kind.bytes;
  return kind === 'mat4x4f' ? 64 : isScalar(kind) ? 4 : 16;
}

function alignOf(kind: Element): number {
  if (typeof kind !== 'string') return kind.align;
  return isScalar(kind) ? 4 : 16;
}

function viewOf(kind: Scalar | Vector) {
  return VIEWS[kind === 'atomic<u32>' ? 'u' : (/[uif](?=32|$)/.exec(kind)![0] as 'u' | 'i' | 'f')];
}

function spell(kind: Field): string {
  if (typeof kind === 'string') return kind;
  const [element, count] = listOf(kind);
  const name = typeof element === 'string' ? element : element.name;
  return Array.isArray(kind) ? `array<${name}, ${count}>` : name;
}

function write(into: Uint8Array<ArrayBuffer>, at: number, kind: Field, value: unknown): void {
  const [element, count] = listOf(kind);
  const bytes = bytesOf(element);
  if (typeof element !== 'string') {
    const rows = (Array.isArray(kind) ? value : [value]) as readonly Values<Fields>[];
    into.set(element.packAll(rows), at);
    return;
  }
  const view = new (viewOf(element))(into.buffer, at, (count * bytes) / 4);
  if (typeof value === 'number') view[0] = value;
  else view.set(value as ArrayLike<number>);
}

function roundUp(bytes: number, to: number): number {
  return Math.ceil(bytes / to) * to;
}
