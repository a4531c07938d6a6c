/** What a page looks like to eyes and fingers, without its pixels. */
export interface PageLayout {
  /** Share of the place for the picture, bars below it counted in, that nothing lies on. */
  readonly freeShare: number;
  /** Controls and words that lie on each other. */
  readonly overlaps: readonly string[];
  /** Controls that a finger has less than 44 px for. */
  readonly smallTargets: readonly string[];
  /** Text under 12 px. */
  readonly smallText: readonly string[];
  /** Controls of picture and bar that are not wholly on the screen, or whose words need more room. */
  readonly cutOff: readonly string[];
  /** The words about limits that can be read: on screen, whole, under nothing. */
  readonly limits: string;
}

/** Looks at the page. It is handed to the browser whole, so it uses nothing from outside itself. */
export function lookAtLayout(): PageLayout {
  const LEAST_TARGET_PX = 44;
  const LEAST_TEXT_PX = 12;
  /** Fractions of pixels are the browser's rounding. */
  const SLACK_PX = 0.75;
  const STEP_PX = 4;

  const all = <T extends Element = HTMLElement>(what: string) => [
    ...document.querySelectorAll<T & HTMLElement>(what),
  ];
  const name = (of: Element) =>
    `${of.className || of.tagName} "${(of.ariaLabel ?? of.textContent ?? '').trim().slice(0, 20)}"`;
  const isSeen = (of: Element) =>
    of.checkVisibility({ visibilityProperty: true }) && !of.closest('.visually-hidden');

  /** The part of an element that no scrolling ancestor cuts off. */
  const boxOf = (of: Element) => {
    let { left, top, right, bottom } = of.getBoundingClientRect();
    for (let up = of.parentElement; up; up = up.parentElement) {
      if (getComputedStyle(up).overflowX === 'visible') continue;
      const cut = up.getBoundingClientRect();
      [left, right] = [Math.max(left, cut.left), Math.min(right, cut.right)];
      [top, bottom] = [Math.max(top, cut.top), Math.min(bottom, cut.bottom)];
    }
    return { left, top, right, bottom };
  };
  type Box = ReturnType<typeof boxOf>;
  const hasArea = ({ left, top, right, bottom }: Box) => right - left > 1 && bottom - top > 1;
  const meet = (a: Box, b: Box) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > SLACK_PX &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > SLACK_PX;

  const controls = all('button, input, select, summary, [role="slider"]').filter(
    (of) => isSeen(of) && !of.closest('.hairline-handles, .lil-gui'),
  );
  const words = all('.scene-words, .limits-wide, .limits-small, .tool-notes > *, .hand-name');
  const parts = [
    ...controls.filter((of) => of.closest('.viewport-area, .top-bar')),
    ...words.filter(isSeen),
    ...all('.panel, .tool-hand label'),
  ]
    .filter((of) => isSeen(of) && getComputedStyle(of).display !== 'contents')
    .map((of) => ({ of, box: boxOf(of) }))
    .filter(({ box }) => hasArea(box));
  /** A field, its name and its value are one; so is a sentence with the link at its end. */
  const whole = (of: Element) => of.closest('.slider, .limits-line') ?? of;
  const belong = (a: Element, b: Element) => whole(a).contains(b) || whole(b).contains(a);

  const overlaps = parts.flatMap((a, i) =>
    parts
      .slice(i + 1)
      .filter((b) => !belong(a.of, b.of) && meet(a.box, b.box))
      .map((b) => `${name(a.of)} and ${name(b.of)}`),
  );

  // A row that scrolls sideways goes on behind the edge; all else is to be whole.
  const cutOff = parts
    .filter(({ of }) => !of.closest('.view-bar, .panel'))
    .filter(({ of, box }) => {
      const { left, top, right, bottom } = of.getBoundingClientRect();
      const isWhole =
        left >= -SLACK_PX &&
        top >= -SLACK_PX &&
        right <= innerWidth + SLACK_PX &&
        bottom <= innerHeight + SLACK_PX &&
        right - left - (box.right - box.left) < SLACK_PX &&
        bottom - top - (box.bottom - box.top) < SLACK_PX;
      return !isWhole;
    })
    .map(({ of }) => name(of));
  const tooNarrow = parts.filter(
    ({ of }) => of.matches('button:not(.link)') && of.scrollWidth > of.clientWidth + 1,
  );
  cutOff.push(...tooNarrow.map(({ of }) => `the words of ${name(of)}`));

  const picture = document.querySelector('.viewport')!.getBoundingClientRect();
  const place = document.querySelector('.viewport-area')!.getBoundingClientRect();
  let free = 0;
  let cells = 0;
  for (let x = place.left + STEP_PX / 2; x < place.right; x += STEP_PX) {
    for (let y = place.top + STEP_PX / 2; y < place.bottom; y += STEP_PX) {
      cells++;
      const inside = (box: Box) => x > box.left && x < box.right && y > box.top && y < box.bottom;
      if (inside(picture) && !parts.some(({ box }) => inside(box))) free++;
    }
  }

  /** How far a finger may be off the middle of a control, both ways along an axis together. */
  const reach = (of: Element, along: 'x' | 'y'): number => {
    const { left, top, right, bottom } = boxOf(of);
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const target = of.closest('label, .slider') ?? of;
    const hits = (px: number) => {
      const hit = document.elementFromPoint(
        x + (along === 'x' ? px : 0),
        y + (along === 'y' ? px : 0),
      );
      return target.contains(hit);
    };
    const way = (sign: 1 | -1) => {
      let px = 0;
      while (px < LEAST_TARGET_PX && hits(sign * (px + 1))) px++;
      return px;
    };
    return way(1) + way(-1) + 1;
  };
  const smallTargets = controls
    .filter((of) => {
      // Half scrolled away, it need not be touched yet.
      const edge = (of.closest('.panel-body, .view-bar') ?? document.body).getBoundingClientRect();
      const { left, right, top, bottom } = of.getBoundingClientRect();
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      const half = LEAST_TARGET_PX / 2;
      const isInside = x - half >= edge.left && x + half <= edge.right + SLACK_PX;
      return isInside && y - half >= edge.top && y + half <= Math.min(edge.bottom, innerHeight);
    })
    .filter((of) => Math.min(reach(of, 'x'), reach(of, 'y')) < LEAST_TARGET_PX - 1)
    .map((of) => `${name(of)} ${reach(of, 'x')} x ${reach(of, 'y')}`);

  const smallText = all('body *')
    .filter((of) => isSeen(of) && [...of.childNodes].some((n) => n.nodeType === 3 && n.textContent))
    .filter((of) => Number.parseFloat(getComputedStyle(of).fontSize) < LEAST_TEXT_PX)
    .map(name);

  const limits = words
    .filter((of) => of.matches('.limits-wide, .limits-small') && isSeen(of))
    .filter((of) => {
      const { left, top, right, bottom } = of.getBoundingClientRect();
      const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      const onTop = hit === of || of.contains(hit) || hit?.contains(of);
      return onTop && bottom <= innerHeight && of.scrollWidth <= of.clientWidth + 1;
    })
    .map((of) => of.textContent ?? '')
    .join('');

  return { freeShare: free / cells, overlaps, smallTargets, smallText, cutOff, limits };
}
