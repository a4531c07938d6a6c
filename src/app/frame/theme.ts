import type { Theme, UiStore } from '../state/ui-state.ts';
import { watch } from '../state/ui-state.ts';

const KEY = 'dotwork-theme';
const systemDark = () => matchMedia('(prefers-color-scheme: dark)');

/** The theme chosen on this device; `system` if none was, or if the browser keeps nothing. */
export function storedTheme(): Theme {
  try {
    const stored = localStorage.getItem(KEY);
    return stored === 'light' || stored === 'dark' ? stored : 'system';
  } catch {
    return 'system';
  }
}

/** Whether the page is dark now. */
export function isDark(theme: Theme): boolean {
  return theme === 'system' ? systemDark().matches : theme === 'dark';
}

/** Calls back when the system changes between light and dark. */
export function onSystemTheme(then: () => void): void {
  systemDark().addEventListener('change', then);
}

/** Keeps the page's colours in line with the choice and the system. */
export function followTheme(ui: UiStore, changed: () => void): void {
  const show = (): void => {
    const dark = isDark(ui.getState().theme);
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    changed();
  };
  onSystemTheme(show);
  watch(
    ui,
    (state) => state.theme,
    (theme) => {
      try {
        localStorage.setItem(KEY, theme);
      } catch {
        // Only the look is lost with the page; nothing to tell.
      }
      show();
    },
  );
  show();
}
