import { distance, length, sub, type Vec3 } from '../../../base/vec3.ts';
import { cameraPlace, type PhotoCamera, project } from '../../../photo/camera.ts';
import type { HeadHit, HeadPicker } from '../../../view/head-picker.ts';
import type { Pose } from '../../../view/view-api.ts';
import type { HeadView } from '../../tools/head-view.ts';
import type { PhotoStage } from './photo-stage.ts';

/** A place this much behind the skin in sight still counts as on it, mm: doubles against floats. */
const SKIN_SLACK_MM = 1;

/** The head in a photograph as tools have it: the camera that was found, and the frame it lies in. */
export class PhotoView implements HeadView {
  readonly #stage: PhotoStage;
  readonly #camera: PhotoCamera;
  readonly picker: HeadPicker;

  constructor(stage: PhotoStage, camera: PhotoCamera, picker: HeadPicker) {
    this.#stage = stage;
    this.#camera = camera;
    this.picker = picker;
  }

  get overlays(): Set<() => void> {
    return this.#stage.overlays;
  }

  get sizePx(): readonly [width: number, height: number] {
    return this.#stage.sizePx;
  }

  set hasTool(on: boolean) {
    this.#stage.hasTool = on;
  }

  /** As far away as the camera was, with the angle that the whole canvas would have had. */
  get pose(): Pose {
    const { turn, focalPx } = this.#camera;
    const eyeMm = cameraPlace(this.#camera);
    const into = turn[2];
    const half = this.sizePx[1] / 2 / (focalPx * this.#stage.frame.scale);
    return {
      eyeMm,
      targetMm: [eyeMm[0] + into[0], eyeMm[1] + into[1], eyeMm[2] + into[2]],
      fovDeg: (2 * Math.atan(half) * 180) / Math.PI,
    };
  }

  pick(xPx: number, yPx: number): HeadHit | undefined {
    const { widthPx, heightPx, focalPx, turn } = this.#camera;
    const [x, y] = this.#stage.frame.toPhoto([xPx, yPx]);
    const [right, down] = [(x - widthPx / 2) / focalPx, (y - heightPx / 2) / focalPx];
    const along = [0, 1, 2].map(
      (axis) => right * turn[0][axis]! + down * turn[1][axis]! + turn[2][axis]!,
    ) as unknown as Vec3;
    return this.picker.hit(cameraPlace(this.#camera), along);
  }

  project(placeMm: Vec3): readonly [xPx: number, yPx: number] {
    return this.#stage.frame.toCanvas(project(this.#camera, placeMm));
  }

  sees(placeMm: Vec3): boolean {
    const eye = cameraPlace(this.#camera);
    const ray = sub(placeMm, eye);
    const first = this.picker.hit(eye, ray);
    return first !== undefined && distance(first.placeMm, eye) > length(ray) - SKIN_SLACK_MM;
  }
}
