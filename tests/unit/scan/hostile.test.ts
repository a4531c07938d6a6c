import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DotworkError } from '../../../src/base/errors.ts';
import { readScan } from '../../../src/io/scan/read-scan.ts';
import type { ScanFile } from '../../../src/io/scan/scan-file.ts';
import { SCAN_ENDINGS } from '../../../src/io/scan/scan-formats.ts';
import { cleaned } from '../../../src/scan/repair/clean.ts';
import { ball, everyFormat, gltfJson, plyBinary } from '../../helpers/scan-files.ts';

const small = ball(4);
const files = await everyFormat(small);
/** No damaged file may take longer, ms of CPU; sound ones of this size take one or two. */
const LIMIT_MS = 2000;

/** CPU time of this process, ms: a busy machine must not fail a test of our own speed. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Reads and repairs, and holds the promise: sound triangles or a sentence, soon. */
async function survive(scan: readonly ScanFile[]): Promise<void> {
  const start = cpuMs();
  try {
    const { mesh } = await readScan(scan);
    const clean = cleaned(mesh, []);
    const count = clean.positions.length / 3;
    expect(clean.positions.every(Number.isFinite)).toBe(true);
    expect(clean.triangles.every((corner) => corner < count)).toBe(true);
  } catch (error) {
    expect(error).toBeInstanceOf(DotworkError);
    expect((error as DotworkError).fix).toBeTruthy();
  }
  expect(cpuMs() - start).toBeLessThan(LIMIT_MS);
}

/** Bytes flipped, cut out, repeated, or set to the numbers that break readers. */
const hits = fc.array(
  fc.record({
    at: fc.nat(),
    how: fc.constantFrom('flip', 'cut', 'double', 'huge', 'nan', 'zero'),
    value: fc.integer({ min: 0, max: 255 }),
  }),
  { minLength: 1, maxLength: 6 },
);

function damaged(bytes: Uint8Array, list: readonly { at: number; how: string; value: number }[]) {
  let out = bytes;
  for (const { at, how, value } of list) {
    const place = out.length > 0 ? at % out.length : 0;
    if (how === 'cut') out = out.slice(0, place);
    else if (how === 'double') out = Uint8Array.from([...out, ...out.slice(place)]);
    else {
      out = out.slice();
      const words = { huge: [255, 255, 255, 127], nan: [0, 0, 192, 127], zero: [0, 0, 0, 0] };
      const word = words[how as keyof typeof words] ?? [value];
      out.set(word.slice(0, out.length - place), place);
    }
  }
  return out;
}

test.each(Object.keys(files))(
  '%s: damaged bytes give a head, a part of one, or a sentence',
  async (name) => {
    const [main, ...beside] = files[name]!;
    await fc.assert(
      fc.asyncProperty(hits, async (list) => {
        await survive([{ name: main!.name, bytes: damaged(main!.bytes, list) }, ...beside]);
      }),
      { numRuns: name === 'glb draco' ? 40 : 120 },
    );
  },
  60_000,
);

test('plain noise under every name', async () => {
  const names = fc.constantFrom('a', ...SCAN_ENDINGS.map((ending) => `a.${ending}`));
  const starts = fc.constantFrom('', 'glTF', 'ply\n', 'solid ', '{"asset":', 'v 1 2 3\nf 1 1 1');
  await fc.assert(
    fc.asyncProperty(
      names,
      starts,
      fc.uint8Array({ maxLength: 400 }),
      async (name, start, noise) => {
        const bytes = Uint8Array.from([...new TextEncoder().encode(start), ...noise]);
        await survive([{ name, bytes }]);
      },
    ),
    { numRuns: 300 },
  );
});

test('counts that lie are refused before memory is asked for', async () => {
  const text = new TextDecoder('latin1').decode(plyBinary(small, true));
  for (const [from, to] of [
    [/element vertex \d+/, 'element vertex 999999999999'],
    [/element face \d+/, 'element face 4000000000'],
    [/list uchar int/, 'list float double'],
    [/list uchar int/, 'list int uchar'],
  ] as const) {
    const bytes = Uint8Array.from(text.replace(from, to), (letter) => letter.charCodeAt(0));
    await expect(readScan([{ name: 'a.ply', bytes }])).rejects.toThrow(DotworkError);
    await survive([{ name: 'a.ply', bytes }]);
  }
});

test('a glTF document that lies in any number is survived', async () => {
  const bin = { name: 'a.bin', bytes: files['gltf separate']![1]!.bytes };
  const values = [-1, 0, 0.5, 1e9, 1e300, null, 'x', [], {}, true, Number.MAX_SAFE_INTEGER];
  const paths: string[][] = [];
  const walk = (node: unknown, path: string[]) => {
    if (path.length > 0) paths.push(path);
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) walk(value, [...path, key]);
  };
  walk(gltfJson(small), []);
  for (const path of paths) {
    for (const value of values) {
      const json = structuredClone(gltfJson(small)) as Record<string, unknown>;
      const holder = path
        .slice(0, -1)
        .reduce<Record<string, unknown>>((node, key) => node[key] as Record<string, unknown>, json);
      holder[path.at(-1)!] = value;
      await survive([
        { name: 'a.gltf', bytes: new TextEncoder().encode(JSON.stringify(json)) },
        bin,
      ]);
    }
  }
});

test('loops of nodes and trees that multiply end', async () => {
  const nodes = Array.from({ length: 40 }, (_, i) => ({ mesh: 0, children: [i + 1, i + 1] }));
  const looped = { ...(gltfJson(small) as object), nodes: [{ mesh: 0, children: [0] }] };
  const bin = { name: 'a.bin', bytes: files['gltf separate']![1]!.bytes };
  for (const json of [looped, { ...(gltfJson(small) as object), nodes }]) {
    const bytes = new TextEncoder().encode(JSON.stringify(json));
    await expect(readScan([{ name: 'a.gltf', bytes }, bin])).rejects.toThrow(/tree of nodes/);
  }
  const deep = new TextEncoder().encode(`${'['.repeat(200_000)}`);
  await survive([{ name: 'a.gltf', bytes: deep }]);
});

test('a hundred thousand triangles round one point take no longer', () => {
  const count = 100_000;
  const positions = new Float64Array(3 * (count + 1));
  const triangles = new Uint32Array(3 * count);
  for (let i = 0; i < count; i++) {
    const turn = (2 * Math.PI * i) / count;
    positions.set([Math.cos(turn), Math.sin(turn), 0], 3 * (i + 1));
    triangles.set([0, 1 + i, 1 + ((i + 1) % count)], 3 * i);
  }
  const start = cpuMs();
  expect(cleaned({ positions, triangles }, []).triangles.length).toBeGreaterThan(count / 2);
  expect(cpuMs() - start).toBeLessThan(5000);
});

test('a scan as far out as numbers go ends, however its points fall together', () => {
  for (const far of [1e9, 1e17, 1e38, 1e300]) {
    const positions = small.positions.map((value, i) => (i % 3 === 0 ? value + far : value));
    const start = cpuMs();
    try {
      expect(cleaned({ ...small, positions }, []).positions.every(Number.isFinite)).toBe(true);
    } catch (error) {
      expect(error).toBeInstanceOf(DotworkError);
    }
    expect(cpuMs() - start).toBeLessThan(LIMIT_MS);
  }
});

test('as many parts as triangles take time by the triangle, not by its square', () => {
  const count = 40_000;
  const positions = new Float64Array(9 * count);
  for (let t = 0; t < count; t++) {
    const [x, y, z] = [3 * (t % 40), 3 * (Math.floor(t / 40) % 40), 3 * Math.floor(t / 1600)];
    positions.set([x, y, z, x + 1, y, z, x, y + 1, z], 9 * t);
  }
  const findings: Parameters<typeof cleaned>[1] = [];
  const start = cpuMs();
  const skin = cleaned(
    { positions, triangles: Uint32Array.from(positions.keys()).subarray(0, 3 * count) },
    findings,
  );
  // Each against all would be 5 billion steps.
  expect(cpuMs() - start).toBeLessThan(2 * LIMIT_MS);
  expect(skin.triangles).toHaveLength(3);
  const told = findings.filter(({ kind }) => kind === 'stray' || kind === 'largeStray');
  expect(told.reduce((sum, finding) => sum + finding.count, 0)).toBe(count - 1);
});

test('flat parts are told apart by their area, not by what rounding makes of their volume', () => {
  const sheet = (at: number, size: number) => [
    at,
    0.1,
    0.3,
    at + size,
    0.1,
    0.3,
    at,
    0.1 + size,
    0.7,
  ];
  const positions = Float64Array.from([...sheet(0.137, 1), ...sheet(7.77, 4), ...sheet(31.3, 2)]);
  const { positions: kept } = cleaned(
    { positions, triangles: Uint32Array.from([0, 1, 2, 3, 4, 5, 6, 7, 8]) },
    [],
  );
  expect(Math.max(...kept)).toBeCloseTo(11.77, 9);
});
