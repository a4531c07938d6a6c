import { beforeAll, expect, test } from 'vitest';
import {
  type ArrayInfo,
  type StructInfo,
  type TypeInfo,
  WgslReflect,
} from 'wgsl_reflect/wgsl_reflect.module.js';
import { type Fields, layouts, type StructLayout, struct } from '../../src/gpu/layout.ts';
import { linkShader, shaderNames, shaderSource } from '../../src/gpu/link.ts';
import { sourcesIn } from '../helpers/sources.ts';

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
  // Every module that declares a layout registers it when it is imported.
  const modules = import.meta.glob('../../src/{gpu,engine,view}/**/*.ts');
  for (const { path, text } of sourcesIn('src', '.ts')) {
    if (/\bstruct\('/.test(text)) await modules[`../../src/${path}`]!();
  }
  for (const name of kernels)
    linked.set(name, new WgslReflect(declarations(await linkShader(name))));
});

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

test('a layout that differs in name, order, kind or size is caught', () => {
  const wgsl =
    'struct Box { a: u32, b: f32, c: vec4f, d: array<vec4u, 2> }\n@group(0) @binding(0) var<uniform> box: Box;';
  const info = new WgslReflect(wgsl).structs[0]!;
  const faults = (fields: Fields) => {
    const layout = struct('Box', fields);
    layouts.delete('Box');
    return layoutFaults(layout, info);
  };
  const pad = { e: 'u32', f: 'u32' } as const;
  expect(faults({ a: 'u32', b: 'f32', c: ['f32', 4], d: ['u32', 8] })).not.toEqual([]);
  const good = new WgslReflect(wgsl.replace('c:', 'e: u32, f: u32, c:')).structs[0]!;
  const right = { a: 'u32', b: 'f32', ...pad, c: ['f32', 4], d: ['u32', 8] } as const;
  const against = (fields: Fields) => {
    const layout = struct('Box', fields);
    layouts.delete('Box');
    return layoutFaults(layout, good);
  };
  expect(against(right)).toEqual([]);
  expect(against({ ...right, a: 'i32' })).not.toEqual([]);
  expect(against({ ...right, d: ['u32', 4] })).not.toEqual([]);
  expect(against({ b: 'f32', a: 'u32', ...pad, c: ['f32', 4], d: ['u32', 8] })).not.toEqual([]);
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
    const [scalar, count] = typeof kind === 'string' ? [kind, 1] : kind;
    return { name, scalar, count, offset: layout.offsets[name]! };
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
