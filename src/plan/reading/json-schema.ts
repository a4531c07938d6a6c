import * as z from 'zod';
import { DEFAULT_PLAN } from '../defaults.ts';
import { planSchema } from '../schema.ts';
import { childValue, fieldsOf, type Shape } from '../shape.ts';

/**
 * JSON Schema (draft 2020-12) of a plan file as the strict reader takes it: `format` and `version`
 * are required, other fields outside lists and kinds carry their default instead. Contradictions
 * between fields (see `rules.ts`) are beyond what a schema can say.
 */
export function planJsonSchema(): object {
  const { properties, ...rest } = relaxed(z.toJSONSchema(planSchema) as Shape, DEFAULT_PLAN);
  const $schema = { type: 'string', description: 'Address of this schema, for editors; not kept' };
  return {
    ...rest,
    properties: { $schema, ...(properties as object) },
    title: 'Dotwork plan',
    required: ['format', 'version'],
  };
}

function relaxed(shape: Shape, standard: unknown): Readonly<Record<string, unknown>> {
  if (shape.type !== 'object' || !shape.properties) return { ...shape, default: standard };
  const { required: _, ...rest } = shape;
  const properties = Object.entries(fieldsOf(shape)).map(
    ([key, field]) => [key, relaxed(field, childValue(standard, key))] as const,
  );
  return { ...rest, properties: Object.fromEntries(properties) };
}
