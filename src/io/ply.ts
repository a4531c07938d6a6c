/** A column of a PLY file: what every vertex has. */
export interface PlyColumn {
  readonly name: string;
  readonly type: 'float' | 'uchar' | 'uint';
  readonly values: ArrayLike<number>;
}

const BYTES = { float: 4, uchar: 1, uint: 4 } as const;

/**
 * A PLY 1.0 file, points or triangles. Numbers are those of single precision in either kind: as text
 * with the nine digits that tell each apart.
 *
 * @param triangles - Three vertices each; none for points alone.
 * @param comments - One line each.
 */
export function plyFile(
  columns: readonly PlyColumn[],
  {
    ascii,
    comments,
    triangles,
  }: {
    readonly ascii: boolean;
    readonly comments: readonly string[];
    readonly triangles?: ArrayLike<number>;
  },
): Uint8Array {
  const count = columns[0]!.values.length;
  const faces = triangles ? triangles.length / 3 : 0;
  const header = [
    'ply',
    `format ${ascii ? 'ascii' : 'binary_little_endian'} 1.0`,
    ...comments.map((line) => `comment ${line.replace(/[^\x21-\x7e]+/g, ' ').trim()}`),
    `element vertex ${count}`,
    ...columns.map(({ name, type }) => `property ${type} ${name}`),
    ...(triangles ? [`element face ${faces}`, 'property list uchar uint vertex_indices'] : []),
    'end_header',
    '',
  ].join('\n');
  const body = ascii
    ? new TextEncoder().encode(asText(columns, count, triangles))
    : asBytes(columns, count, triangles);
  const head = new TextEncoder().encode(header);
  const file = new Uint8Array(head.length + body.length);
  file.set(head);
  file.set(body, head.length);
  return file;
}

function asText(
  columns: readonly PlyColumn[],
  count: number,
  triangles: ArrayLike<number> | undefined,
): string {
  const lines: string[] = [];
  for (let i = 0; i < count; i++) {
    lines.push(
      columns
        .map(({ type, values }) =>
          type === 'float' ? Number(Math.fround(values[i]!).toPrecision(9)) : values[i]!,
        )
        .join(' '),
    );
  }
  for (let t = 0; triangles && t < triangles.length; t += 3) {
    lines.push(`3 ${triangles[t]} ${triangles[t + 1]} ${triangles[t + 2]}`);
  }
  return `${lines.join('\n')}\n`;
}

function asBytes(
  columns: readonly PlyColumn[],
  count: number,
  triangles: ArrayLike<number> | undefined,
): Uint8Array {
  const stride = columns.reduce((sum, { type }) => sum + BYTES[type], 0);
  const faces = triangles ? triangles.length / 3 : 0;
  const bytes = new Uint8Array(count * stride + faces * 13);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (let i = 0; i < count; i++) {
    for (const { type, values } of columns) {
      if (type === 'float') view.setFloat32(at, values[i]!, true);
      else if (type === 'uint') view.setUint32(at, values[i]!, true);
      else view.setUint8(at, values[i]!);
      at += BYTES[type];
    }
  }
  for (let t = 0; triangles && t < triangles.length; t += 3) {
    view.setUint8(at, 3);
    for (let k = 0; k < 3; k++) view.setUint32(at + 1 + 4 * k, triangles[t + k]!, true);
    at += 13;
  }
  return bytes;
}
