import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { DotworkError } from '../base/errors.ts';
import type { AdapterChoice } from './adapter-choice.ts';
import { pollPatiently } from './patient-dawn.ts';

/** Dawn dies with the object `create` returns, so it lives on the global object for good. */
const held = globalThis as { dotworkDawn?: GPU; retired?: GPU | undefined };

/** The package that carries SwiftShader, a GPU in software. */
const CHROMIUM = '@sparticuz/chromium';

/** The Vulkan loader on Linux, by the name every program asks for. */
const LOADER = 'libvulkan.so.1';

/** RTLD_LAZY | RTLD_GLOBAL | RTLD_NODELETE on Linux: load a library and never let it go. */
const LOAD_FOR_GOOD = 0x1 | 0x100 | 0x1000;

/** Node's adapter: Dawn on the hardware, or on the software GPU of `@sparticuz/chromium`. */
export async function dawnAdapter(choice: AdapterChoice): Promise<GPUAdapter> {
  if (choice === 'software') useSoftwareGpu();
  if (choice === 'auto') prepareBareMachine();
  const gpu = await dawn();
  let adapter = await request(gpu);
  if (!adapter && choice === 'auto' && process.platform === 'linux') {
    if (!chromiumPackage()) {
      throw new DotworkError(
        'gpu-missing',
        'No GPU was found, and the software GPU is not installed.',
        `Install a graphics driver, or run: npm install ${CHROMIUM}`,
      );
    }
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
      'Install a graphics driver.',
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
    pollPatiently();
    // Else timestamps come in steps of 65.5 µs, longer than some stages take.
    held.dotworkDawn = create(['disable-dawn-features=timestamp_quantization']);
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
 * packages, and loads a loader where the machine has none.
 */
function useSoftwareGpu(): void {
  if (process.platform !== 'linux') {
    throw new DotworkError(
      'gpu-missing',
      'The software GPU runs on Linux only.',
      'Use a machine with a GPU that WebGPU supports.',
    );
  }
  process.env.VK_ICD_FILENAMES = join(softwareGpuFolder(), 'vk_swiftshader_icd.json');
  lendVulkanLoader();
}

/**
 * A bare Linux machine has no Vulkan loader, and Dawn would complain of it on standard error. The
 * one of `@sparticuz/chromium` is lent to it, if that is there. Hardware is still looked for first;
 * only where no driver is registered at all there is nothing to look for.
 */
function prepareBareMachine(): void {
  if (process.platform !== 'linux' || !chromiumPackage()) return;
  if (loadForGood(LOADER)) return;
  if (hasVulkanDriver()) lendVulkanLoader();
  else useSoftwareGpu();
}

/** Dawn finds a loader that is already in memory by its name. */
function lendVulkanLoader(): void {
  if (!loadForGood(LOADER)) loadForGood(join(softwareGpuFolder(), LOADER));
}

/** Whether a driver is registered where a Vulkan loader would look for one. */
function hasVulkanDriver(): boolean {
  const { env } = process;
  if (env.VK_DRIVER_FILES || env.VK_ICD_FILENAMES || env.VK_ADD_DRIVER_FILES) return true;
  const home = env.HOME ?? '/root';
  const folders = [
    env.XDG_CONFIG_HOME || `${home}/.config`,
    ...(env.XDG_CONFIG_DIRS || '/etc/xdg').split(':'),
    ...['/etc', '/usr/local/etc', '/run/opengl-driver/share'],
    env.XDG_DATA_HOME || `${home}/.local/share`,
    ...(env.XDG_DATA_DIRS || '').split(':'),
    ...['/usr/local/share', '/usr/share'],
  ];
  return folders.some((folder) => {
    const drivers = join(folder, 'vulkan/icd.d');
    return folder !== '' && existsSync(drivers) && readdirSync(drivers).length > 0;
  });
}

/** Loads a plain library by the system's own search, or by path. False where there is none. */
function loadForGood(library: string): boolean {
  try {
    process.dlopen({ exports: {} } as NodeJS.Module, library, LOAD_FOR_GOOD);
    return true;
  } catch (error) {
    // Expected of a library that is no Node add-on. It stays loaded, which is the point.
    return String(error).includes('did not self-register');
  }
}

/** The `package.json` of the software GPU's package, if it is installed. */
function chromiumPackage(): string | undefined {
  try {
    return findPackageJson(createRequire(import.meta.url).resolve(CHROMIUM));
  } catch {
    return undefined;
  }
}

/** Folder with the software GPU's driver, unpacked if this is the first time. */
export function softwareGpuFolder(): string {
  const packageJson = chromiumPackage();
  if (!packageJson) {
    throw new DotworkError(
      'gpu-missing',
      'The software GPU is not installed.',
      `Run: npm install ${CHROMIUM}`,
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
