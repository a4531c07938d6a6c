import { say, sayAs } from '../../../base/language/say.ts';
import { distance } from '../../../base/vec3.ts';
import { el } from '../../parts/dom.ts';
import type { Page } from '../../state/page.ts';
import { type BrushState, watch } from '../../state/ui-state.ts';
import { beginStroke, extendStroke, NO_ROOM } from '../dots/manual-edits.ts';
import type { Gesture, Press, Tool } from '../tool.ts';
import { AIM_WORDS } from '../tool-words.ts';
import {
  brushRadius,
  brushSoftness,
  brushStrength,
  brushWay,
  resizeBrush,
} from './brush-settings.ts';

/** Points of a stroke keep this share of the radius between them, so that paths stay short. */
const STEP_SHARE = 0.25;

/** One press of a bracket makes the brush larger or smaller by this factor. */
const SIZE_STEP = 1.2;

/** Makes a part of the scalp denser or sparser. */
export const brush: Tool = {
  id: 'brush',
  name: sayAs('tool', 'Brush'),
  key: 'P',
  drawing:
    'M20 4 9.5 14.5M14 4.5 19.5 10M9 13.5a3.6 3.6 0 0 1 2 6C9 21.500 5.500 21 3.500 20c1.600-.6 1.700-1.700 1.900-3.200A3.600 3.600 0 0 1 9 13.500z',
  about: say('Drag over the scalp to make it denser or sparser. Hair that is left stays.'),
  byKeyboard: `${say('Alt does the opposite, [ and ] change the size.')} ${AIM_WORDS}`,
  card: ({ ui }) => [brushWay(ui), brushStrength(ui), brushRadius(ui), brushSoftness(ui)],
  row: ({ ui }) => el('div', { class: 'hand-brush' }, brushWay(ui), brushRadius(ui)),
  mount: (page, { redraw }) => {
    watch(page.ui, (state) => state.brush, redraw);
    return {
      shortcuts: [
        { keys: ['['], what: say('Smaller brush'), run: () => resizeBrush(page.ui, 1 / SIZE_STEP) },
        { keys: [']'], what: say('Larger brush'), run: () => resizeBrush(page.ui, SIZE_STEP) },
      ],
      press: (press) => stroke(page, press),
      marks: (hit) => {
        const { radiusMm, softness } = page.ui.getState().brush;
        return hit ? { brush: { hit, radiusMm, coreMm: radiusMm * (1 - softness) } } : {};
      },
    };
  },
};

function stroke(page: Page, { hit, turned }: Press): Gesture {
  const { brush } = page.ui.getState();
  const densityScale = brushScale(brush, turned);
  const label = strokeLabel(densityScale);
  const stepMm = Math.max(1, STEP_SHARE * brush.radiusMm);
  let last = hit.placeMm;
  page.document.beginGesture(label);
  page.edit(label, ({ manual }) => {
    const { radiusMm, softness } = brush;
    const path = [hit.point];
    if (!beginStroke(manual, { path, radiusMm, softness, densityScale })) page.toast(NO_ROOM);
  });
  return {
    move: (hits) => {
      const passed = hits.filter(({ placeMm }) => {
        const far = distance(placeMm, last) >= stepMm;
        if (far) last = placeMm;
        return far;
      });
      if (passed.length === 0) return;
      page.edit(label, ({ manual }) => {
        for (const { point } of passed) extendStroke(manual, point);
      });
    },
    end: () => {
      page.document.endGesture();
      page.announce(`${label} done.`);
    },
    cancel: () => page.document.cancelGesture(),
  };
}

/** What the brush multiplies the density with; `turned` round for the time of a stroke. */
function brushScale({ raises, strength }: BrushState, turned: boolean): number {
  return Number((raises !== turned ? 1 + strength : 1 - strength).toFixed(4));
}

/** The name of a stroke in the history. */
function strokeLabel(densityScale: number): string {
  if (densityScale === 0) return say('Clear with the brush');
  return densityScale > 1 ? say('Raise density by brush') : say('Lower density by brush');
}
