import type { Vec3 } from '../base/vec3.ts';
import type { Distortion } from '../surface/flatten/distortion.ts';
import type { PaperPoint } from '../surface/flatten/flat-patch.ts';
import type { StencilOptions } from './options.ts';
import type { StencilLine } from './skin-lines.ts';

/** A point by which paper and head are brought together. */
export interface StencilMark {
  readonly letter: string;
  readonly name: string;
  /** Along the skin from three places a finger finds, mm. */
  readonly fromMm: Readonly<Record<'glabella' | 'tragionLeft' | 'tragionRight', number>>;
}

/** One piece of paper; places in mm from its upper left corner, y down. */
export interface StencilPiece {
  /** 1 for the first. */
  readonly number: number;
  readonly kind: StencilLine['kind'];
  /** "Hairline", or the zone's own name. */
  readonly name: string;
  readonly part: number;
  readonly parts: number;
  /** Length of its line along the skin and on paper, mm. */
  readonly skinMm: number;
  readonly paperMm: number;
  readonly distortion: Distortion;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly traces: readonly Trace[];
  readonly marks: readonly {
    readonly letter: string;
    readonly at: PaperPoint;
    /** Middle of the letter. */
    readonly label: PaperPoint;
  }[];
  /** A place on the side of the line that is to be treated, or lies in the zone. */
  readonly side: PaperPoint;
  /** Ends that go on, on which piece, and where that is told: on what is cut off. */
  readonly joins: readonly {
    readonly at: PaperPoint;
    readonly label: PaperPoint;
    readonly piece: number;
  }[];
}

/** A plan's lines as they lie on paper. */
export interface Stencil {
  readonly options: StencilOptions;
  readonly pieces: readonly StencilPiece[];
  readonly marks: readonly StencilMark[];
  /** The whole hairline along the skin, and on all its pieces, mm. */
  readonly hairlineMm: number;
  readonly hairlinePaperMm: number;
  /** Over all pieces. */
  readonly distortion: Distortion;
}

/** Places on a piece that get a letter. */
export interface MarkPlace {
  readonly letter: string;
  readonly at: Vec3;
}

/**
 * A line on a piece: the one it is for, others or the same beyond its cut, the head's midline, the
 * edge of the paper, or where to cut.
 */
export interface Trace {
  readonly kind: 'line' | 'beyond' | 'zone' | 'midline' | 'rim' | 'cut';
  readonly points: readonly PaperPoint[];
}
