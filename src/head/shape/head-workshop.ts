import { mirrorTriangles } from '../../surface/triangle-soup.ts';
import type { BaseHead } from '../base-head.ts';
import { headTapes } from '../head-tapes.ts';
import { loadBaseHead } from '../load-base-head.ts';
import { type HeadBase, meanMeasures } from '../measures.ts';
import { type Fitter, fitter } from './fit-measures.ts';
import { FEMININITY, feminised } from './sex-shape.ts';

/** What heads of a base are made with. */
export interface Workshop {
  /** Of that sex, before any mode bends it. */
  readonly base: BaseHead;
  readonly fit: Fitter;
  readonly mirror: ReturnType<typeof mirrorTriangles>;
}

const opened = new Map<HeadBase, Promise<Workshop>>();

/** What all heads of a base share, prepared once. */
export function workshop(name: HeadBase): Promise<Workshop> {
  const ready = opened.get(name) ?? loadBaseHead().then((shipped) => open(shipped, name));
  opened.set(name, ready);
  return ready;
}

function open(shipped: BaseHead, name: HeadBase): Workshop {
  const base = feminised(shipped, FEMININITY[name]);
  const onMidline = (v: number) => base.positionsUm[v * 3] === 0;
  return {
    base,
    // Tapes are laid by the vertex ids of the shipped head, the same for every base.
    fit: fitter(base, headTapes(shipped), meanMeasures(name)),
    mirror: mirrorTriangles(onMidline, base.earShare.length, base.triangles),
  };
}
