import type { Gpu } from '../gpu/gpu.ts';

/** What a picture is drawn into. */
export interface PictureTarget {
  readonly format: GPUTextureFormat;
  /** Fine pixels along a side of each of its pixels; they are averaged as linear light. */
  readonly samples: number;
  /** Where this frame goes. */
  view(): GPUTextureView;
}

/** A canvas of a page, taken for good. */
export class CanvasTarget implements PictureTarget {
  readonly format = navigator.gpu.getPreferredCanvasFormat();
  readonly samples = 1;
  readonly #canvas: HTMLCanvasElement;
  readonly #context: GPUCanvasContext;
  #size: readonly [width: number, height: number];

  constructor({ device }: Gpu, canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    this.#size = [canvas.width, canvas.height];
    this.#context = canvas.getContext('webgpu') as GPUCanvasContext;
    this.#context.configure({ device, format: this.format, alphaMode: 'opaque' });
  }

  /**
   * From the next picture on it has that many pixels. A canvas whose size is set is empty, so the one
   * before stays, stretched, until there is another.
   */
  resize(widthPx: number, heightPx: number): void {
    this.#size = [widthPx, heightPx];
  }

  view(): GPUTextureView {
    const [width, height] = this.#size;
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    return this.#context.getCurrentTexture().createView();
  }

  destroy(): void {
    this.#context.unconfigure();
  }
}

/** Of pictures that are read back. */
export const READ_FORMAT: GPUTextureFormat = 'rgba8unorm';

/** Bytes of a pixel that is read back. */
const PIXEL_BYTES = 4;
/** Rows of a readback are padded to this, bytes. */
const ROW_BYTES = 256;

/** A texture that is read back. */
export class ReadTarget implements PictureTarget {
  readonly format = READ_FORMAT;
  readonly samples: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly #gpu: Gpu;
  readonly #texture: GPUTexture;
  readonly #view: GPUTextureView;
  readonly #pixels: GPUBuffer;
  readonly #rowBytes: number;

  constructor(gpu: Gpu, widthPx: number, heightPx: number, samples: number) {
    this.#gpu = gpu;
    this.widthPx = widthPx;
    this.heightPx = heightPx;
    this.samples = samples;
    this.#rowBytes = ROW_BYTES * Math.ceil((PIXEL_BYTES * widthPx) / ROW_BYTES);
    this.#texture = gpu.device.createTexture({
      label: 'view.picture',
      format: this.format,
      size: [widthPx, heightPx],
      usage: GPUTextureUsage.RENDER_ATTACHMENT | GPUTextureUsage.COPY_SRC,
    });
    this.#view = this.#texture.createView();
    this.#pixels = gpu.device.createBuffer({
      label: 'view.pictureBytes',
      size: this.#rowBytes * heightPx,
      usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
    });
    gpu.ledger.add('view.picture', this.#bytes);
  }

  view(): GPUTextureView {
    return this.#view;
  }

  /** What was drawn last: eight-bit sRGB, four bytes a pixel, row by row from the top. */
  async read(): Promise<Uint8Array> {
    const { device } = this.#gpu;
    const encoder = device.createCommandEncoder({ label: 'view.picture' });
    encoder.copyTextureToBuffer(
      { texture: this.#texture },
      { buffer: this.#pixels, bytesPerRow: this.#rowBytes },
      [this.widthPx, this.heightPx],
    );
    device.queue.submit([encoder.finish()]);
    await this.#pixels.mapAsync(GPUMapMode.READ);
    const padded = new Uint8Array(this.#pixels.getMappedRange());
    const rowBytes = PIXEL_BYTES * this.widthPx;
    const rgba = new Uint8Array(rowBytes * this.heightPx);
    for (let y = 0; y < this.heightPx; y++) {
      rgba.set(padded.subarray(y * this.#rowBytes, y * this.#rowBytes + rowBytes), y * rowBytes);
    }
    this.#pixels.unmap();
    return rgba;
  }

  destroy(): void {
    this.#texture.destroy();
    this.#pixels.destroy();
    this.#gpu.ledger.remove('view.picture', this.#bytes);
  }

  get #bytes(): number {
    return (PIXEL_BYTES * this.widthPx + this.#rowBytes) * this.heightPx;
  }
}
