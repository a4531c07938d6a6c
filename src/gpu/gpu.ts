import { DotworkError } from '../base/errors.ts';
import { Ledger } from './ledger.ts';

/** What we know of the adapter; `software` means a CPU pretends to be a GPU. */
export interface AdapterFacts {
  readonly name: string;
  readonly vendor: string;
  readonly architecture: string;
  readonly software: boolean;
  /** What is smaller than the adapter promised, as a sentence; undefined where nothing is. */
  readonly smaller?: string;
}

const SCOPES = ['internal', 'out-of-memory', 'validation'] as const;

/**
 * A device and what every caller needs around it: the memory ledger, labelled buffers, error
 * scopes, limits. Owns nothing of the device's life unless {@link destroy} is called.
 */
export class Gpu {
  readonly device: GPUDevice;
  readonly adapter: AdapterFacts;
  readonly ledger = new Ledger();
  /** Resolves with the reason when the device is gone; never rejects. */
  readonly lost: Promise<GPUDeviceLostInfo>;
  readonly #sizes = new WeakMap<GPUBuffer, { label: string; bytes: number }>();
  /** Error scopes are one stack per device, so checked work runs strictly one after another. */
  #queue: Promise<unknown> = Promise.resolve();
  #stray: GPUError | undefined;

  constructor(device: GPUDevice, adapter: AdapterFacts) {
    this.device = device;
    this.adapter = adapter;
    this.lost = device.lost;
    // Not `onuncapturederror =`: three assigns that and would take it from us.
    device.addEventListener('uncapturederror', (event) => {
      this.#stray ??= (event as GPUUncapturedErrorEvent).error;
    });
  }

  /** Whether kernels can be timed on the GPU itself. */
  get timed(): boolean {
    return this.device.features.has('timestamp-query');
  }

  /**
   * Makes a zeroed buffer, or one filled with `data`, and enters it in the ledger. Sizes are
   * rounded up to 16 bytes, and nothing is ever empty, so that every buffer can be bound.
   */
  buffer(
    label: string,
    content: number | ArrayBufferView,
    usage: GPUBufferUsageFlags = GPUBufferUsage.STORAGE,
  ): GPUBuffer {
    const bytes = typeof content === 'number' ? content : content.byteLength;
    const size = bufferSize(bytes);
    const { maxBufferSize, maxStorageBufferBindingSize } = this.device.limits;
    const limit = usage & GPUBufferUsage.STORAGE ? maxStorageBufferBindingSize : maxBufferSize;
    if (size > limit) {
      throw new DotworkError(
        'gpu-limit',
        `${label} needs ${mebibytes(size)} MiB in one piece; this GPU allows ${mebibytes(limit)} MiB.`,
        'Lower the density or treat a smaller area.',
      );
    }
    const made = this.device.createBuffer({
      label,
      size,
      usage: usage | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC,
    });
    this.ledger.add(label, size);
    this.#sizes.set(made, { label, bytes: size });
    if (typeof content !== 'number') this.write(made, content);
    return made;
  }

  /** Copies `data` to the start of `buffer`. */
  write(buffer: GPUBuffer, data: ArrayBufferView, offset = 0): void {
    this.device.queue.writeBuffer(buffer, offset, data.buffer, data.byteOffset, data.byteLength);
  }

  /** Destroys a buffer made by {@link buffer}; undefined and a second call are harmless. */
  free(buffer: GPUBuffer | undefined): void {
    if (!buffer) return;
    const entry = this.#sizes.get(buffer);
    if (!entry) return;
    this.#sizes.delete(buffer);
    this.ledger.remove(entry.label, entry.bytes);
    buffer.destroy();
  }

  /**
   * Runs `work` alone under error scopes; any GPU error becomes a `gpu-fault`. Do not nest calls:
   * the inner one would wait for the outer for ever.
   */
  checked<T>(what: string, work: () => T | Promise<T>): Promise<T> {
    const turn = this.#queue.then(() => this.#scoped(what, work));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  /** Throws if the GPU reported an error that no scope caught. Call before showing or saving. */
  assertHealthy(what: string): void {
    const stray = this.#stray;
    if (!stray) return;
    this.#stray = undefined;
    throw fault(what, stray);
  }

  /** Copies `bytes` of a buffer to the CPU. Never call it in a frame loop. */
  async read(buffer: GPUBuffer, bytes = buffer.size, offset = 0): Promise<ArrayBuffer> {
    const size = Math.ceil(bytes / 4) * 4;
    if (size === 0) return new ArrayBuffer(0);
    const staging = this.device.createBuffer({
      label: `${buffer.label}.readback`,
      size,
      usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
    });
    try {
      const encoder = this.device.createCommandEncoder({ label: `${buffer.label}.readback` });
      encoder.copyBufferToBuffer(buffer, offset, staging, 0, size);
      this.device.queue.submit([encoder.finish()]);
      await staging.mapAsync(GPUMapMode.READ);
      return staging.getMappedRange().slice(0, bytes);
    } finally {
      staging.destroy();
    }
  }

  /** Ends the device; everything made from it is gone. */
  destroy(): void {
    this.device.destroy();
  }

  async #scoped<T>(what: string, work: () => T | Promise<T>): Promise<T> {
    for (const scope of SCOPES) this.device.pushErrorScope(scope);
    let result: T;
    try {
      result = await work();
    } catch (error) {
      await this.#popScopes();
      throw error;
    }
    const first = await this.#popScopes();
    if (first) throw fault(what, first);
    return result;
  }

  /** Pops all scopes at once, so that no other work slips in between; the outermost error wins. */
  async #popScopes(): Promise<GPUError | null> {
    const errors = await Promise.all(SCOPES.map(() => this.device.popErrorScope()));
    return errors.findLast((error) => error !== null) ?? null;
  }
}

function fault(what: string, cause: GPUError): DotworkError {
  return new DotworkError(
    'gpu-fault',
    `The GPU reported an error during ${what}: ${cause.message}`,
    undefined,
    cause,
  );
}

/** Bytes a buffer really takes: whole 16-byte words, and never none, so that it can be bound. */
export function bufferSize(bytes: number): number {
  return Math.max(16, Math.ceil(bytes / 16) * 16);
}

function mebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1);
}
