import { DEFAULT_PLAN } from '../defaults.ts';
import { presetFiles } from '../preset-files.ts';
import { childValue, fieldOf, isRecord, PLAN_SHAPE, type Shape } from '../shape.ts';

/**
 * A plan with a partial plan laid over it, unchecked. Objects merge field by field; lists, and
 * parts that come in kinds (loss, scars, zone shapes), are replaced whole.
 */
export function overlayPlan(base: unknown, patch: Readonly<Record<string, unknown>>): unknown {
  return overlay(PLAN_SHAPE, impliedBase(base, patch), patch);
}

/** A document with its missing fields taken from the default plan, unchecked. */
export function fillFromDefault(document: Readonly<Record<string, unknown>>): unknown {
  return overlayPlan(DEFAULT_PLAN, document);
}

/**
 * The base with the values that a patch implies: a new skin type without its chromophores means
 * that type's chromophores, and a changed number of sessions means all of them. Without this,
 * `{"skin":{"type":"VI"}}` would quietly keep the fair skin of the default.
 */
export function impliedBase(base: unknown, patch: Readonly<Record<string, unknown>>): unknown {
  if (!isRecord(base)) return base;
  const type = isRecord(patch.skin) ? patch.skin.type : undefined;
  const isNew = type !== childValue(base.skin, 'type');
  const named = isNew && presetFiles('skin').find((file) => file.name === type)?.patch.skin;
  const before = Array.isArray(base.sessions) ? base.sessions.length : 0;
  const after = Array.isArray(patch.sessions) ? patch.sessions.length : before;
  return {
    ...base,
    ...(isRecord(named) && isRecord(base.skin) ? { skin: { ...base.skin, ...named } } : {}),
    ...(after === before ? {} : { sessionsDone: after }),
  };
}

function overlay(shape: Shape | undefined, base: unknown, patch: unknown): unknown {
  const plain = shape?.type === 'object' && !shape.oneOf;
  if (!plain || !isRecord(base) || !isRecord(patch)) return patch;
  const given = Object.entries(patch).filter(([, value]) => value !== undefined);
  // fromEntries, not assignment: a "__proto__" field must arrive as a field, to be refused.
  return Object.fromEntries([
    ...Object.entries(base),
    ...given.map(([key, value]) => {
      const under = Object.hasOwn(base, key) ? base[key] : undefined;
      return [key, overlay(fieldOf(shape, key), under, value)] as const;
    }),
  ]);
}
