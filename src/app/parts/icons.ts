const PATHS = {
  undo: 'M9 7 4 12l5 5M4 12h10a6 6 0 0 1 0 12h-2',
  redo: 'm15 7 5 5-5 5M20 12H10a6 6 0 0 0 0 12h2',
  open: 'M3 19V6h6l2 3h10v10zM3 12h18',
  save: 'M12 4v11m-5-5 5 5 5-5M4 20h16',
  share: 'M12 15V3m-4 4 4-4 4 4M7 11H5v9h14v-9h-2',
  picture: 'M4 6h4l2-2h4l2 2h4v13H4zM12 16a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z',
  film: 'M4 5h16v14H4zM8 5v14M16 5v14M4 9.500h4M4 14.500h4M16 9.500h4M16 14.500h4',
  light:
    'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2v3m0 14v3M2 12h3m14 0h3M5 5l2 2m10 10 2 2M19 5l-2 2M7 17l-2 2',
  dark: 'M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z',
  help: 'M9 9a3 3 0 1 1 4.2 2.8c-.8.4-1.2 1-1.2 2.2m0 3.5v.5M12 22a10 10 0 1 0 0-20 10 10 0 0 0 0 20z',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  play: 'M7 4.5v15l12-7.5z',
  pause: 'M8 5v14M16 5v14',
  split: 'M12 3v18M8 8l-4 4 4 4m8-8 4 4-4 4',
  eye: 'M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zm10 3a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  views: 'm12 3 8 4.500v9L12 21l-8-4.500v-9zM4 7.500l8 4.500 8-4.500M12 12v9',
  down: 'm6 9 6 6 6-6',
  close: 'M6 6l12 12M18 6 6 18',
  info: 'M12 11v6m0-10v.01M12 22a10 10 0 1 0 0-20 10 10 0 0 0 0 20z',
  hand: 'M7 12V6.5a1.5 1.5 0 0 1 3 0V11m0-5.5v-1a1.5 1.5 0 0 1 3 0V11m0-5a1.5 1.5 0 0 1 3 0v6m0-3.5a1.5 1.5 0 0 1 3 0V15a6 6 0 0 1-6 6h-1.5a6 6 0 0 1-4.6-2.2L4 15a1.6 1.6 0 0 1 2.4-2z',
  warn: 'M12 3 2 20h20zM12 10v4m0 3v.01',
} as const;

/** Names of the drawings in the interface. */
export type IconName = keyof typeof PATHS;

/** A drawing by its name. */
export function icon(name: IconName): SVGSVGElement {
  const isTurn = name === 'undo' || name === 'redo';
  const svg = drawn(PATHS[name], isTurn ? '0 2 24 24' : '0 0 24 24');
  // Where lines go on to the left, they turn the other way.
  if (isTurn) svg.classList.add(`icon-${name}`);
  return svg;
}

/** A path in a square of 24 units, in the text's colour. It carries no name: its button does. */
export function drawn(d: string, viewBox = '0 0 24 24'): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  svg.setAttribute('viewBox', viewBox);
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', d);
  svg.append(path);
  return svg;
}

const SVG = 'http://www.w3.org/2000/svg';
