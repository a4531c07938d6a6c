import type { PerspectiveCamera } from 'three/webgpu';
import { skinOfPlan } from '../engine/plan-skin.ts';
import type { Simulator } from '../engine/simulator.ts';
import type { Gpu } from '../gpu/gpu.ts';
import type { Head } from '../head/head.ts';
import {
  type IlluminationSpread,
  illuminationSpread,
} from '../light/spread/illumination-spread.ts';
import type { ShownMap } from '../words/maps/map-legend.ts';
import { viewProjection } from './camera.ts';
import { HeadEdges } from './edges/head-edges.ts';
import type { HairLayer } from './hair/hair-layer.ts';
import { HairPass } from './hair/hair-pass.ts';
import { LitHead } from './light/lit-head.ts';
import { skinTone } from './light/skin-tone.ts';
import { MapPaint } from './map/map-paint.ts';
import { type PictureTarget, READ_FORMAT } from './picture-target.ts';
import { Presenter } from './presenter.ts';
import { BareColour } from './skin/bare-colour.ts';
import { type SkinColour, type SkinFrame, SkinPass } from './skin/skin-pass.ts';
import { SpreadPass } from './spread/spread-pass.ts';
import { DEFAULT_LOOK, type Look } from './view-api.ts';

/** Natural unevenness of the skin in pictures; see `shaders/view/tone.wgsl`. */
const MOTTLING = 0.05;

/** In which the skin of an exact picture is drawn where that takes long; its light comes first. */
const STRIPS = 16;

/**
 * All that draws a head: its light, the colour of its skin, and what puts both together on a canvas
 * or in a picture that is read back. Renderer, kernels and textures are kept between pictures, so that
 * many of them, as of a film or a grid, cost a draw each. One picture at a time.
 */
export class Studio {
  readonly gpu: Gpu;
  readonly #lit: LitHead;
  readonly #presenter: Presenter;
  readonly #spread: SpreadPass;
  readonly #edges: HeadEdges;
  readonly #bare: BareColour;
  #compiling: Promise<readonly [SkinPass, HairPass]>;
  #skin: SkinPass | undefined;
  #hair: HairPass | undefined;
  #simulator: Simulator | undefined;
  #look: Look = DEFAULT_LOOK;
  #head: Head | undefined;
  #generation: number | undefined;
  #size: readonly [number, number] = [0, 0];
  #seed = 0;
  /** How light spreads in the skin that is shown, and of which skin that is told. */
  #inSkin: IlluminationSpread | undefined;
  #skinKey = '';
  #paint: MapPaint | undefined;
  /** Vertices of the head whose map is shown; 0 for none. */
  #mapVertices = 0;

  private constructor(
    gpu: Gpu,
    lit: LitHead,
    [presenter, spread, edges]: readonly [Presenter, SpreadPass, HeadEdges],
  ) {
    this.gpu = gpu;
    this.#spread = spread;
    this.#edges = edges;
    this.#lit = lit;
    this.#presenter = presenter;
    this.#bare = new BareColour(gpu);
    this.#compiling = Promise.all([SkinPass.create(gpu), HairPass.create(gpu)]);
    // Whoever waits for it hears of it.
    this.#compiling.catch(() => undefined);
    this.#lit.setLook(this.#look);
  }

  /**
   * Can show a bare head at once; all else waits for {@link compiled}. Call inside {@link Gpu.checked}.
   *
   * @param format - Of the targets it draws into; by default of pictures that are read back.
   */
  static async create(gpu: Gpu, format: GPUTextureFormat = READ_FORMAT): Promise<Studio> {
    const [lit, ...passes] = await Promise.all([
      LitHead.create(gpu),
      Presenter.create(gpu, format),
      SpreadPass.create(gpu),
      HeadEdges.create(gpu),
    ]);
    return new Studio(gpu, lit, passes);
  }

  /** Resolves when a simulator may be followed. Do not call inside {@link Gpu.checked}. */
  async compiled(): Promise<void> {
    if (this.#skin) return;
    [this.#skin, this.#hair] = await this.gpu.checked('compiling the view', () => this.#compiling);
    if (this.#size[0] === 0) return;
    this.#skin.resize(...this.#size);
    this.#hair.resize(...this.#size);
  }

  /** Makes pictures of that many fine pixels. */
  resize(widthPx: number, heightPx: number): void {
    if (widthPx === this.#size[0] && heightPx === this.#size[1]) return;
    this.#size = [widthPx, heightPx];
    this.#presenter.forget();
    this.#spread.forget();
    this.#edges.forget();
    this.#skin?.resize(widthPx, heightPx);
    this.#hair?.resize(widthPx, heightPx);
    this.#lit.resize(widthPx, heightPx);
  }

  get look(): Look {
    return this.#look;
  }

  set look(look: Look) {
    const lit = ['shine', 'light', 'balance'] as const;
    if (lit.some((key) => look[key] !== this.#look[key])) this.#lit.setLook(look);
    this.#look = look;
  }

  /**
   * Shows a map of the simulator's head in the place of skin and dots, until a head of another mesh comes;
   * none where none is given. Do not call inside {@link Gpu.checked}.
   *
   * @param pixelRatio - Fine pixels along a side of each pixel that is looked at.
   */
  async showMap(shown: ShownMap | undefined, pixelRatio = 1): Promise<void> {
    if (shown) {
      this.#paint ??= await this.gpu.checked('compiling the map', () => MapPaint.create(this.gpu));
      this.#paint.set(shown.map, shown.scale, pixelRatio);
    }
    this.#mapVertices = shown?.map.values.length ?? 0;
  }

  /** The head that is shown. */
  get head(): Head | undefined {
    return this.#head;
  }

  /** Whose plan is shown; undefined while the head is bare. */
  get simulator(): Simulator | undefined {
    return this.#simulator;
  }

  /**
   * Shows a head without a hair or a dot.
   *
   * @param reflectance - Of its skin, at the six bands.
   */
  showBare(head: Head, reflectance: ArrayLike<number>): void {
    this.#bare.set(reflectance);
    this.#setHead(head);
  }

  /** From now on shows the simulator's plan; it must hold one, and {@link compiled} must have come. */
  follow(simulator: Simulator): void {
    this.#simulator = simulator;
    // Buffers may be the same and the plan another, as after a change of skin.
    this.refresh();
  }

  /** Takes over what the last `simulator.update()` changed. */
  refresh(): void {
    const simulator = this.#simulator!;
    const { generation, plan, head } = simulator;
    const scene = simulator.scene();
    this.#skin!.bind(scene);
    this.#edges.bind(scene);
    this.#hair!.bind({ scene, head, plan });
    this.#generation = generation;
    this.#seed = plan.seed;
    this.#setSkin(simulator);
    this.#setHead(head);
  }

  /**
   * Draws a picture and submits it.
   *
   * @param stride - Fine pixels along a side of each pixel of a draft; 1 for the exact picture.
   * @returns false where there is nothing to draw: no head yet, or buffers that are being replaced, or
   *   that a failed update left untrusted. The target then keeps what it shows.
   */
  draw(camera: PerspectiveCamera, to: PictureTarget, stride = 1): boolean {
    if (!this.#head) return false;
    const colour = this.#colour(camera, stride);
    if (!colour) return false;
    this.#show(colour, camera, to, stride);
    return true;
  }

  /** How many parts {@link drawPart} makes of an exact picture. */
  readonly parts = 1 + STRIPS;

  /** Draws one part of an exact picture, which is not shown yet; false as for {@link draw}. */
  drawPart(camera: PerspectiveCamera, part: number): boolean {
    if (!this.#head) return false;
    if (part === 0) {
      this.#lit.seenBy(camera, 1);
      return true;
    }
    if (!this.#simulator) return true;
    // Strips of two plans make no picture.
    if (part > 1 && this.#simulator.generation !== this.#generation) return false;
    if (!this.#isUpToDate()) return false;
    this.#skin!.drawPart(this.#frame(camera), part - 1, STRIPS);
    return true;
  }

  /** Shows the exact picture that all parts make up; false as for {@link draw}. */
  showParts(camera: PerspectiveCamera, to: PictureTarget): boolean {
    // A plan may have come since the last part, and hair is drawn from its buffers now.
    if (this.#simulator && this.#simulator.generation !== this.#generation) return false;
    const colour = this.#simulator ? this.#skin!.colour : this.#bare.colour;
    this.#show(colour, camera, to, 1);
    return true;
  }

  destroy(): void {
    this.#lit.destroy();
    this.#bare.destroy();
    this.#presenter.destroy();
    this.#spread.destroy();
    this.#edges.destroy();
    this.#paint?.destroy();
    // One that is still compiling has no textures yet, and its device is about to go.
    this.#skin?.destroy();
    this.#hair?.destroy();
  }

  #show(colour: SkinColour, camera: PerspectiveCamera, to: PictureTarget, stride: number): void {
    // Light has no dots: it may be coarse by half of that.
    const light = this.#lit.seenBy(camera, Math.max(1, stride / 2));
    // Strands would stand between the eye and the map.
    const isMap = this.#map !== undefined;
    const hair = isMap ? undefined : this.#simulator && this.#hairLayer(camera, stride > 1);
    const skin = this.#inSkin;
    // Light of a draft is coarse already.
    const spread =
      !isMap && skin && light.stride === 1 ? this.#spread.of(light, camera, skin) : undefined;
    const hasEdges = this.#simulator && light.stride === 1;
    const edges = hasEdges ? this.#edges.of(light, camera) : undefined;
    this.#presenter.draw({ colour, light, hair, spread, edges }, this.#look, to, isMap);
  }

  /** Hair as the camera sees it, once the skin knows how far the head is. */
  #hairLayer(camera: PerspectiveCamera, isDraft: boolean): HairLayer | undefined {
    const { x, y, z } = camera.position;
    const frame = {
      viewProjection: viewProjection(camera),
      eyeMm: [x, y, z] as const,
      fovDeg: camera.fov,
      nearMm: camera.near,
      farMm: camera.far,
      headDepth: this.#skin!.headDepth,
      light: this.#lit.hairLight(this.#simulator!.head.landmarks.vertex),
      grownDays: this.#look.grownDays,
    };
    return this.#hair!.draw(frame, isDraft);
  }

  #colour(camera: PerspectiveCamera, stride: number): SkinColour | undefined {
    if (!this.#simulator) return this.#bare.colour;
    if (!this.#isUpToDate()) return undefined;
    const frame = this.#frame(camera);
    return stride > 1 ? this.#skin!.drawDraft(frame, stride) : this.#skin!.draw(frame);
  }

  /** Whether the simulator's buffers may be drawn from now, and are those that are bound. */
  #isUpToDate(): boolean {
    const { generation } = this.#simulator!;
    if (generation === undefined) return false;
    if (generation !== this.#generation) this.refresh();
    return true;
  }

  #frame(camera: PerspectiveCamera): SkinFrame {
    return {
      viewProjection: viewProjection(camera),
      dividerPx: this.#look.divider * this.#size[0],
      revealMm: this.#look.revealMm,
      mottling: MOTTLING,
      seed: this.#seed,
      map: this.#map,
    };
  }

  #setSkin(simulator: Simulator): void {
    const { skin } = simulator.plan;
    const { bareReflectance, tone } = simulator.scene();
    const key = JSON.stringify(skin);
    if (key === this.#skinKey) return;
    this.#skinKey = key;
    this.#inSkin = illuminationSpread(skinOfPlan(skin), bareReflectance);
    this.#lit.setSkin(skinTone(bareReflectance, tone));
  }

  get #map(): MapPaint | undefined {
    const vertices = this.#head ? this.#head.mesh.positionsUm.length / 3 : 0;
    return this.#simulator && this.#mapVertices === vertices ? this.#paint : undefined;
  }

  #setHead(head: Head): void {
    if (head === this.#head) return;
    this.#head = head;
    this.#lit.setHead(head);
  }
}
