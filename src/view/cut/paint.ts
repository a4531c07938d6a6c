import type { Canvas2d } from '../../type/canvas.ts';
import type { Palette, Place, Shape } from './shape.ts';

/** Draws shapes in their order. */
export function paintShapes(
  canvas: Canvas2d,
  shapes: readonly Shape[],
  palette: Palette,
  families: string,
): void {
  canvas.lineCap = 'round';
  canvas.lineJoin = 'round';
  for (const shape of shapes) {
    canvas.globalAlpha = shape.kind === 'text' ? 1 : (shape.cover ?? 1);
    if (shape.kind === 'area') {
      trace(canvas, shape.points);
      canvas.closePath();
      canvas.fillStyle = palette[shape.role];
      canvas.fill();
    } else if (shape.kind === 'line') {
      trace(canvas, shape.points);
      canvas.strokeStyle = palette[shape.role];
      canvas.lineWidth = shape.widthPx;
      canvas.setLineDash([...(shape.dashPx ?? [])]);
      canvas.stroke();
      canvas.setLineDash([]);
    } else {
      write(canvas, shape, palette, families);
    }
  }
  canvas.globalAlpha = 1;
}

function write(
  canvas: Canvas2d,
  { text, at, sizePx, bold, align = 'left', role, halo }: Extract<Shape, { kind: 'text' }>,
  palette: Palette,
  families: string,
): void {
  canvas.font = `${bold ? 600 : 400} ${sizePx}px ${families}`;
  canvas.textAlign = align;
  canvas.textBaseline = 'alphabetic';
  if (halo) {
    const width = canvas.measureText(text).width;
    const start = { left: 0, center: width / 2, right: width }[align];
    canvas.globalAlpha = 0.82;
    canvas.fillStyle = palette.air;
    canvas.fillRect(
      at[0] - start - 0.3 * sizePx,
      at[1] - sizePx,
      width + 0.6 * sizePx,
      1.35 * sizePx,
    );
    canvas.globalAlpha = 1;
  }
  canvas.fillStyle = palette[role];
  canvas.fillText(text, ...at);
}

function trace(canvas: Canvas2d, points: readonly Place[]): void {
  canvas.beginPath();
  points.forEach(([x, y], i) => {
    if (i === 0) canvas.moveTo(x, y);
    else canvas.lineTo(x, y);
  });
}
