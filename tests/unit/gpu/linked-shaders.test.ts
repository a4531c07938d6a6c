import { beforeAll, expect, test } from 'vitest';
import { linkShader, shaderNames, shaderSource } from '../../../src/gpu/link.ts';
import { loadStructs } from '../../helpers/structs.ts';

/** `scripts/linked-shaders.mjs`, which has no types. */
interface Script {
  linkAll(): Promise<Record<string, string>>;
  moduleOf(linked: Record<string, string>): string;
  bare(wgsl: string): string;
}

const path = '../../../scripts/linked-shaders.mjs';
let script: Script;

beforeAll(async () => {
  await loadStructs();
  script = (await import(/* @vite-ignore */ path)) as Script;
});

test('what is built in is what development links, without its comments', async () => {
  const linked = await script.linkAll();
  const kernels = shaderNames().filter((name) =>
    /@(compute|vertex|fragment)\b/.test(shaderSource(name)),
  );
  expect(Object.keys(linked).sort()).toEqual(kernels.sort());
  const text = script.moduleOf(linked);
  const made = (await import(
    /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(text)}`
  )) as { linkShader(name: string): Promise<string> };
  const words = (wgsl: string) =>
    wgsl
      .replace(/\/\/[^\n]*/g, ' ')
      .split(/\s+/)
      .filter(Boolean);
  for (const name of kernels) {
    expect(words(await made.linkShader(name))).toEqual(words(await linkShader(name)));
  }
  await expect(made.linkShader('toString')).rejects.toThrow('toString');
});

test('comments and empty lines go, and nothing else', () => {
  expect(script.bare('// what\nfn a() {\n\n  b(); // why\n  \n}\n')).toBe(
    '\nfn a() {\n  b();\n}\n',
  );
});
