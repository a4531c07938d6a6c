import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { DotworkError } from '../base/errors.ts';
import type { AdapterChoice } from './request.ts';

/** Dawn dies with the object `create` returns, so it lives on the global object for good. */
const held = globalThis as { dotworkDawn?: GPU; retired?: GPU | undefined };

/** RTLD_LAZY | RTLD_GLOBAL | RTLD_NODELETE on Linux: load a library and never let it go. */
const LOAD_FOR_GOOD = 0x1 | 0x100 | 0x1000;

/** Node's adapter: Dawn on the hardware, or on the software GPU that comes with the dev packages. */
export async function dawnAdapter(choice: AdapterChoice): Promise<GPUAdapter> {
  if (choice === 'software') useSoftwareGpu();
  const gpu = await dawn();
  let adapter = await request(gpu);
  if (!adapter && choice === 'auto') {
    useSoftwareGpu();
    // The first instance looked for drivers already; a new one looks again, beside it.
    held.retired = held.dotworkDawn;
    delete held.dotworkDawn;
    adapter = await request(await dawn());
  }
  if (!adapter) {
    throw new DotworkError(
      'gpu-missing',
      'No GPU that Vulkan, Metal or Direct3D 12 can use was found.',
      'Install a graphics driver, or install the development packages (npm ci) for a software GPU.',
    );
  }
  return adapter;
}

async function dawn(): Promise<GPU> {
  if (!held.dotworkDawn) {
    const { create, globals } = await import('webgpu').catch((cause: unknown) => {
      throw new DotworkError(
        'gpu-missing',
        'The package "webgpu" (WebGPU for Node) is not installed.',
        'Run: npm install webgpu',
        cause,
      );
    });
    Object.assign(globalThis, globals);
    held.dotworkDawn = create([]);
  }
  return held.dotworkDawn;
}

async function request(gpu: GPU): Promise<GPUAdapter | null> {
  try {
    return await gpu.requestAdapter({ powerPreference: 'high-performance' });
  } catch {
    return null;
  }
}

/**
 * Points the Vulkan loader at SwiftShader from `@sparticuz/chromium`, unpacked once beside the
 * packages. Also loads that package's `libvulkan`: a bare machine has none, and Dawn then finds
 * the one already in memory by its name.
 */
function useSoftwareGpu(): void {
  if (process.platform !== 'linux') {
    throw new DotworkError(
      'gpu-missing',
      'The bundled software GPU runs on Linux only.',
      'Use a machine with a GPU that WebGPU supports.',
    );
  }
  const folder = softwareGpuFolder();
  process.env.VK_ICD_FILENAMES = join(folder, 'vk_swiftshader_icd.json');
  try {
    process.dlopen({ exports: {} } as NodeJS.Module, join(folder, 'libvulkan.so.1'), LOAD_FOR_GOOD);
  } catch {
    // Expected: it is a plain library, not a Node add-on. It stays loaded, which is the point.
  }
}

/** Folder with the software GPU's driver, unpacked if this is the first time. */
export function softwareGpuFolder(): string {
  const require = createRequire(import.meta.url);
  let packageJson: string;
  try {
    packageJson = findPackageJson(require.resolve('@sparticuz/chromium'));
  } catch (cause) {
    throw new DotworkError(
      'gpu-missing',
      'The software GPU comes with the package "@sparticuz/chromium", which is not installed.',
      'Run: npm ci',
      cause,
    );
  }
  const packageFolder = dirname(packageJson);
  const { version } = JSON.parse(readFileSync(packageJson, 'utf8')) as { version: string };
  const folder = join(packageFolder, '..', '..', '.cache', 'dotwork', `swiftshader-${version}`);
  if (!existsSync(join(folder, 'vk_swiftshader_icd.json'))) {
    unpack(join(packageFolder, 'bin', 'swiftshader.tar.br'), folder);
  }
  return folder;
}

function findPackageJson(file: string): string {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const candidate = join(folder, 'package.json');
    if (existsSync(candidate) && readFileSync(candidate, 'utf8').includes('"version"')) {
      return candidate;
    }
  }
  throw new Error(`No package.json above ${file}.`);
}

/** Unpacks beside the target and renames, so that two processes at once do no harm. */
function unpack(archive: string, folder: string): void {
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  for (const [name, bytes] of tarEntries(brotliDecompressSync(readFileSync(archive)))) {
    writeFileSync(join(draft, name), bytes, { mode: 0o755 });
  }
  const icd = join(draft, 'vk_swiftshader_icd.json');
  writeFileSync(
    icd,
    readFileSync(icd, 'utf8').replace(
      './libvk_swiftshader.so',
      join(folder, 'libvk_swiftshader.so'),
    ),
  );
  try {
    renameSync(draft, folder);
  } catch {
    rmSync(draft, { recursive: true, force: true }); // another process was first
  }
}

/** Files of an uncompressed POSIX tar: 512-byte header (name, octal size at 124), then content. */
function* tarEntries(tar: Buffer): Generator<[name: string, bytes: Buffer]> {
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0; ) {
    const name = tar.toString('utf8', at, at + 100).replace(/\0.*$/s, '');
    const size = Number.parseInt(tar.toString('ascii', at + 124, at + 136), 8);
    const isFile = tar[at + 156] === 0x30 || tar[at + 156] === 0;
    if (isFile) yield [name.replace(/^.*\//, ''), tar.subarray(at + 512, at + 512 + size)];
    at += 512 + Math.ceil(size / 512) * 512;
  }
}
