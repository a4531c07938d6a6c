import { placeWords } from '../../words/maps/map-legend.ts';
import { el } from '../parts/dom.ts';
import type { Engine } from '../state/engine.ts';
import type { Maps } from './maps.ts';

/** How far from the pointer the value stands, px: above a finger, which hides what is under it. */
const OFF_PX = { mouse: [14, 18], touch: [0, -64] } as const;

/** What a finger read stays so long after it is lifted, ms. */
const STAYS_MS = 2500;

/** Words over the picture: the map's value under the pointer, or under a finger. */
export function makeMapReader(
  viewport: HTMLElement,
  engine: () => Engine,
  maps: Maps,
): HTMLElement {
  const chip = el('output', { class: 'map-value', hidden: true });
  let leaving: ReturnType<typeof setTimeout> | undefined;
  const hide = (): void => {
    chip.hidden = true;
    maps.point(undefined);
  };
  const read = ({ clientX, clientY, pointerType }: PointerEvent): void => {
    clearTimeout(leaving);
    const { shown } = maps;
    const view = engine().rig?.view;
    if (!shown || !view) {
      hide();
      return;
    }
    const { left, top, width } = viewport.getBoundingClientRect();
    const [x, y] = [clientX - left, clientY - top];
    const hit = view.pick(x, y);
    if (!hit) {
      hide();
      return;
    }
    chip.textContent = placeWords(shown, maps.point(hit.point));
    chip.hidden = false;
    const [right, down] = OFF_PX[pointerType === 'touch' ? 'touch' : 'mouse'];
    const half = chip.offsetWidth / 2;
    const middle = pointerType === 'touch' ? x : x + right + half;
    chip.style.left = `${Math.min(width - half - 6, Math.max(half + 6, middle))}px`;
    chip.style.top = `${Math.max(6, y + down)}px`;
  };
  viewport.addEventListener('pointerdown', read);
  viewport.addEventListener('pointermove', read);
  viewport.addEventListener('pointerleave', ({ pointerType }) => {
    clearTimeout(leaving);
    if (pointerType === 'touch') leaving = setTimeout(hide, STAYS_MS);
    else hide();
  });
  maps.listen(({ shown }) => {
    if (!shown) hide();
  });
  return chip;
}
