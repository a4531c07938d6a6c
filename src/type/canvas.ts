/** What setting type and drawing lines need of a canvas; a browser's and Node's both have it. */
export type Canvas2d = Pick<
  OffscreenCanvasRenderingContext2D,
  | 'font'
  | 'fillStyle'
  | 'direction'
  | 'textAlign'
  | 'textBaseline'
  | 'fillRect'
  | 'fillText'
  | 'measureText'
  | 'getImageData'
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'closePath'
  | 'fill'
  | 'stroke'
  | 'strokeStyle'
  | 'lineWidth'
  | 'lineCap'
  | 'lineJoin'
  | 'setLineDash'
  | 'globalAlpha'
>;

/** Canvases with the typeface in place. */
export interface Canvases {
  /** Families in the order they are tried, as CSS writes them. */
  readonly families: string;
  /** A clear canvas; sides in px, at least 1. */
  open(widthPx: number, heightPx: number): Canvas2d;
}
