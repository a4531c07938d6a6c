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
  let device: GPUDevice;
  try {
    device = await adapter.requestDevice({
      label: 'dotwork',
      requiredFeatures: adapter.features.has('timestamp-query') ? ['timestamp-query'] : [],
      requiredLimits: {
        maxBufferSize: adapter.limits.maxBufferSize,
        maxStorageBufferBindingSize: adapter.limits.maxStorageBufferBindingSize,
      },
    });
  } catch (cause) {
    throw new DotworkError(
      'gpu-missing',
      'The graphics driver refused to open a WebGPU device.',
      'Update the driver, close other programs that use the GPU, and try again.',
      cause,
    );
  }
  return new Gpu(device, adapterFacts(adapter));
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
