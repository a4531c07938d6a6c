import type { MaskStroke } from '../../../photo/mask/strokes.ts';
import type { Pixel } from '../../../photo/question.ts';
import { el } from '../../parts/dom.ts';
import type { CanvasPlace } from '../../tools/tool.ts';
import type { PhotoDesk } from '../photo-desk.ts';
import type { StageGesture, StageWork } from '../stage/stage-gestures.ts';

/** Sizes of the brush on the screen, px. */
export const BRUSH_PX = { min: 4, max: 80 } as const;

/** Points of a stroke keep this share of its radius between them. */
const STEP_SHARE = 0.3;

/** Longer side of the picture that shows where dots may not be, px. */
const VEIL_SIDE = 720;

/** How the brush of the mask is set; never part of a plan. */
export interface BrushSetting {
  readonly kind: MaskStroke['kind'];
  readonly radiusPx: number;
}

/** Where dots may show, painted by hand over the photograph: what is kept out lies under a veil. */
export class MaskBrush {
  readonly element = el('canvas', { class: 'mask-veil', 'aria-hidden': 'true', hidden: true });
  readonly #desk: PhotoDesk;
  #setting: BrushSetting = { kind: 'keep-out', radiusPx: 18 };
  #veil: { readonly of: Uint8Array; readonly picture: OffscreenCanvas } | undefined;
  #stroke: MaskStroke | undefined;
  #at: CanvasPlace | undefined;

  constructor(desk: PhotoDesk) {
    this.#desk = desk;
    desk.stage.element.append(this.element);
    desk.stage.overlays.add(() => this.draw());
    desk.stage.element.addEventListener('pointermove', (event) => {
      const { left, top } = desk.stage.element.getBoundingClientRect();
      this.#at = [event.clientX - left, event.clientY - top];
      if (this.#isOn) desk.stage.ask();
    });
    desk.stage.element.addEventListener('pointerleave', () => {
      this.#at = undefined;
      if (this.#isOn) desk.stage.ask();
    });
  }

  get setting(): BrushSetting {
    return this.#setting;
  }

  set setting(setting: BrushSetting) {
    this.#setting = setting;
    this.#desk.stage.ask();
  }

  /** What a press on the photograph does. */
  readonly press: StageWork = (at, event): StageGesture | undefined => {
    const { album, stage, mask } = this.#desk;
    if (!album.shown || !mask) return undefined;
    const radiusPx = this.#setting.radiusPx / stage.frame.scale;
    const other = this.#setting.kind === 'add' ? 'keep-out' : 'add';
    const kind = event.altKey ? other : this.#setting.kind;
    this.#stroke = { kind, radiusPx, points: [tidy(stage.frame.toPhoto(at))] };
    stage.ask();
    return {
      move: (to) => {
        const { points } = this.#stroke!;
        const next = tidy(stage.frame.toPhoto(to));
        const last = points.at(-1)!;
        if (Math.hypot(next[0] - last[0], next[1] - last[1]) > STEP_SHARE * radiusPx) {
          this.#stroke = { ...this.#stroke!, points: [...points, next] };
        }
        return true;
      },
      end: () => {
        const photo = album.shown;
        const stroke = this.#stroke;
        this.#stroke = undefined;
        if (photo && stroke) album.mark(photo, { mask: [...photo.mask, stroke] });
      },
      cancel: () => {
        this.#stroke = undefined;
        stage.ask();
      },
    };
  };

  get #isOn(): boolean {
    return this.#desk.isShown && this.#desk.album.get().work === 'mask';
  }

  draw(): void {
    const { stage, mask, album } = this.#desk;
    this.element.hidden = !this.#isOn || !mask;
    if (!this.#isOn || !mask || !album.shown) return;
    const [width, height] = stage.sizePx;
    [this.element.width, this.element.height] = [width, height];
    const ink = this.element.getContext('2d')!;
    const { widthPx, heightPx } = album.shown;
    const [left, top] = stage.frame.toCanvas([0, 0]);
    const { scale } = stage.frame;
    ink.drawImage(
      this.#veilOf(mask, widthPx, heightPx),
      left,
      top,
      scale * widthPx,
      scale * heightPx,
    );
    if (this.#stroke) this.#drawStroke(ink, this.#stroke, scale);
    if (this.#at) ring(ink, this.#at, this.#setting.radiusPx);
  }

  #drawStroke(
    ink: CanvasRenderingContext2D,
    { kind, radiusPx, points }: MaskStroke,
    scale: number,
  ) {
    const path = new Path2D();
    const places = points.map((at) => this.#desk.stage.frame.toCanvas(at));
    path.moveTo(...places[0]!);
    // A lone point is a disc too.
    for (const place of [...places, places.at(-1)!]) path.lineTo(...place);
    ink.lineCap = ink.lineJoin = 'round';
    ink.lineWidth = 2 * radiusPx * scale;
    ink.globalCompositeOperation = kind === 'add' ? 'destination-out' : 'source-over';
    ink.strokeStyle = VEIL;
    ink.stroke(path);
    ink.globalCompositeOperation = 'source-over';
  }

  #veilOf(mask: Uint8Array, widthPx: number, heightPx: number): OffscreenCanvas {
    if (this.#veil?.of === mask) return this.#veil.picture;
    const scale = Math.min(1, VEIL_SIDE / Math.max(widthPx, heightPx));
    const [wide, high] = [widthPx, heightPx].map((px) => Math.max(1, Math.round(px * scale)));
    const picture = new OffscreenCanvas(wide!, high!);
    const data = new ImageData(wide!, high!);
    for (let y = 0; y < high!; y++) {
      const row = Math.floor(((y + 0.5) * heightPx) / high!) * widthPx;
      for (let x = 0; x < wide!; x++) {
        const allowed = mask[row + Math.floor(((x + 0.5) * widthPx) / wide!)]!;
        data.data.set(
          [VEIL_RGB[0], VEIL_RGB[1], VEIL_RGB[2], 0.5 * (255 - allowed)],
          4 * (y * wide! + x),
        );
      }
    }
    picture.getContext('2d')!.putImageData(data, 0, 0);
    this.#veil = { of: mask, picture };
    return picture;
  }
}

const VEIL_RGB = [34, 60, 160] as const;
const VEIL = `rgb(${VEIL_RGB.join(' ')} / 0.5)`;

function ring(ink: CanvasRenderingContext2D, [x, y]: CanvasPlace, radiusPx: number): void {
  for (const [colour, width] of [
    ['rgb(0 0 0 / 0.7)', 3],
    ['#fff', 1.5],
  ] as const) {
    ink.beginPath();
    ink.arc(x, y, radiusPx, 0, 2 * Math.PI);
    ink.strokeStyle = colour;
    ink.lineWidth = width;
    ink.stroke();
  }
}

function tidy([x, y]: Pixel): Pixel {
  return [Math.round(10 * x) / 10, Math.round(10 * y) / 10];
}
