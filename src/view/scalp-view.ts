import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import { MOUSE, TOUCH, Vector3 } from 'three/webgpu';
import type { Vec3 } from '../base/vec3.ts';
import { distance, length, sub } from '../base/vec3.ts';
import type { Simulator } from '../engine/simulator.ts';
import type { Gpu } from '../gpu/gpu.ts';
import type { Head } from '../head/head.ts';
import { BareColour } from './bare-colour.ts';
import { applyPose, makeCamera, viewProjection } from './camera.ts';
import { type HeadHit, HeadPicker } from './head-picker.ts';
import { LitHead } from './lit-head.ts';
import { Pace } from './pace.ts';
import { MOTTLING } from './picture.ts';
import { armTimes, between, CLOSEST_MM, FARTHEST_MM } from './pose-moves.ts';
import { namedPose } from './poses.ts';
import { Presenter } from './presenter.ts';
import { type SkinColour, type SkinFrame, SkinPass } from './skin-pass.ts';
import { DEFAULT_LOOK, type Look, type NamedView, type Pose } from './view-api.ts';

/** Duration of a smooth change of view, ms. */
const FLIGHT_MS = 550;

/** A place this much behind the skin in sight still counts as on it, mm: doubles against floats. */
const SKIN_SLACK_MM = 1;

/** In which the skin of an exact picture is drawn where that takes long; its light comes first, by halves. */
const STRIPS = 16;

/** Named views nearer than this show a part of the head. */
const CLOSE_UP_MM = 400;

/**
 * The head on a canvas, first bare and then as the simulator's plan has it. Draws only when something
 * changed, straight from the simulator's buffers, without a readback. On a slow GPU it draws a draft
 * while something moves, and the exact picture once it rests.
 */
export class ScalpView {
  readonly #canvas: HTMLCanvasElement;
  readonly #lit: LitHead;
  readonly #presenter: Presenter;
  readonly #bare: BareColour;
  readonly #compiling: Promise<SkinPass>;
  readonly #camera = makeCamera();
  readonly #controls: OrbitControls;
  readonly #pace: Pace;
  #skin: SkinPass | undefined;
  #simulator: Simulator | undefined;
  #look: Look = DEFAULT_LOOK;
  #head: Head | undefined;
  #generation: number | undefined;
  #size: readonly [number, number] = [1, 1];
  #seed = 0;
  #flight: { from: Pose; to: Pose; startMs: number } | undefined;
  /** Whether what was drawn last is a draft. */
  isDraft = false;
  /** Called after each drawn frame. */
  onFrame: () => void = () => undefined;
  /** Called after each drawn frame too: for what is drawn over the picture. */
  readonly overlays = new Set<() => void>();
  #picked: { readonly head: Head; readonly with: HeadPicker } | undefined;

  private constructor(gpu: Gpu, canvas: HTMLCanvasElement, lit: LitHead, presenter: Presenter) {
    this.#canvas = canvas;
    this.#lit = lit;
    this.#presenter = presenter;
    this.#bare = new BareColour(gpu);
    this.#compiling = SkinPass.create(gpu);
    // Whoever waits for it hears of it.
    this.#compiling.catch(() => undefined);
    this.#pace = new Pace(gpu, {
      parts: 2 + STRIPS,
      isComplete: () => !this.isBare,
      draw: (isDraft, nowMs) => this.#draw(isDraft, nowMs),
      drawPart: (part) => this.#drawPart(part),
      showParts: () => this.#show(this.#simulator ? this.#skin!.colour : this.#bare.colour, false),
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
    this.#lit.setLook(this.#look);
  }

  /** Takes the canvas; nothing is drawn before there is a head. Call inside {@link Gpu.checked}. */
  static async create(gpu: Gpu, canvas: HTMLCanvasElement): Promise<ScalpView> {
    const [lit, presenter] = await Promise.all([
      LitHead.create(gpu),
      Presenter.create(gpu, canvas),
    ]);
    const view = new ScalpView(gpu, canvas, lit, presenter);
    view.resize(canvas.clientWidth || 1, canvas.clientHeight || 1, 1);
    return view;
  }
  /**
   * Shows a head without a hair or a dot, while those are worked out.
   *
   * @param reflectance - Of its skin, at the six bands.
   */
  showBare(head: Head, reflectance: ArrayLike<number>): void {
    this.#bare.set(reflectance);
    this.#setHead(head);
  }

  /** From now on shows the simulator's plan; it must hold one. */
  async follow(simulator: Simulator): Promise<void> {
    this.#skin = await simulator.gpu.checked('compiling the view', () => this.#compiling);
    this.#skin.resize(...this.#size);
    this.#simulator = simulator;
    this.refresh();
  }

  /** Whether dots are still to come. */
  get isBare(): boolean {
    return !this.#simulator;
  }

  /** Takes over what the last `simulator.update()` changed and draws it. */
  refresh(): void {
    this.#takeOver();
    this.requestFrame();
  }

  /** Resolves when the picture is exact and nothing is about to change it. */
  async atRest(): Promise<void> {
    await this.#pace.atRest();
  }

  get look(): Look {
    return this.#look;
  }

  set look(look: Look) {
    if (look.shine !== this.#look.shine || look.background !== this.#look.background) {
      this.#lit.setLook(look);
    }
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
    this.#size = [
      Math.max(1, Math.floor(widthPx * pixelRatio)),
      Math.max(1, Math.floor(heightPx * pixelRatio)),
    ];
    [this.#canvas.width, this.#canvas.height] = this.#size;
    this.#skin?.resize(...this.#size);
    this.#lit.resize(...this.#size);
    const further = this.#narrowness / before;
    if (this.#flight) this.#flight.to = armTimes(this.#flight.to, further);
    this.#apply(armTimes(this.pose, further));
  }

  /** Moves the camera to a named view; at once where `smooth` is false. */
  goTo(view: NamedView, smooth: boolean): void {
    const to = this.#fitted(namedPose(view, this.#shown, this.#simulator?.scalp.hairline));
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
    const { clientWidth, clientHeight } = this.#canvas;
    return [clientWidth || 1, clientHeight || 1];
  }

  /** Finds places on the head on screen; built when first asked for. */
  get picker(): HeadPicker {
    const head = this.#simulator?.head ?? this.#shown;
    if (this.#picked?.head !== head) this.#picked = { head, with: new HeadPicker(head) };
    return this.#picked.with;
  }

  /** Draws once on the next animation frame, however often it is called before. */
  requestFrame(): void {
    this.#pace.ask();
  }

  destroy(): void {
    this.#pace.end();
    this.#controls.dispose();
    this.#lit.destroy();
    this.#bare.destroy();
    this.#presenter.destroy();
    // One that is still compiling has no textures yet, and its device is about to go.
    this.#skin?.destroy();
  }

  #draw(isDraft: boolean, nowMs: number): boolean {
    if (this.#flight) this.#fly(nowMs);
    if (!this.#head) return false;
    const colour = this.#colour(isDraft);
    // Buffers are being replaced, or a failed update left none to trust: the last frame stays.
    if (!colour) return false;
    this.#show(colour, isDraft);
    return true;
  }

  #drawPart(part: number): boolean {
    if (!this.#head) return false;
    if (part === 0 || part === 1) {
      this.#lit.prepare(this.#camera, part);
      return true;
    }
    if (!this.#simulator || !this.#skin) return true;
    // Strips of two plans make no picture.
    if (part > 2 && this.#simulator.generation !== this.#generation) return false;
    if (!this.#isUpToDate()) return false;
    this.#skin.drawPart(this.#skinFrame(), part - 2, STRIPS);
    return true;
  }

  #show(colour: SkinColour, isDraft: boolean): void {
    this.#presenter.draw(colour, this.#lit.seenBy(this.#camera, isDraft));
    this.isDraft = isDraft;
    this.onFrame();
    for (const overlay of this.overlays) overlay();
  }

  #colour(isDraft: boolean): SkinColour | undefined {
    if (!this.#simulator || !this.#skin) return this.#bare.colour;
    if (!this.#isUpToDate()) return undefined;
    const frame = this.#skinFrame();
    return isDraft ? this.#skin.drawDraft(frame) : this.#skin.draw(frame);
  }

  /** Whether the simulator's buffers may be drawn from now, and are those that are bound. */
  #isUpToDate(): boolean {
    const { generation } = this.#simulator!;
    if (generation === undefined) return false;
    if (generation !== this.#generation) this.#takeOver();
    return true;
  }

  #skinFrame(): SkinFrame {
    return {
      viewProjection: viewProjection(this.#camera),
      dividerPx: this.#look.divider * this.#size[0],
      revealMm: this.#look.revealMm,
      mottling: MOTTLING,
      seed: this.#seed,
    };
  }

  #takeOver(): void {
    const simulator = this.#simulator!;
    const { generation, plan, head } = simulator;
    this.#skin!.bind(simulator.scene());
    this.#generation = generation;
    this.#seed = plan.seed;
    if (this.#head !== head) this.#setHead(head);
  }

  #setHead(head: Head): void {
    const isFirst = !this.#head;
    this.#head = head;
    this.#lit.setHead(head);
    if (isFirst) this.goTo('three-quarter', false);
    this.requestFrame();
  }

  /** The head on screen. */
  get #shown(): Head {
    if (!this.#head) throw new Error('There is no head yet; ScalpView.showBare() must come first.');
    return this.#head;
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
