import { afterEach, expect, test, vi } from 'vitest';
import type { Gpu } from '../../../src/gpu/gpu.ts';
import { CanvasTarget } from '../../../src/view/picture-target.ts';

afterEach(() => vi.unstubAllGlobals());

/** A canvas that notes when it is emptied and when a picture goes into it. */
function canvasOf(width: number, height: number) {
  const noted: string[] = [];
  const size = { width, height };
  const context = {
    configure: () => undefined,
    getCurrentTexture: () => {
      noted.push(`picture ${size.width}x${size.height}`);
      return { createView: () => ({}) };
    },
  };
  const canvas = {
    getContext: () => context,
    get width() {
      return size.width;
    },
    set width(value: number) {
      noted.push('emptied');
      size.width = value;
    },
    get height() {
      return size.height;
    },
    set height(value: number) {
      noted.push('emptied');
      size.height = value;
    },
  };
  return { canvas: canvas as unknown as HTMLCanvasElement, noted };
}

test('a canvas is emptied only when the next picture goes into it', () => {
  vi.stubGlobal('navigator', { gpu: { getPreferredCanvasFormat: () => 'bgra8unorm' } });
  const { canvas, noted } = canvasOf(300, 150);
  const target = new CanvasTarget({ device: {} } as Gpu, canvas);
  target.view();
  target.resize(800, 600);
  target.resize(801, 600);
  expect(noted).toEqual(['picture 300x150']);
  target.view();
  expect(noted.slice(1)).toEqual(['emptied', 'emptied', 'picture 801x600']);
  target.view();
  target.resize(801, 700);
  target.view();
  expect(noted.slice(4)).toEqual(['picture 801x600', 'emptied', 'picture 801x700']);
});
