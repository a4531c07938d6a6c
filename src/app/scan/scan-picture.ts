import { mat4, type ReadonlyMat4, vec3 } from 'gl-matrix';
import { say } from '../../base/language/say.ts';
import type { Vec3 } from '../../base/vec3.ts';
import { type ClickedLandmarks, headFrame } from '../../head/head-frame.ts';
import { mappedPoints, mirroredMesh, PLACED, type Placing } from '../../scan/placing.ts';
import { MeshSketch, type SketchMesh } from '../../view/mesh-sketch.ts';
import { el } from '../parts/dom.ts';

type PointName = (typeof PLACED)[number];

/** What of a placing the picture shows. */
type Shown = Pick<Placing, 'landmarks' | 'mirrored'>;

/** Degrees to turn right and up so that a point is in sight. */
const FACING: Readonly<Record<PointName, readonly [number, number]>> = {
  nasion: [0, 0],
  inion: [180, 0],
  tragionLeft: [90, 0],
  tragionRight: [-90, 0],
};

const SIZE_PX = 440;
/** A drag shorter than this is a click. */
const CLICK_PX = 4;
const PX_PER_DEGREE = 2.2;

/**
 * The scan, upright as its points say, to be turned and clicked. Points go in and come out in the
 * file's own coordinates.
 */
export function makeScanPicture(
  preview: SketchMesh & { readonly origin: Vec3 },
  first: Shown,
  picked: (point: Vec3) => void,
) {
  const canvas = el('canvas', {
    class: 'scan-picture',
    width: SIZE_PX,
    height: SIZE_PX,
    tabindex: '0',
    role: 'img',
    'aria-label': say('The scan; arrow keys turn it'),
  });
  const sketch = new MeshSketch(SIZE_PX, SIZE_PX);
  const context = canvas.getContext('2d')!;
  const [ox, oy, oz] = preview.origin;
  const meshes = [preview, mirroredMesh(preview)] as const;
  let mirrored = first.mirrored === true;
  const seen = (landmarks: ClickedLandmarks): ClickedLandmarks =>
    mappedPoints(landmarks, ([x, y, z]) => [(mirrored ? -1 : 1) * (x - ox), y - oy, z - oz]);
  const inFile = ([x, y, z]: Vec3): Vec3 => [(mirrored ? -x : x) + ox, y + oy, z + oz];
  let mesh: SketchMesh = meshes[mirrored ? 1 : 0];
  let extent = extentOf(mesh);
  let landmarks = seen(first.landmarks);
  let chosen: PointName = 'nasion';
  let [right, up] = [20, 5];

  const draw = (): void => {
    const pixels = sketch.draw(mesh, poseOf(extent, landmarks, right, up));
    context.putImageData(new ImageData(pixels, SIZE_PX, SIZE_PX), 0, 0);
    for (const name of PLACED) {
      const [x, y] = sketch.project(landmarks[name]);
      context.globalAlpha = sketch.sees(landmarks[name]) ? 1 : 0.25;
      context.beginPath();
      context.arc(x, y, name === chosen ? 7 : 5, 0, 2 * Math.PI);
      context.fillStyle = name === chosen ? '#d9480f' : '#0b7285';
      context.fill();
      context.lineWidth = 2;
      context.strokeStyle = '#ffffff';
      context.stroke();
    }
    context.globalAlpha = 1;
  };

  let from: { x: number; y: number; right: number; up: number } | undefined;
  canvas.addEventListener('pointerdown', ({ clientX: x, clientY: y, pointerId }) => {
    from = { x, y, right, up };
    canvas.setPointerCapture(pointerId);
  });
  canvas.addEventListener('pointermove', ({ clientX, clientY }) => {
    if (!from) return;
    right = from.right - (clientX - from.x) / PX_PER_DEGREE;
    up = Math.max(-85, Math.min(85, from.up + (clientY - from.y) / PX_PER_DEGREE));
    requestAnimationFrame(draw);
  });
  canvas.addEventListener('pointerup', ({ clientX, clientY }) => {
    const start = from;
    from = undefined;
    if (!start || Math.hypot(clientX - start.x, clientY - start.y) > CLICK_PX) return;
    const box = canvas.getBoundingClientRect();
    const scale = SIZE_PX / box.width;
    const point = sketch.pointAt((clientX - box.left) * scale, (clientY - box.top) * scale);
    if (point) picked(inFile(point));
  });
  canvas.addEventListener('keydown', (event) => {
    const step = {
      ArrowLeft: [-15, 0],
      ArrowRight: [15, 0],
      ArrowUp: [0, 15],
      ArrowDown: [0, -15],
    };
    const [dx, dy] = step[event.key as keyof typeof step] ?? [];
    if (dx === undefined || dy === undefined) return;
    event.preventDefault();
    right += dx;
    up = Math.max(-85, Math.min(85, up + dy));
    draw();
  });

  return {
    element: canvas,
    show(now: Shown, point: PointName): void {
      if (mirrored !== (now.mirrored === true)) {
        mirrored = !mirrored;
        mesh = meshes[mirrored ? 1 : 0];
        extent = extentOf(mesh);
      }
      landmarks = seen(now.landmarks);
      chosen = point;
      draw();
    },
    turnTo(point: PointName): void {
      [right, up] = FACING[point];
    },
  };
}

/** Upright as the points say, or as the file has it while they make no head. */
function poseOf(
  { middle, radius }: Extent,
  at: ClickedLandmarks,
  right: number,
  up: number,
): ReadonlyMat4 {
  const scale = SIZE_PX / (2.04 * radius);
  const toPicture = mat4.fromTranslation([], [SIZE_PX / 2, SIZE_PX / 2, 0]);
  mat4.scale(toPicture, toPicture, [scale, -scale, scale]);
  mat4.rotateX(toPicture, toPicture, (up * Math.PI) / 180);
  mat4.rotateY(toPicture, toPicture, (-right * Math.PI) / 180);
  mat4.multiply(toPicture, toPicture, uprightOf(at));
  return mat4.translate(toPicture, toPicture, vec3.negate([], middle));
}

/** A ball round the mesh: what is inside stays in the picture however it is turned. */
interface Extent {
  readonly middle: Vec3;
  readonly radius: number;
}

function extentOf({ positions: p }: SketchMesh): Extent {
  const low = [1e30, 1e30, 1e30];
  const high = [-1e30, -1e30, -1e30];
  for (let i = 0; i < p.length; i++) {
    low[i % 3] = Math.min(low[i % 3]!, p[i]!);
    high[i % 3] = Math.max(high[i % 3]!, p[i]!);
  }
  const middle = [0, 1, 2].map((k) => (low[k]! + high[k]!) / 2) as unknown as Vec3;
  let radius = 0;
  for (let i = 0; i < p.length; i += 3) {
    const off = Math.hypot(p[i]! - middle[0], p[i + 1]! - middle[1], p[i + 2]! - middle[2]);
    radius = Math.max(radius, off);
  }
  return { middle, radius };
}

/** Turns the head's left, up and forward to x, y and z. */
function uprightOf(at: ClickedLandmarks): ReadonlyMat4 {
  try {
    const { x, y, z } = headFrame(at);
    return [x[0], y[0], z[0], 0, x[1], y[1], z[1], 0, x[2], y[2], z[2], 0, 0, 0, 0, 1];
  } catch {
    return mat4.identity([]);
  }
}
