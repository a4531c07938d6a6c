import * as z from 'zod';
import { DotworkError } from '../base/errors.ts';
import { childValue, valueAt } from './shape.ts';
import { found } from './words.ts';

/** What a preset sets: a whole case, or one part of a plan. */
export const PRESET_KINDS = [
  'case',
  'skin',
  'pigment',
  'needle',
  'hairline',
  'loss',
  'hand',
] as const;

/** What a preset sets: a whole case, or one part of a plan. */
export type PresetKind = (typeof PRESET_KINDS)[number];

const presetSchema = z.strictObject({
  format: z.literal('dotwork-preset'),
  kind: z.enum(PRESET_KINDS),
  name: z.string().regex(/^[A-Za-z0-9-]+$/),
  title: z.string().min(1).max(80),
  about: z.string().min(1).max(600),
  patch: z.record(z.string(), z.unknown()),
});

/** A preset as its file has it: a partial plan with a name and an honest word about it. */
export type Preset = Readonly<z.infer<typeof presetSchema>>;

/** Whether a document says that it is a preset. */
export function isPreset(json: unknown): boolean {
  return childValue(json, 'format') === 'dotwork-preset';
}

/** Reads a preset's file; its patch is yet to be laid over a plan. Throws a `plan` error. */
export function readPreset(json: unknown): Preset {
  const read = presetSchema.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const fields = Object.keys(presetSchema.shape);
  const fix = `A preset has ${fields.slice(0, -1).join(', ')} and ${fields.at(-1)}.`;
  if (issue?.code === 'unrecognized_keys') {
    throw new DotworkError('plan', `A preset has no field ${found(issue.keys[0])}.`, fix);
  }
  const path = (issue?.path ?? []).join('.');
  const value = valueAt(json, path);
  const said = value === undefined ? 'is missing' : `is ${found(value)}, which is not allowed`;
  throw new DotworkError('plan', `The preset's ${path} ${said}.`, fix);
}

const files: readonly Preset[] = Object.entries(
  import.meta.glob(
    ['../../presets/*/*.json', '!../../presets/{languages,lessons,rates,studies}/*.json'],
    {
      eager: true,
      import: 'default',
    },
  ),
)
  .map(([path, json]) => {
    const read = presetSchema.safeParse(json);
    // A bug in the house, not in a user's file: the tests read every preset.
    if (!read.success) throw new Error(`${path}: ${z.prettifyError(read.error)}`);
    return read.data;
  })
  .sort((a, b) => (a.name < b.name ? -1 : 1));

/** Every shipped preset of a kind, in name order. */
export function presetFiles(kind: PresetKind): readonly Preset[] {
  return files.filter((file) => file.kind === kind);
}
