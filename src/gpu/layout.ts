/** Scalars a host-shared struct may hold; vectors are spelled out, so alignment cannot surprise. */
export type Scalar = 'u32' | 'i32' | 'f32';

/** Field name to scalar or fixed array of scalars, in WGSL order. */
export type Fields = Readonly<Record<string, Scalar | readonly [Scalar, number]>>;

/** What {@link StructLayout.pack} takes: a number per scalar, an array per array. */
export type Values<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Scalar ? number : ArrayLike<number>;
};

const VIEWS = { u32: Uint32Array, i32: Int32Array, f32: Float32Array } as const;

/** Layouts by WGSL struct name; a test holds each against the linked shaders. */
export const layouts = new Map<string, StructLayout<Fields>>();

/** The host side of one WGSL struct of four-byte scalars. */
export class StructLayout<F extends Fields> {
  readonly name: string;
  readonly fields: F;
  /** Byte offset of each field. */
  readonly offsets: { readonly [K in keyof F]: number };
  /** Bytes of one struct, without uniform padding. */
  readonly bytes: number;

  constructor(name: string, fields: F) {
    this.name = name;
    this.fields = fields;
    let at = 0;
    const offsets: Record<string, number> = {};
    for (const [field, kind] of Object.entries(fields)) {
      offsets[field] = at;
      at += 4 * (typeof kind === 'string' ? 1 : kind[1]);
    }
    this.offsets = offsets as { [K in keyof F]: number };
    this.bytes = at;
  }

  /** One struct as bytes for the GPU. */
  pack(values: Values<F>): Uint8Array<ArrayBuffer> {
    const bytes = new ArrayBuffer(this.bytes);
    for (const [field, kind] of Object.entries(this.fields)) {
      const value = values[field] as number | ArrayLike<number>;
      const [scalar, length] = typeof kind === 'string' ? [kind, 1] : kind;
      const view = new VIEWS[scalar](bytes, this.offsets[field]!, length);
      if (typeof value === 'number') view[0] = value;
      else view.set(value);
    }
    return new Uint8Array(bytes);
  }

  /** Columns of an array of structs read back from the GPU: one typed array a scalar field. */
  columns(bytes: ArrayBuffer): { [K in keyof F]: Float64Array } {
    const count = Math.floor(bytes.byteLength / this.bytes);
    const words = this.bytes / 4;
    const out: Record<string, Float64Array> = {};
    for (const [field, kind] of Object.entries(this.fields)) {
      if (typeof kind !== 'string') continue;
      const view = new VIEWS[kind](bytes, 0, count * words);
      const first = this.offsets[field]! / 4;
      out[field] = Float64Array.from({ length: count }, (_, i) => view[i * words + first]!);
    }
    return out as { [K in keyof F]: Float64Array };
  }
}

/** Declares a struct shared with WGSL under the same name, and registers it for the layout test. */
export function struct<const F extends Fields>(name: string, fields: F): StructLayout<F> {
  const layout = new StructLayout(name, fields);
  layouts.set(name, layout as unknown as StructLayout<Fields>);
  return layout;
}
