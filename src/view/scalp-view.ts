import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import { MOUSE, TOUCH, Vector3 } from 'three/webgpu';
import type { Vec3 } from '../base/vec3.ts';
import type { Simulator } from '../engine/simulator.ts';
import type { Gpu } from '../gpu/gpu.ts';
import type { Head } from '../head/head.ts';
import type { ShownMap } from '../words/maps/map-legend.ts';
import { applyPose, makeCamera } from './camera.ts';
import { DraftScale } from './draft-scale.ts';
import { type HeadHit, HeadPicker } from './head-picker.ts';
import { Pace } from './pace.ts';
import { CanvasTarget } from './picture-target.ts';
import { armTimes, between, CLOSEST_MM, FARTHEST_MM } from './pose-moves.ts';
import { atDistance, namedPose, placePose } from './poses.ts';
import { Studio } from './studio.ts';
import type { Look, NamedView, Pose } from './view-api.ts';

/** Duration of a smooth change of view, ms. */
const FLIGHT_MS = 550;

/** Named views nearer than this show a part of the head. */
const CLOSE_UP_MM = 400;

/**
 * The head on a canvas, first bare and then as the simulator's plan has it. Draws only when something
 * changed, straight from the simulator's buffers, without a readback. On a slow GPU it draws a draft
 * while something moves, and the exact picture once it rests.
 */
export class ScalpView {
  readonly #canvas: HTMLCanvasElement;
  readonly #target: CanvasTarget;
  readonly #studio: Studio;
  readonly #camera = makeCamera();
  readonly #controls: OrbitControls;
  readonly #pace: Pace;
  readonly #scale = new DraftScale();
  #size: readonly [number, number] = [1, 1];
  #flight: { from: Pose; to: Pose; startMs: number } | undefined;
  /** Whether what was drawn last is a draft. */
  isDraft = false;
  /** Pixels of a draft along a side, over those of the picture. */
  draftShare = 1;
  /** Called after each drawn frame. */
  onFrame: () => void = () => undefined;
  /** Called after each drawn frame too: for what is drawn over the picture. */
  readonly overlays = new Set<() => void>();
  #isCovered = false;
  #picked: { readonly head: Head; readonly with: HeadPicker } | undefined;

  private constructor(gpu: Gpu, canvas: HTMLCanvasElement, target: CanvasTarget, studio: Studio) {
    this.#canvas = canvas;
    this.#target = target;
    this.#studio = studio;
    this.#pace = new Pace(gpu, {
      parts: studio.parts,
      isComplete: () => !this.isBare,
      draw: (isDraft, nowMs) => this.#draw(isDraft, nowMs),
      draftTook: (ms) => this.#scale.took(ms),
      drawPart: (part) => studio.drawPart(this.#camera, part),
      showParts: () => {
        if (!studio.showParts(this.#camera, target)) return false;
        this.#shownNow(false);
        return true;
      },
    });
    this.#controls = new OrbitControls(this.#camera, canvas);
    this.#controls.enableDamping = false;
    this.#controls.zoomToCursor = true;
    this.#controls.minDistance = CLOSEST_MM;
    this.#controls.maxDistance = FARTHEST_MM;
    this.#controls.addEventListener('change', () => this.requestFrame());
    this.#controls.addEventListener('start', () => {
      this.#flight = undefined;
    });
  }

  /** Takes the canvas; nothing is drawn before there is a head. Call inside {@link Gpu.checked}. */
  static async create(gpu: Gpu, canvas: HTMLCanvasElement): Promise<ScalpView> {
    const target = new CanvasTarget(gpu, canvas);
    const view = new ScalpView(gpu, canvas, target, await Studio.create(gpu, target.format));
    view.resize(canvas.clientWidth || 1, canvas.clientHeight || 1, 1);
    return view;
  }

  /**
   * Shows a head without a hair or a dot, while those are worked out.
   *
   * @param reflectance - Of its skin, at the six bands.
   */
  showBare(head: Head, reflectance: ArrayLike<number>): void {
    const isFirst = !this.#studio.head;
    this.#studio.showBare(head, reflectance);
    if (isFirst) this.goTo('three-quarter', false);
    this.requestFrame();
  }

  /** From now on shows the simulator's plan; it must hold one. */
  async follow(simulator: Simulator): Promise<void> {
    const isFirst = !this.#studio.head;
    await this.#studio.compiled();
    this.#studio.follow(simulator);
    if (isFirst) this.goTo('three-quarter', false);
    this.requestFrame();
  }

  /** Whether dots are still to come. */
  get isBare(): boolean {
    return !this.#studio.simulator;
  }

  /** Takes over what the last `simulator.update()` changed and draws it. */
  refresh(): void {
    this.#studio.refresh();
    this.requestFrame();
  }

  /** Resolves when the picture is exact and nothing is about to change it. */
  async atRest(): Promise<void> {
    await this.#pace.atRest();
  }

  get look(): Look {
    return this.#studio.look;
  }

  set look(look: Look) {
    this.#studio.look = look;
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
    this.#size = [
      Math.max(1, Math.floor(widthPx * pixelRatio)),
      Math.max(1, Math.floor(heightPx * pixelRatio)),
    ];
    this.#target.resize(...this.#size);
    this.#studio.resize(...this.#size);
    const further = this.#narrowness / before;
    if (this.#flight) this.#flight.to = armTimes(this.#flight.to, further);
    this.#apply(armTimes(this.pose, further));
  }

  /** Shows a map of the head in the place of skin and dots; none where none is given. */
  async showMap(shown: ShownMap | undefined): Promise<void> {
    await this.#studio.showMap(shown, this.#size[0] / this.sizePx[0]);
    this.requestFrame();
  }

  /** Moves the camera to a named view; at once where `smooth` is false. */
  goTo(view: NamedView, smooth: boolean): void {
    const to = this.#fitted(namedPose(view, this.#shown, this.#studio.simulator?.scalp.hairline));
    if (smooth) this.#flyTo(to);
    else this.pose = to;
  }

  /** Moves the eye along its line of sight to where the nearest skin is that far away, mm. */
  standAt(distanceMm: number, smooth: boolean): void {
    const to = atDistance(this.pose, this.#shown, distanceMm);
    if (smooth) this.#flyTo(to);
    else this.pose = to;
  }

  /** Moves the camera to where a place of the skin is seen straight on, with some skin around it. */
  showPlace(middleMm: Vec3, radiusMm: number, smooth: boolean): void {
    const to = this.poseOf(middleMm, radiusMm);
    if (smooth) this.#flyTo(to);
    else this.pose = to;
  }

  /** From where a place is seen, as {@link showPlace} goes there. */
  poseOf(middleMm: Vec3, radiusMm: number): Pose {
    return this.#fitted(placePose(middleMm, radiusMm));
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
    return this.picker.sees(this.pose.eyeMm, placeMm);
  }

  /** Size of the picture, CSS pixels. */
  get sizePx(): readonly [width: number, height: number] {
    const { clientWidth, clientHeight } = this.#canvas;
    return [clientWidth || 1, clientHeight || 1];
  }

  /** Finds places on the head on screen; built when first asked for. */
  get picker(): HeadPicker {
    const head = this.#studio.simulator?.head ?? this.#shown;
    if (this.#picked?.head !== head) this.#picked = { head, with: new HeadPicker(head) };
    return this.#picked.with;
  }

  /** Whether something else is in its place: nothing is drawn as long as there is. */
  set isCovered(on: boolean) {
    if (on === this.#isCovered) return;
    this.#isCovered = on;
    this.requestFrame();
  }

  /** Draws once on the next animation frame, however often it is called before. */
  requestFrame(): void {
    if (!this.#isCovered) this.#pace.ask();
  }

  destroy(): void {
    this.#pace.end();
    this.#controls.dispose();
    this.#studio.destroy();
    this.#target.destroy();
  }

  #draw(isDraft: boolean, nowMs: number): boolean {
    if (this.#flight) this.#fly(nowMs);
    // Nothing to draw: the last frame stays.
    const { stride } = this.#scale;
    if (!this.#studio.draw(this.#camera, this.#target, isDraft ? stride : 1)) return false;
    this.draftShare = 1 / stride;
    this.#shownNow(isDraft);
    return true;
  }

  #shownNow(isDraft: boolean): void {
    this.isDraft = isDraft;
    this.onFrame();
    for (const overlay of this.overlays) overlay();
  }

  /** The head on screen. */
  get #shown(): Head {
    const { head } = this.#studio;
    if (!head) throw new Error('There is no head yet; ScalpView.showBare() must come first.');
    return head;
  }

  #flyTo(to: Pose): void {
    this.#flight = { from: this.pose, to, startMs: performance.now() };
    this.requestFrame();
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
