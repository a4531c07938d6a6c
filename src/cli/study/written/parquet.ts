import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Column } from '../../../study/run/table.ts';

/** The table as Parquet: numbers as doubles, texts as strings, a column of both as strings. */
export function tableParquet(
  columns: readonly Column[],
  facts: Record<string, string>,
): Uint8Array {
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: columns.map(({ name, values }) => {
        const there = values.filter((value) => value !== null);
        if (there.every((value) => typeof value === 'number')) {
          return { name, data: [...values], type: 'DOUBLE' as const, nullable: true };
        }
        if (there.every((value) => typeof value === 'boolean')) {
          return { name, data: [...values], type: 'BOOLEAN' as const, nullable: true };
        }
        const data = values.map((value) => (value === null ? null : String(value)));
        return { name, data, type: 'STRING' as const, nullable: true };
      }),
      kvMetadata: Object.entries(facts).map(([key, value]) => ({ key, value })),
    }),
  );
}
