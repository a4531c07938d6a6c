import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import { MOUSE, TOUCH, Vector3, type WebGPURenderer } from 'three/webgpu';
import type { Vec3 } from '../base/vec3.ts';
import { distance, length, sub } from '../base/vec3.ts';
import type { Simulator } from '../engine/simulator.ts';
import type { Head } from '../head/head.ts';
import { applyPose, makeCamera, viewProjection } from './camera.ts';
import { type HeadHit, HeadPicker } from './head-picker.ts';
import { HeadScene } from './head-scene.ts';
import { MOTTLING } from './picture.ts';
import { namedPose } from './poses.ts';
import { SkinPass } from './skin-pass.ts';
import { rendererOn } from './three-device.ts';
import { DEFAULT_LOOK, type Look, type NamedView, type Pose } from './view-api.ts';

/** Duration of a smooth change of view, ms. */
const FLIGHT_MS = 550;

/** Nearest the eye may come to the skin it looks at, mm, and farthest. */
const CLOSEST_MM = 6;
const FARTHEST_MM = 1600;

/** A place this much behind the skin in sight still counts as on it, mm: doubles against floats. */
const SKIN_SLACK_MM = 1;

/** Named views nearer than this show a part of the head. */
const CLOSE_UP_MM = 400;

/**
 * The head on a canvas. Draws only when something changed, straight from the simulator's buffers,
 * without a readback.
 */
export class ScalpView {
  readonly #simulator: Simulator;
  readonly #renderer: WebGPURenderer;
  readonly #skin: SkinPass;
  readonly #scene = new HeadScene();
  readonly #camera = makeCamera();
  readonly #controls: OrbitControls;
  #look: Look = DEFAULT_LOOK;
  #head: Head | undefined;
  #generation: number | undefined;
  #size: readonly [number, number] = [1, 1];
  #frame = 0;
  #seed = 0;
  #flight: { from: Pose; to: Pose; startMs: number } | undefined;
  #destroyed = false;
  /** Called after each drawn frame. */
  onFrame: () => void = () => undefined;
  /** Called after each drawn frame too: for what is drawn over the picture. */
  readonly overlays = new Set<() => void>();
  #picked: { readonly head: Head; readonly with: HeadPicker } | undefined;

  private constructor(
    simulator: Simulator,
    canvas: HTMLCanvasElement,
    renderer: WebGPURenderer,
    skin: SkinPass,
  ) {
    this.#simulator = simulator;
    this.#renderer = renderer;
    this.#skin = skin;
    this.#controls = new OrbitControls(this.#camera, canvas);
    this.#controls.enableDamping = false;
    this.#controls.zoomToCursor = true;
    this.#controls.minDistance = CLOSEST_MM;
    this.#controls.maxDistance = FARTHEST_MM;
    this.#controls.addEventListener('change', () => this.requestFrame());
    this.#controls.addEventListener('start', () => {
      this.#flight = undefined;
    });
    this.#scene.background = this.#look.background;
    this.#scene.shine = this.#look.shine;
  }

  /** Starts drawing the simulator's plan on the canvas; the simulator must hold a plan. */
  static async create(simulator: Simulator, canvas: HTMLCanvasElement): Promise<ScalpView> {
    const renderer = await rendererOn(simulator.gpu, canvas);
    const skin = await simulator.gpu.checked('compiling the view', () =>
      SkinPass.create(simulator.gpu),
    );
    const view = new ScalpView(simulator, canvas, renderer, skin);
    view.resize(canvas.clientWidth || 1, canvas.clientHeight || 1, 1);
    view.refresh();
    view.goTo('three-quarter', false);
    return view;
  }

  /** Takes over what the last `simulator.update()` changed and draws it. */
  refresh(): void {
    this.#takeOver();
    this.requestFrame();
  }

  get look(): Look {
    return this.#look;
  }

  set look(look: Look) {
    if (look.shine !== this.#look.shine) this.#scene.shine = look.shine;
    if (look.background !== this.#look.background) this.#scene.background = look.background;
    this.#look = look;
    this.requestFrame();
  }

  /** Where the camera is now. */
  get pose(): Pose {
    const { position, fov } = this.#camera;
    const { target } = this.#controls;
    return {
      eyeMm: [position.x, position.y, position.z],
      targetMm: [target.x, target.y, target.z],
      fovDeg: fov,
    };
  }

  set pose(pose: Pose) {
    this.#flight = undefined;
    this.#apply(pose);
  }

  /**
   * Sets the size of the picture: CSS pixels and how many device pixels each has. What was in sight
   * stays so: a canvas that becomes narrow steps back, as it does for named views.
   */
  resize(widthPx: number, heightPx: number, pixelRatio: number): void {
    const before = this.#narrowness;
    this.#renderer.setPixelRatio(pixelRatio);
    this.#renderer.setSize(widthPx, heightPx, false);
    this.#size = [
      Math.max(1, Math.floor(widthPx * pixelRatio)),
      Math.max(1, Math.floor(heightPx * pixelRatio)),
    ];
    this.#skin.resize(...this.#size);
    this.#scene.setSkinTexture(this.#skin.texture);
    const further = this.#narrowness / before;
    if (this.#flight) this.#flight.to = armTimes(this.#flight.to, further);
    this.#apply(armTimes(this.pose, further));
  }

  /** Moves the camera to a named view; at once where `smooth` is false. */
  goTo(view: NamedView, smooth: boolean): void {
    const to = this.#fitted(namedPose(view, this.#simulator.head, this.#simulator.scalp.hairline));
    if (!smooth) {
      this.pose = to;
      return;
    }
    this.#flight = { from: this.pose, to, startMs: performance.now() };
    this.requestFrame();
  }

  /** Turns the camera about what it looks at, for the keyboard; angles in degrees. */
  orbit(rightDeg: number, upDeg: number): void {
    const { eyeMm, targetMm, fovDeg } = this.pose;
    const off = new Vector3(...eyeMm).sub(new Vector3(...targetMm));
    const distance = off.length();
    const across = Math.atan2(off.x, off.z) + (rightDeg * Math.PI) / 180;
    const up = Math.asin(off.y / distance) + (upDeg * Math.PI) / 180;
    const height = Math.min(1.5, Math.max(-1.5, up));
    const ring = distance * Math.cos(height);
    this.pose = {
      eyeMm: [
        targetMm[0] + ring * Math.sin(across),
        targetMm[1] + distance * Math.sin(height),
        targetMm[2] + ring * Math.cos(across),
      ],
      targetMm,
      fovDeg,
    };
  }

  /** Moves the eye nearer (below 1) or farther (above 1), for the keyboard. */
  zoom(factor: number): void {
    this.pose = armTimes(this.pose, factor);
  }

  /**
   * Whether the main button and a single finger belong to a tool. The other button, two fingers and
   * the wheel go on moving the head.
   */
  set hasTool(on: boolean) {
    const { mouseButtons, touches } = this.#controls;
    mouseButtons.LEFT = on ? null : MOUSE.ROTATE;
    mouseButtons.RIGHT = on ? MOUSE.ROTATE : MOUSE.PAN;
    touches.ONE = on ? null : TOUCH.ROTATE;
    touches.TWO = on ? TOUCH.DOLLY_ROTATE : TOUCH.DOLLY_PAN;
  }

  /** The place on the head under a point of the canvas, CSS pixels from its upper left corner. */
  pick(xPx: number, yPx: number): HeadHit | undefined {
    const [width, height] = this.sizePx;
    const far = new Vector3((2 * xPx) / width - 1, 1 - (2 * yPx) / height, 0.5);
    const eye = this.#camera.position;
    const along = far.unproject(this.#camera).sub(eye);
    return this.picker.hit([eye.x, eye.y, eye.z], [along.x, along.y, along.z]);
  }

  /** Where a place is on the canvas, CSS pixels. */
  project(placeMm: Vec3): readonly [xPx: number, yPx: number] {
    const [width, height] = this.sizePx;
    const at = new Vector3(...placeMm).project(this.#camera);
    return [((at.x + 1) / 2) * width, ((1 - at.y) / 2) * height];
  }

  /** Whether a place on the skin is in view: not round the head, not behind an ear. */
  sees(placeMm: Vec3): boolean {
    const eye = this.#camera.position.toArray() as [number, number, number];
    const ray = sub(placeMm, eye);
    const first = this.picker.hit(eye, ray);
    return first !== undefined && distance(first.placeMm, eye) > length(ray) - SKIN_SLACK_MM;
  }

  /** Size of the picture, CSS pixels. */
  get sizePx(): readonly [width: number, height: number] {
    const { clientWidth, clientHeight } = this.#renderer.domElement;
    return [clientWidth || 1, clientHeight || 1];
  }

  /** Finds places on the head on screen; built when first asked for. */
  get picker(): HeadPicker {
    const head = this.#simulator.head;
    if (this.#picked?.head !== head) this.#picked = { head, with: new HeadPicker(head) };
    return this.#picked.with;
  }

  /** Draws once on the next animation frame, however often it is called before. */
  requestFrame(): void {
    if (this.#frame || this.#destroyed) return;
    this.#frame = requestAnimationFrame((nowMs) => {
      this.#frame = 0;
      this.#draw(nowMs);
    });
  }

  destroy(): void {
    this.#destroyed = true;
    cancelAnimationFrame(this.#frame);
    this.#controls.dispose();
    this.#scene.destroy();
    this.#skin.destroy();
    this.#renderer.dispose();
  }

  #draw(nowMs: number): void {
    if (this.#destroyed) return;
    if (this.#flight) this.#fly(nowMs);
    const { generation } = this.#simulator;
    // Buffers are being replaced, or a failed update left none to trust: the last frame stays.
    if (generation === undefined) return;
    if (generation !== this.#generation) this.#takeOver();
    this.#skin.draw({
      viewProjection: viewProjection(this.#camera),
      dividerPx: this.#look.divider * this.#size[0],
      revealMm: this.#look.revealMm,
      mottling: MOTTLING,
      seed: this.#seed,
    });
    this.#renderer.render(this.#scene.scene, this.#camera);
    this.onFrame();
    for (const overlay of this.overlays) overlay();
  }

  #takeOver(): void {
    this.#skin.bind(this.#simulator.scene());
    this.#generation = this.#simulator.generation;
    this.#seed = this.#simulator.plan.seed;
    if (this.#head === this.#simulator.head) return;
    this.#head = this.#simulator.head;
    this.#scene.setHead(this.#head);
  }

  #fly(nowMs: number): void {
    const { from, to, startMs } = this.#flight!;
    const time = Math.min(1, Math.max(0, (nowMs - startMs) / FLIGHT_MS));
    const share = time * time * (3 - 2 * time);
    this.#apply(between(from, to, share));
    if (time >= 1) this.#flight = undefined;
    else this.requestFrame();
  }

  #apply(pose: Pose): void {
    applyPose(this.#camera, pose, this.#size[0] / this.#size[1]);
    this.#controls.target.set(...pose.targetMm);
    this.#controls.update();
    this.requestFrame();
  }

  /** How many times further away a head must be to fit into the width as into the height, at least 1. */
  get #narrowness(): number {
    return Math.max(1, (0.82 * this.#size[1]) / this.#size[0]);
  }

  /**
   * Named views are framed for a square picture without controls on it: a narrow canvas steps back so
   * that nothing is cut, and whole heads move up a little, clear of the controls along the bottom.
   */
  #fitted(pose: Pose): Pose {
    const [eye, target] = [new Vector3(...pose.eyeMm), new Vector3(...pose.targetMm)];
    const arm = eye.sub(target);
    const isWholeHead = arm.length() > CLOSE_UP_MM;
    arm.multiplyScalar(this.#narrowness * (isWholeHead ? 1.05 : 1));
    if (isWholeHead) target.y -= 0.025 * arm.length();
    const moved = target.clone().add(arm);
    return {
      eyeMm: [moved.x, moved.y, moved.z],
      targetMm: [target.x, target.y, target.z],
      fovDeg: pose.fovDeg,
    };
  }
}

/** The eye further from its target by a factor, within what is allowed. */
function armTimes(pose: Pose, factor: number): Pose {
  const target = new Vector3(...pose.targetMm);
  const off = new Vector3(...pose.eyeMm).sub(target);
  const distance = Math.min(FARTHEST_MM, Math.max(CLOSEST_MM, off.length() * factor));
  const eye = off.setLength(distance).add(target);
  return { ...pose, eyeMm: [eye.x, eye.y, eye.z] };
}

/** A pose between two: the target goes straight, the eye swings round it. */
function between(from: Pose, to: Pose, share: number): Pose {
  const mix = (a: number, b: number) => a + share * (b - a);
  const target = [0, 1, 2].map((i) => mix(from.targetMm[i]!, to.targetMm[i]!));
  const arm = (pose: Pose) => new Vector3(...pose.eyeMm).sub(new Vector3(...pose.targetMm));
  const [a, b] = [arm(from), arm(to)];
  const angle = (v: Vector3) => Math.atan2(v.x, v.z);
  const turn = ((angle(b) - angle(a) + 3 * Math.PI) % (2 * Math.PI)) - Math.PI;
  const across = angle(a) + share * turn;
  const ring = mix(Math.hypot(a.x, a.z), Math.hypot(b.x, b.z));
  return {
    eyeMm: [
      target[0]! + ring * Math.sin(across),
      target[1]! + mix(a.y, b.y),
      target[2]! + ring * Math.cos(across),
    ],
    targetMm: target as unknown as Pose['targetMm'],
    fovDeg: mix(from.fovDeg, to.fovDeg),
  };
}
