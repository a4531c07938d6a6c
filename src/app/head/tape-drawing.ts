import type { MeasureName } from '../../head/measures.ts';

/** Outlines of the mean head, mm: its right side, and its front moved aside. */
const SIDE =
  'M-19-129-9-129 9-127 34-120 47-115 60-107 76-94 88-78 94-63 96-54 96-32 93-20 94-12 101 1 107 9 115 15 118 21 117 25 114 29 101 37 99 40 99 43 101 49 101 57 93 66 92 69 96 83 95 92 88 98 78 100 48 90 43 89 40 90 38 95 38 137 36 147M-74 147-74 108-72 85-72 63-73 51-76 40-91 3-97-18-99-38-95-65-89-83-83-94-68-110-57-118-45-123-36-126-19-129';
const FRONT =
  'M57 147 52 81 53 64 57 50 66 32 67 31 70 34 73 34 81 28 85 22 91 5 93-13 91-21 86-27 83-28 80-27 73-21 75-42 75-65 73-74 67-92 55-108 40-119 24-125 12-128-14-128-30-123-44-116-55-108-64-96-71-81-75-65-75-42-73-22-74-21-81-27-84-28-87-26-91-20-93-13-93-5-90 8-85 22-81 28-73 34-70 34-67 31-66 32-57 50-53 64-52 81-57 147';

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
  draw(SIDE, false);
  draw(FRONT, true);
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
