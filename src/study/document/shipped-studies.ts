import { readStudy } from './read-study.ts';
import type { Study } from './study-schema.ts';

const files = import.meta.glob('../../../presets/studies/*.json', {
  eager: true,
  import: 'default',
});

/** The studies that come along, by name. */
export function shippedStudies(): ReadonlyMap<string, Study> {
  return new Map(
    Object.entries(files)
      .map(
        ([path, json]) => [path.split('/').at(-1)!.replace('.json', ''), readStudy(json)] as const,
      )
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
