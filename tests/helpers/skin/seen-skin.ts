import type { Simulator } from '../../../src/engine/simulator.ts';
import { applyPose, makeCamera, viewProjection } from '../../../src/view/camera.ts';
import type { SkinPass } from '../../../src/view/skin/skin-pass.ts';
import type { Pose } from '../../../src/view/view-api.ts';
import { halfValue } from '../numbers.ts';

/** Fine pixels along a side of a pixel of the truth. */
const FINE = 8;

/** What a pixel gathers over, standard deviations in pixels; see `shaders/view/skin-albedo.wgsl`. */
const GATHER_PX = 0.4;

/** How a small square of skin is seen. */
export interface Sight {
  readonly distanceMm: number;
  /** Between the line of sight and the skin's normal, degrees. */
  readonly tiltDeg: number;
  /** Pixels along a side, as of a picture with 960 of them over 24 degrees. */
  readonly sidePx: number;
  /** How far the camera has gone round, in pixels of the picture. */
  readonly goneRoundPx: number;
}

/** The top of the head from a distance, in green light, as the pass draws it. */
export async function seen(
  skin: SkinPass,
  simulator: Simulator,
  sight: Sight,
): Promise<Float64Array> {
  return drawn(skin, simulator, sight, sight.sidePx);
}

/** The same as it would be with a lens and a sensor: many fine samples, gathered by a Gaussian. */
export async function seenTruly(
  skin: SkinPass,
  simulator: Simulator,
  sight: Sight,
): Promise<Float64Array> {
  const { sidePx } = sight;
  const side = FINE * sidePx;
  const fine = await drawn(skin, simulator, sight, side);
  const weights = Array.from({ length: 4 * FINE }, (_, i) => {
    const off = (i - 2 * FINE + 0.5) / FINE;
    return Math.exp(-0.5 * (off / GATHER_PX) ** 2);
  });
  const across = gathered(fine, side, side, weights);
  return gathered(transposed(across, sidePx, side), sidePx, side, weights, true);
}

async function drawn(
  skin: SkinPass,
  simulator: Simulator,
  { distanceMm, tiltDeg, sidePx, goneRoundPx }: Sight,
  side: number,
): Promise<Float64Array> {
  skin.bind(simulator.scene());
  skin.resize(side, side);
  const fovDeg = (24 * sidePx) / 960;
  const pixelRad = (fovDeg * Math.PI) / 180 / sidePx;
  const top = simulator.head.landmarks.vertex;
  const tilt = (tiltDeg * Math.PI) / 180;
  const turn = goneRoundPx * pixelRad;
  const pose: Pose = {
    eyeMm: [
      top[0] + distanceMm * Math.sin(tilt) * Math.sin(turn),
      top[1] + distanceMm * Math.cos(tilt),
      top[2] + distanceMm * Math.sin(tilt) * Math.cos(turn) + 0.001,
    ],
    // An orbit moves what is off its middle: look beside it.
    targetMm: [top[0] + goneRoundPx * pixelRad * distanceMm, top[1], top[2]],
    fovDeg,
  };
  const camera = makeCamera();
  applyPose(camera, pose, 1);
  skin.draw({
    viewProjection: viewProjection(camera),
    ...{ dividerPx: 0, revealMm: 1e5, mottling: 0, seed: 0 },
  });
  const { gpu } = simulator;
  const bytesPerRow = Math.ceil((8 * side) / 256) * 256;
  const buffer = gpu.buffer('test.pixels', bytesPerRow * side, GPUBufferUsage.COPY_DST);
  const encoder = gpu.device.createCommandEncoder();
  encoder.copyTextureToBuffer({ texture: skin.texture }, { buffer, bytesPerRow }, [side, side]);
  gpu.device.queue.submit([encoder.finish()]);
  const halves = new Uint16Array(await gpu.read(buffer));
  gpu.free(buffer);
  return Float64Array.from({ length: side * side }, (_, i) => {
    const row = Math.floor(i / side);
    return halfValue(halves[(row * bytesPerRow) / 2 + 4 * (i % side) + 1]!);
  });
}

/** Rows gathered into fewer, weighted about the middle of each; beyond the edge the edge goes on. */
function gathered(
  values: Float64Array,
  rows: number,
  columns: number,
  weights: readonly number[],
  turned = false,
): Float64Array {
  const few = columns / FINE;
  const out = new Float64Array(rows * few);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < few; column++) {
      let [sum, weight] = [0, 0];
      weights.forEach((share, i) => {
        const at = column * FINE + FINE / 2 + i - weights.length / 2;
        if (at < 0 || at >= columns) return;
        sum += share * values[row * columns + at]!;
        weight += share;
      });
      out[turned ? column * rows + row : row * few + column] = sum / weight;
    }
  }
  return out;
}

function transposed(values: Float64Array, columns: number, rows: number): Float64Array {
  return Float64Array.from(
    { length: columns * rows },
    (_, i) => values[(i % rows) * columns + Math.floor(i / rows)]!,
  );
}
