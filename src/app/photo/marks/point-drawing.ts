import type { PhotoPointName } from '../../../photo/photo-points.ts';
import { FRONT_OUTLINE, SIDE_OUTLINE } from '../../parts/head-outline.ts';
import { type Asked, OUTLINE, type SeenFrom } from './point-order.ts';

/** Where points lie on the two outlines, mm: to the front, down, and to the subject's left. */
const PLACES: Readonly<Record<string, readonly [front: number, down: number, left: number]>> = {
  nasion: [95, -18, 0],
  glabella: [96, -34, 0],
  pronasale: [117, 22, 0],
  subnasale: [100, 38, 0],
  menton: [80, 99, 0],
  inion: [-98, -24, 0],
  tragion: [0, 0, 70],
  canthus: [74, -14, 44],
  ala: [99, 27, 17],
  mouthCorner: [89, 56, 26],
  earTop: [-12, -30, 86],
  earBack: [-30, -12, 93],
  earLobe: [-4, 30, 74],
};

/** On the rim of the skull, from the front and from the side. */
const RIM = {
  front: 'M-71 -81-64-96-55-108-44-116-30-123-14-128 12-128 24-125 40-119 55-108 67-92 71-81',
  side: 'M-89-83-83-94-68-110-57-118-45-123-36-126-19-129-9-129 9-127 34-120 47-115 60-107 76-94 84-84',
} as const;

/** Eyes, nose and mouth, so that a front is known for one. */
const FACE =
  'M-44-14Q-31-23-18-13Q-31-8-44-14M44-14Q31-23 18-13Q31-8 44-14M-17 27Q-10 36 0 34 10 36 17 27M-26 56Q0 63 26 56';
const EAR = 'M0-22Q-30-44-32-12-30 20-6 31-2 12 0-22';

const SVG = 'http://www.w3.org/2000/svg';

/** A small head as the photograph has it, with the place that is asked for on it. */
export function drawPoint(element: SVGSVGElement, asked: Asked, seenFrom: SeenFrom): void {
  const isSide = /left|right/.test(seenFrom);
  // The outline is of the right side: from the left the face looks the other way; so does left from behind.
  const turned = isSide ? seenFrom.endsWith('left') : seenFrom === 'back';
  element.setAttribute('viewBox', '-135 -142 270 300');
  const make = (tag: string, attributes: Readonly<Record<string, string | number>>): SVGElement => {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
    return made as SVGElement;
  };
  const group = make('g', turned ? { transform: 'scale(-1 1)' } : {});
  group.append(make('path', { d: isSide ? SIDE_OUTLINE : FRONT_OUTLINE }));
  if (isSide) group.append(make('path', { d: EAR, class: 'faint' }));
  else if (seenFrom !== 'back') group.append(make('path', { d: FACE, class: 'faint' }));
  if (asked === OUTLINE) {
    group.append(make('path', { d: isSide ? RIM.side : RIM.front, class: 'asked-rim' }));
  } else {
    const [x, y] = placeOn(asked, isSide);
    group.append(make('circle', { cx: x, cy: y, r: 19, class: 'asked-ring' }));
    group.append(make('circle', { cx: x, cy: y, r: 7, class: 'asked-dot' }));
  }
  element.replaceChildren(group);
}

function placeOn(name: PhotoPointName, isSide: boolean): readonly [number, number] {
  const side = /Left$|Right$/.exec(name)?.[0];
  const [front, down, left] = PLACES[name.replace(/Left$|Right$/, '')]!;
  return isSide ? [front, down] : [side === 'Right' ? -left : left, down];
}
