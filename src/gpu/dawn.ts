import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DotworkError } from '../base/errors.ts';
import type { AdapterChoice } from './adapter-choice.ts';
import { loadDawn } from './load-dawn.ts';
import { pollPatiently } from './patient-dawn.ts';
import { CHROMIUM, chromiumPackage, softwareDriver, softwareGpuFolder } from './software-gpu.ts';

/** Dawn dies with the object `create` returns, so it lives on the global object for good. */
const held = globalThis as { dotworkDawn?: GPU; retired?: GPU | undefined };

/** The Vulkan loader on Linux, by the name every program asks for. */
const LOADER = 'libvulkan.so.1';

/** What else in the environment tells a Vulkan loader which drivers and layers to take. */
const IN_THE_WAY = [
  'VK_ADD_DRIVER_FILES',
  'VK_LOADER_DRIVERS_SELECT',
  'VK_LOADER_DRIVERS_DISABLE',
  'VK_LOADER_DEVICE_SELECT',
  'VK_INSTANCE_LAYERS',
  'VK_LOADER_LAYERS_ENABLE',
];

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
    const { create, globals } = await loadDawn();
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
  const driver = softwareDriver();
  const { env } = process;
  // The newer name wins over the older, and what is added or sorted out would stand in the way.
  env.VK_DRIVER_FILES = env.VK_ICD_FILENAMES = driver;
  for (const name of IN_THE_WAY) delete env[name];
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
    return folder !== '' && hasEntries(drivers);
  });
}

function hasEntries(folder: string): boolean {
  try {
    return readdirSync(folder).length > 0;
  } catch {
    return false; // none there, or none that may be looked at
  }
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
