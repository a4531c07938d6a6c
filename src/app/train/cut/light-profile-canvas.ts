import type { CutDot } from '../../../engine/cut/cut.ts';
import type { CutLightResult } from '../../../engine/cut/cut-light.ts';
import { lightProfile } from '../../../view/cut/light-profile.ts';
import { paintShapes } from '../../../view/cut/paint.ts';
import { profileWords } from '../../../words/cut-light.ts';
import { el } from '../../parts/dom.ts';
import { pagePalette } from './cut-drawing.ts';

const LETTERS_PX = 12;

/** Light by depth as a drawing of its own: cuts on the panel and on phones have no room for it beside them. */
export function makeLightProfile() {
  const element = el('canvas', { class: 'cut-light-profile', role: 'img', hidden: true });
  let last: readonly [readonly CutLightResult[], CutDot | undefined] = [[], undefined];
  const show = (results: readonly CutLightResult[], dot: CutDot | undefined): void => {
    last = [results, dot];
    element.hidden = !dot || results.length === 0;
    const width = element.clientWidth;
    if (!dot || element.hidden || width === 0) return;
    const ratio = Math.min(2, devicePixelRatio || 1);
    const sheet = lightProfile(results, dot, Math.round(width * ratio), LETTERS_PX * ratio);
    [element.width, element.height] = [Math.round(width * ratio), sheet.heightPx];
    element.style.height = `${sheet.heightPx / ratio}px`;
    const families = getComputedStyle(document.body).fontFamily;
    paintShapes(element.getContext('2d')!, sheet.shapes, pagePalette(), families);
    element.setAttribute('aria-label', profileWords(results));
  };
  new MutationObserver(() => show(...last)).observe(document.documentElement, {
    attributeFilter: ['data-theme'],
  });
  new ResizeObserver(() => {
    if (Math.round(element.clientWidth * Math.min(2, devicePixelRatio || 1)) !== element.width) {
      show(...last);
    }
  }).observe(element);
  return { element, show };
}
