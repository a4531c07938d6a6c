import { beforeAll, expect, test } from 'vitest';
import {
  type ArrayInfo,
  type StructInfo,
  type TypeInfo,
  WgslReflect,
} from 'wgsl_reflect/wgsl_reflect.module.js';
import { type Field, type Fields, layouts, StructLayout, struct } from '../../src/gpu/layout.ts';
import { linkShader, shaderNames, shaderSource } from '../../src/gpu/link.ts';
import { importsOf, sourcesIn } from '../helpers/sources.ts';
import { loadStructs } from '../helpers/structs.ts';

/** One scalar or run of scalars of a struct. */
interface Slot {
  readonly name: string;
  readonly scalar: string;
  readonly count: number;
  readonly offset: number;
}

const kernels = shaderNames().filter((name) =>
  /@(compute|vertex|fragment)\b/.test(shaderSource(name)),
);
const linked = new Map<string, WgslReflect>();

beforeAll(async () => {
  await loadStructs();
  for (const name of kernels)
    linked.set(name, new WgslReflect(declarations(await linkShader(name))));
  // On a machine busy with other steps that takes more than what a hook is given by default.
}, 180_000);

test('every struct the host packs is laid out as the shader reads it', () => {
  expect(layouts.size).toBeGreaterThan(10);
  const faults: string[] = [];
  for (const layout of layouts.values()) {
    const found = [...linked].flatMap(([kernel, reflect]) =>
      reflect.structs.filter(({ name }) => name === layout.name).map((info) => ({ kernel, info })),
    );
    if (found.length === 0) faults.push(`no kernel has a struct ${layout.name}`);
    for (const { kernel, info } of found) {
      faults.push(...layoutFaults(layout, info).map((fault) => `${kernel}: ${fault}`));
    }
  }
  expect(faults).toEqual([]);
});

test('no shader writes a struct of the host again', () => {
  const names = [...layouts.keys()].join('|');
  const twice = shaderNames().filter((name) =>
    new RegExp(`^struct (${names})\\b`, 'm').test(shaderSource(name)),
  );
  expect(twice).toEqual([]);
});

test('a layout that differs in name, order, kind or size is caught', () => {
  const wgsl =
    'struct Box { a: u32, b: f32, c: vec4f, d: array<vec4u, 2> }\n@group(0) @binding(0) var<uniform> box: Box;';
  const info = new WgslReflect(wgsl).structs[0]!;
  const against = (fields: Fields) => layoutFaults(new StructLayout('Box', fields), info);
  const right = { a: 'u32', b: 'f32', c: 'vec4f', d: ['vec4u', 2] } as const;
  expect(against(right)).toEqual([]);
  // Scalars do not make room as a vector does.
  expect(against({ ...right, c: ['f32', 4] })).not.toEqual([]);
  expect(against({ ...right, c: 'vec4u' })).not.toEqual([]);
  expect(against({ ...right, a: 'i32' })).not.toEqual([]);
  expect(against({ ...right, d: ['vec4u', 1] })).not.toEqual([]);
  expect(against({ b: 'f32', a: 'u32', c: 'vec4f', d: ['vec4u', 2] })).not.toEqual([]);
});

test('a struct comes out as WGSL lays it out, whatever stands beside what', () => {
  const inner = new StructLayout('Inner', { at: 'vec4f', of: 'u32' });
  const flat = new StructLayout('Flat', { x: 'i32', y: 'i32', z: 'i32' });
  const kinds: Field[] = ['u32', 'f32', ['i32', 3], 'vec4i', 'mat4x4f', ['vec4f', 2]];
  kinds.push(inner, [inner, 2], flat, [flat, 3], 'atomic<u32>');
  for (const [i, first] of kinds.entries()) {
    for (const second of kinds) {
      const layout = new StructLayout(`Pair${i}`, { lead: 'u32', first, second, last: 'f32' });
      const module = new WgslReflect(`${inner.wgsl}${flat.wgsl}${layout.wgsl}`);
      const info = module.structs.find(({ name }) => name === layout.name)!;
      expect(layoutFaults(layout, info)).toEqual([]);
    }
  }
});

test('what is packed stands where the shader looks for it', () => {
  const inner = new StructLayout('Inner', { of: 'u32', at: 'vec4f' });
  const layout = new StructLayout('Outer', { n: 'u32', all: [inner, 2], run: ['f32', 2] });
  const bytes = layout.packAll([
    { n: 1, all: [{ of: 2, at: [3, 4, 5, 6] }], run: [7, 8] },
    { n: 9, all: [], run: [] },
  ]);
  const words = new Uint32Array(bytes.buffer);
  const floats = new Float32Array(bytes.buffer);
  expect([words[0], words[4], words[24]]).toEqual([1, 2, 9]);
  expect([...floats.subarray(8, 12), ...floats.subarray(20, 22)]).toEqual([3, 4, 5, 6, 7, 8]);
  expect(layout.bytes).toBe(96);
});

test('two structs cannot have one name', () => {
  expect(() => struct('SortStep', { count: 'u32' })).toThrow('SortStep');
});

test('whoever makes a kernel has loaded the structs it imports', () => {
  const sources = new Map(sourcesIn('src', '.ts').map((source) => [source.path, source]));
  const homes = new Map<string, string>();
  for (const { path, text } of sources.values()) {
    for (const [, name] of text.matchAll(/\bstruct\('(\w+)'/g)) homes.set(name!, path);
  }
  const loads = (path: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(path) || !sources.has(path)) return seen;
    seen.add(path);
    for (const { target, typeOnly } of importsOf(sources.get(path)!)) {
      if (!typeOnly) loads(target, seen);
    }
    return seen;
  };
  const faults: string[] = [];
  for (const kernel of kernels) {
    const stem = kernel.split('/')[1]!;
    const hosts = [...sources.values()].filter(
      ({ path, text }) =>
        text.includes(`'${kernel}'`) ||
        (text.includes(`'${stem}'`) && path.startsWith(`engine/${kernel.split('/')[0]}/`)),
    );
    if (hosts.length === 0) faults.push(`nobody makes ${kernel}`);
    const wanted = [...layouts.keys()].filter((name) =>
      linked.get(kernel)!.structs.some((info) => info.name === name),
    );
    for (const { path } of hosts) {
      const loaded = loads(path);
      for (const name of wanted) {
        if (!loaded.has(homes.get(name)!)) faults.push(`${path} makes ${kernel} without ${name}`);
      }
    }
  }
  expect(faults).toEqual([]);
});

test('kernels keep to what every GPU has', () => {
  const faults: string[] = [];
  for (const [name, reflect] of linked) {
    if (reflect.storage.length > 8) faults.push(`${name} has ${reflect.storage.length} storages`);
    for (const variable of [...reflect.storage, ...reflect.uniforms]) {
      if (hasVec3(variable.type)) faults.push(`${name}: ${variable.name} holds a vec3`);
      if (variable.group !== 0) faults.push(`${name}: ${variable.name} is not in group 0`);
    }
    for (const text of shaderSource(name).matchAll(/@workgroup_size\(([^)]*)\)/g)) {
      const size = text[1]!.split(',').reduce((n, part) => n * workgroupOf(part.trim(), name), 1);
      if (!(size <= 256)) faults.push(`${name} asks for ${text[1]} invocations`);
    }
  }
  expect(faults).toEqual([]);
});

function layoutFaults(layout: StructLayout<Fields>, info: StructInfo): string[] {
  const host: Slot[] = Object.entries(layout.fields).map(([name, kind]) => {
    return { name, ...flatField(kind), offset: layout.offsets[name]! };
  });
  const shader = info.members.map((member) => ({
    name: member.name,
    ...flat(member.type),
    offset: member.offset,
  }));
  const faults: string[] = [];
  const spell = (slots: readonly Slot[]) =>
    slots
      .map(({ name, scalar, count, offset }) => `${name}:${scalar}*${count}@${offset}`)
      .join(' ');
  if (spell(host) !== spell(shader)) {
    faults.push(`${layout.name} is ${spell(shader)}, the host packs ${spell(host)}`);
  }
  if (info.size !== layout.bytes) {
    faults.push(`${layout.name} takes ${info.size} bytes, the host packs ${layout.bytes}`);
  }
  return faults;
}

/** A field of the host as a run of one kind of scalar. */
function flatField(kind: Field): { scalar: string; count: number } {
  if (Array.isArray(kind)) {
    const { scalar, count } = flatField(kind[0]);
    return { scalar, count: count * kind[1] };
  }
  if (kind instanceof StructLayout) {
    const parts = Object.values(kind.fields).map(flatField);
    const same = parts.every(({ scalar }) => scalar === parts[0]!.scalar);
    return {
      scalar: same ? parts[0]!.scalar : 'mixed',
      count: parts.reduce((n, part) => n + part.count, 0),
    };
  }
  if (kind === 'mat4x4f') return { scalar: 'f32', count: 16 };
  if (kind === 'atomic<u32>') return { scalar: 'u32', count: 1 };
  const vector = /^vec4([uif])$/.exec(kind as string);
  return vector ? { scalar: `${vector[1]}32`, count: 4 } : { scalar: kind as string, count: 1 };
}

/** The module without its functions: the reflector knows all declarations but not all statements. */
function declarations(wgsl: string): string {
  let out = '';
  let at = 0;
  for (const { index } of wgsl.matchAll(
    /(?:@(?:compute|vertex|fragment)[^{;]*?|^\s*)fn\s+\w+\s*\(/gm,
  )) {
    if (index < at) continue;
    out += wgsl.slice(at, index);
    at = wgsl.indexOf('{', index) + 1;
    for (let depth = 1; depth > 0; at++) {
      if (wgsl[at] === '{') depth++;
      if (wgsl[at] === '}') depth--;
    }
  }
  return out + wgsl.slice(at);
}

/** A type as a run of one kind of scalar; mixed structs have none. */
function flat(type: TypeInfo): { scalar: string; count: number } {
  if (type.isStruct) {
    const parts = (type as StructInfo).members.map((member) => flat(member.type));
    const same = parts.every(({ scalar }) => scalar === parts[0]!.scalar);
    return {
      scalar: same ? parts[0]!.scalar : 'mixed',
      count: parts.reduce((n, p) => n + p.count, 0),
    };
  }
  if (type.isArray) {
    const { format, count } = type as ArrayInfo;
    const inner = flat(format);
    return { scalar: inner.scalar, count: inner.count * count };
  }
  const format = (type as { format?: TypeInfo | null }).format;
  if (type.name === 'atomic') return flat(format!);
  const matrix = /^mat([234])x([234])/.exec(type.name);
  if (matrix) return { scalar: 'f32', count: Number(matrix[1]) * Number(matrix[2]) };
  const short = /^vec([234])([uif])$/.exec(type.name);
  if (short) return { scalar: `${short[2]}32`, count: Number(short[1]) };
  const vector = /^vec([234])$/.exec(type.name);
  if (vector) return { scalar: format!.name, count: Number(vector[1]) };
  return { scalar: type.name, count: 1 };
}

function hasVec3(type: TypeInfo): boolean {
  if (type.isStruct) return (type as StructInfo).members.some((member) => hasVec3(member.type));
  if (type.isArray) return hasVec3((type as ArrayInfo).format);
  return /^vec3/.test(type.name);
}

function workgroupOf(part: string, kernel: string): number {
  if (part === 'WORKGROUP')
    return Number(/override WORKGROUP: u32 = (\d+)/.exec(shaderSource(kernel))?.[1]);
  return Number.parseInt(part, 10);
}
