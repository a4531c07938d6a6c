import * as fc from 'fast-check';
import type { Plan } from '../../src/plan/schema.ts';
import { PLAN_SHAPE, type Shape } from '../../src/plan/shape.ts';

/** Sound plans over the whole range of every field. */
export const arbitraryPlan: fc.Arbitrary<Plan> = fc
  .tuple(ofShape(PLAN_SHAPE), fc.integer({ min: 0, max: 6 }))
  .map(([plan, done]) => sound(plan as Plan, done));

/** Anything a JSON file can hold, with names and values of a plan among the noise. */
export const hostileJson: fc.Arbitrary<unknown> = fc
  .jsonValue({ maxDepth: 4 })
  .map((value) => JSON.parse(JSON.stringify(value)) as unknown);

/** A sound plan with a few places overwritten, removed or added to. */
export const damagedPlan: fc.Arbitrary<unknown> = fc
  .tuple(arbitraryPlan, fc.array(fc.tuple(fc.nat(), fc.nat(5), noise()), { maxLength: 5 }))
  .map(([plan, hits]) => {
    const damaged = structuredClone(plan);
    for (const [where, how, value] of hits) damage(damaged, where, how, structuredClone(value));
    return damaged;
  });

/** Values of the wrong type, out of range, or close to right. */
function noise(): fc.Arbitrary<unknown> {
  const words = ['__proto__', 'constructor', 'norwood', 'FUT', 'ii', '0.5', ' 12 ', '0803rl', ''];
  const numbers = [-1, 0.5, 1e9, -0, Number.NaN, Number.POSITIVE_INFINITY, 5e-324];
  return fc.oneof(
    fc.constantFrom<unknown>(null, undefined, true, [], {}, [null], [{}], { kind: 'band' }),
    fc.constantFrom<unknown>(...words, ...numbers),
    fc.jsonValue({ maxDepth: 2 }),
  );
}

function damage(plan: object, where: number, how: number, value: unknown): void {
  const holders: Record<string, unknown>[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    holders.push(node as Record<string, unknown>);
    for (const child of Object.values(node)) visit(child);
  };
  visit(plan);
  const holder = holders[where % holders.length]!;
  const keys = Object.keys(holder);
  const key = keys[Math.floor(where / holders.length) % Math.max(1, keys.length)] ?? 'stray';
  if (how === 0) delete holder[key];
  else if (how === 1)
    Object.defineProperty(holder, '__proto__', {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  else if (how === 2) holder.stray = value;
  else holder[key] = value;
}

function ofShape(shape: Shape): fc.Arbitrary<unknown> {
  if (shape.const !== undefined) return fc.constant(shape.const);
  if (shape.enum) return fc.constantFrom(...shape.enum);
  if (shape.oneOf) return fc.oneof(...shape.oneOf.map(ofShape));
  if (shape.items) {
    const { minItems: minLength = 0, maxItems: maxLength = 9 } = shape;
    return fc.array(ofShape(shape.items), { minLength, maxLength });
  }
  if (shape.propertyNames) {
    const each = ofShape(shape.additionalProperties as Shape);
    const fields = shape.propertyNames.enum!.map((name) => [name, each] as const);
    return fc.record(Object.fromEntries(fields), { requiredKeys: [], noNullPrototype: true });
  }
  if (shape.properties) {
    const fields = Object.entries(shape.properties).map(
      ([key, one]) => [key, ofShape(one)] as const,
    );
    return fc.record(Object.fromEntries(fields), { noNullPrototype: true });
  }
  if (shape.pattern) return fc.stringMatching(new RegExp(shape.pattern));
  if (shape.type === 'string') {
    return fc.string({
      minLength: shape.minLength ?? 0,
      maxLength: Math.min(shape.maxLength!, 30),
    });
  }
  if (shape.type === 'boolean') return fc.boolean();
  const range = { min: shape.minimum!, max: shape.maximum! };
  return shape.type === 'integer' ? fc.integer(range) : fc.double({ ...range, noNaN: true });
}

/** Puts in order what the schema alone does not. */
function sound(plan: Plan, done: number): Plan {
  const count = plan.sessions.length;
  return {
    ...plan,
    sessionsDone: Math.min(done, count),
    sessions: plan.sessions.map((session, i) => ({
      ...session,
      cumulativeShare: (i + 1) / count,
      day: session.day / 10 + i * 400,
    })),
    zones: plan.zones.map(forward),
    earlier: plan.earlier.map(forward),
    grafts: plan.grafts.map(forward),
    manual: {
      strokes: plan.manual.strokes.map((one) => ({ ...one, path: one.path.map(inside) })),
      erased: plan.manual.erased.map(inside),
      added: plan.manual.added.map((one) => ({ ...one, at: inside(one.at) })),
      moved: plan.manual.moved.map((one) => ({
        ...one,
        from: inside(one.from),
        to: inside(one.to),
      })),
    },
    noGo: plan.noGo.map((one) => ({ ...one, at: inside(one.at) })),
  };
}

function forward<T extends Pick<Plan['zones'][number], 'shape'>>(zone: T): T {
  const { shape } = zone;
  if (shape.kind !== 'band' || shape.fromMm < shape.toMm) return zone;
  return { ...zone, shape: { ...shape, fromMm: -20, toMm: 10 } };
}

function inside(point: Plan['manual']['erased'][number]): Plan['manual']['erased'][number] {
  return { ...point, c: Math.min(point.c, 32768 - point.b) };
}
