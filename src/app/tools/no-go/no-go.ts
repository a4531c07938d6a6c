import { say, sayAs } from '../../../base/language/say.ts';
import { distance } from '../../../base/vec3.ts';
import { shapeAt } from '../../../plan/shape.ts';
import type { HeadHit } from '../../../view/head-picker.ts';
import type { Page } from '../../state/page.ts';
import { watch } from '../../state/ui-state.ts';
import { NO_ROOM } from '../dots/manual-edits.ts';
import type { Gesture, Tool } from '../tool.ts';
import { AIM_WORDS } from '../tool-words.ts';
import { markHits } from './mark-hits.ts';
import { markList, markRadius } from './no-go-settings.ts';

/** Most marks a plan holds. */
const MOST = shapeAt(['noGo'], undefined)!.maxItems!;

/** Marks moles and lesions, which stay free of dots. */
export const noGo: Tool = {
  id: 'no-go',
  name: sayAs('tool', 'No-go'),
  key: 'K',
  drawing: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM5.700 5.700l12.600 12.600',
  about: say(
    'Point at a mole or lesion to keep it free of dots; point at a mark to take it off. Have such places seen by a dermatologist first.',
  ),
  byKeyboard: AIM_WORDS,
  speaksForItself: true,
  card: (page) => [markRadius(page.ui), markList(page)],
  row: ({ ui }) => markRadius(ui),
  mount: (page, { redraw }) => {
    watch(page.ui, (state) => state.markRadiusMm, redraw);
    page.document.subscribe((now, before) => now.noGo !== before.noGo && redraw());
    return {
      isForWholeHead: true,
      press: () => marking(page),
      laid: () => ({ rings: markHits(page) }),
      marks: (hit) => {
        if (!hit) return {};
        const radiusMm = page.ui.getState().markRadiusMm;
        return { brush: { hit, radiusMm, coreMm: 0 } };
      },
    };
  },
};

/** The mark is set, or taken off, where the pointer is lifted. */
function marking(page: Page): Gesture {
  return {
    end: (hit) => {
      if (!hit) return;
      const under = markUnder(page, hit);
      if (under >= 0) {
        page.edit(say('Take a mark off'), (draft) => {
          draft.noGo.splice(under, 1);
        });
        page.announce(say('Mark taken off.'));
        return;
      }
      const radiusMm = page.ui.getState().markRadiusMm;
      page.edit(say('Keep a place free'), (draft) => {
        if (draft.noGo.length >= MOST) page.toast(NO_ROOM);
        else draft.noGo.push({ at: hit.point, radiusMm, note: '' });
      });
      page.announce(say('Kept free of dots within {radiusMm} mm.', { radiusMm }));
    },
  };
}

/** The mark that a place lies in; -1 for none. */
function markUnder(page: Page, { placeMm }: HeadHit): number {
  return markHits(page).findIndex(
    ({ hit, radiusMm }) => distance(hit.placeMm, placeMm) <= radiusMm,
  );
}
