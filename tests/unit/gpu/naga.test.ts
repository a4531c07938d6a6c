import { parseWgsl, validate } from 'naga-wasm';
import { beforeAll, expect, test } from 'vitest';
import { linkShader, shaderNames, shaderSource } from '../../../src/gpu/link.ts';
import { loadStructs } from '../../helpers/structs.ts';

beforeAll(loadStructs);

test('every kernel compiles under Naga, which Firefox and wgpu use, and not under Tint alone', async () => {
  const names = shaderNames().filter((name) =>
    /@(compute|vertex|fragment)\b/.test(shaderSource(name)),
  );
  const faults: string[] = [];
  for (const name of names) {
    try {
      validate(parseWgsl(await linkShader(name)));
    } catch (error) {
      faults.push(`${name}: ${String(error)}`);
    }
  }
  expect(faults).toEqual([]);
});

test('Naga is asked in earnest: what Tint takes and it does not is caught', () => {
  const looping =
    'fn f() -> u32 { loop { return 1u; } } @compute @workgroup_size(1) fn main() { _ = f(); }';
  expect(() => validate(parseWgsl(looping))).toThrow();
});

test('no memory of a workgroup has a size that is set from outside', () => {
  const sized = shaderNames().filter((name) => {
    const source = shaderSource(name);
    const overrides = [...source.matchAll(/\boverride\s+(\w+)/g)].map(([, word]) => word!);
    const shared = [...source.matchAll(/var<workgroup>[^;]*;/g)].map(([text]) => text);
    return shared.some((text) => overrides.some((word) => new RegExp(`\\b${word}\\b`).test(text)));
  });
  expect(sized).toEqual([]);
});
