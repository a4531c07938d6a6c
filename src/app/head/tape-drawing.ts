import type { MeasureName } from '../../head/measures.ts';
import { FRONT_OUTLINE, SIDE_OUTLINE } from '../parts/head-outline.ts';

/** Where tape or calliper goes, on each view, mm. */
const LAID: Readonly<Record<MeasureName, { readonly side?: string; readonly front?: string }>> = {
  length: { side: 'M96-34-99-40' },
  breadth: { front: 'M-76-55H76' },
  circumference: { side: 'M95-46-99-40', front: 'M-74-42Q0-52 74-42' },
  coronalArc: {
    side: 'M0 0-8-129',
    front:
      'M-71 0-75-42-75-65-71-81-64-96-55-108-44-116-30-123-14-128 12-128 24-125 40-119 55-108 67-92 73-74 75-65 75-42 71 0',
  },
  frontalArc: { side: 'M0 0 95-46', front: 'M-71 0Q-64-46 0-48 64-46 71 0' },
  tragionTop: { side: 'M0 0V-128M-12-129H12M-6 0H6' },
  bizygomatic: { front: 'M-69 12H69' },
  bigonial: { front: 'M-56 60H56' },
  faceHeight: { side: 'M94-17 79 100', front: 'M0-17V100' },
  neckCircumference: { side: 'M-74 112 37 141', front: 'M-54 122Q0 146 54 122' },
};

const SVG = 'http://www.w3.org/2000/svg';

/** Two small views of a head on which one measure can be pointed out. */
export function makeTapeDrawing(): {
  readonly element: SVGSVGElement;
  point(at: MeasureName | undefined): void;
} {
  const element = document.createElementNS(SVG, 'svg');
  element.setAttribute('class', 'tape-drawing');
  element.setAttribute('viewBox', '-122 -136 470 290');
  element.setAttribute('aria-hidden', 'true');
  const draw = (d: string, aside: boolean, name?: MeasureName): SVGPathElement => {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    if (aside) path.setAttribute('transform', 'translate(245 0)');
    if (name) path.setAttribute('class', 'tape-way');
    element.append(path);
    return path;
  };
  draw(SIDE_OUTLINE, false);
  draw(FRONT_OUTLINE, true);
  const lines = (Object.entries(LAID) as [MeasureName, (typeof LAID)[MeasureName]][]).flatMap(
    ([name, { side, front }]) => [
      ...(side ? [{ name, path: draw(side, false, name) }] : []),
      ...(front ? [{ name, path: draw(front, true, name) }] : []),
    ],
  );
  return {
    element,
    point(at) {
      for (const { name, path } of lines) path.classList.toggle('is-pointed', name === at);
    },
  };
}
