import { DotworkError } from '../base/errors.ts';
import type { AdapterChoice } from './adapter-choice.ts';
import { type AdapterFacts, Gpu } from './gpu.ts';

/**
 * Finds a GPU and makes a device with default limits, so that what runs here runs anywhere; only
 * buffers may be as large as the adapter allows, for plans of hundreds of thousands of dots.
 *
 * Each way WebGPU can be missing has its own sentence: insecure page, old browser, no adapter,
 * refused device.
 */
export async function requestGpu(choice: AdapterChoice = 'auto'): Promise<Gpu> {
  const adapter = await findAdapter(choice);
  const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
  const largest = { maxBufferSize, maxStorageBufferBindingSize };
  try {
    const device = await deviceOf(adapter, {
      requiredFeatures: adapter.features.has('timestamp-query') ? ['timestamp-query'] : [],
      requiredLimits: largest,
    });
    return new Gpu(device, adapterFacts(adapter));
  } catch (refusal) {
    // Some drivers promise more than they give. An adapter may have been used up by asking.
    const again = await findAdapter(choice);
    try {
      const device = await deviceOf(again, {});
      return new Gpu(device, { ...adapterFacts(again), smaller: smallerWords(device, largest) });
    } catch {
      throw new DotworkError(
        'gpu-missing',
        'The graphics driver refused to open a WebGPU device.',
        'Update the driver, close other programs that use the GPU, and try again.',
        refusal,
      );
    }
  }
}

/** A device that lives: browsers give a lost one where they mean none. */
async function deviceOf(
  adapter: GPUAdapter,
  wanted: Omit<GPUDeviceDescriptor, 'label'>,
): Promise<GPUDevice> {
  const device = await adapter.requestDevice({ label: 'dotwork', ...wanted });
  const alive = new Promise<undefined>((resolve) => setTimeout(resolve));
  const lost = await Promise.race([device.lost, alive]);
  if (lost) throw new Error(lost.message || 'The device was lost at once.');
  return device;
}

/** What a device with default limits has less of than its adapter promised. */
function smallerWords(
  { limits }: GPUDevice,
  largest: { readonly maxBufferSize: number; readonly maxStorageBufferBindingSize: number },
): string {
  const mebibytes = (bytes: number) => Math.round(bytes / 2 ** 20);
  const { maxStorageBufferBindingSize: now } = limits;
  const { maxStorageBufferBindingSize: most } = largest;
  const sizes =
    most > now ? `: ${mebibytes(now)} MiB, not ${mebibytes(most)} MiB, in one piece` : '';
  return `The graphics driver refused what it had promised, so plans may hold fewer dots${sizes}. Nothing is timed on the GPU.`;
}

async function findAdapter(choice: AdapterChoice): Promise<GPUAdapter> {
  // The build for Node replaces this by `true`; the browser build drops the branch.
  if (import.meta.env.SSR) {
    const { dawnAdapter } = await import('./dawn.ts');
    return dawnAdapter(choice);
  }
  return browserAdapter();
}

async function browserAdapter(): Promise<GPUAdapter> {
  if (!globalThis.isSecureContext) {
    throw new DotworkError(
      'gpu-missing',
      'This page was opened over plain http, and browsers offer WebGPU on secure pages only.',
      'Open it over https, or from localhost.',
    );
  }
  if (!navigator.gpu) {
    throw new DotworkError(
      'gpu-missing',
      'This browser has no WebGPU.',
      'Use a current Chrome or Edge, Safari 26 or later, or Firefox 141 or later.',
    );
  }
  let adapter: GPUAdapter | null;
  try {
    adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  } catch {
    adapter = null; // Firefox throws where the driver is on its block list.
  }
  if (!adapter) {
    throw new DotworkError(
      'gpu-missing',
      'The browser has WebGPU but found no graphics adapter it may use.',
      'Switch on hardware acceleration in the browser settings, update the graphics driver, then restart the browser.',
    );
  }
  return adapter;
}

function adapterFacts({ info }: GPUAdapter): AdapterFacts {
  const name = info.description || info.device || info.architecture || 'unnamed adapter';
  const software =
    info.isFallbackAdapter === true || /swiftshader|llvmpipe|lavapipe|software/i.test(name);
  return { name, vendor: info.vendor, architecture: info.architecture, software };
}
