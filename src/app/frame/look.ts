import type { ScalpView } from '../../view/scalp-view.ts';
import { DEFAULT_LOOK } from '../../view/view-api.ts';
import type { UiStore } from '../state/ui-state.ts';
import { isDark } from './theme.ts';

/** Neutral greys, so that skin is judged against no colour; linear light. */
const BACKGROUND = { light: [0.66, 0.67, 0.68], dark: [0.052, 0.055, 0.058] } as const;

/** Keeps what the picture shows beside the plan in line with the page's state. */
export const followLook = {
  start(ui: UiStore, view: () => ScalpView | undefined): void {
    ui.subscribe(() => {
      const shown = view();
      if (shown) followLook.apply(shown, ui);
    });
  },

  apply(view: ScalpView, ui: UiStore): void {
    const { theme, compare, divider, peek, revealMm, light, grownDays, shine } = ui.getState();
    view.look = {
      ...DEFAULT_LOOK,
      divider: peek ? 1 : compare ? divider : 0,
      revealMm,
      light,
      grownDays,
      shine,
      background: BACKGROUND[isDark(theme) ? 'dark' : 'light'],
    };
  },
};
