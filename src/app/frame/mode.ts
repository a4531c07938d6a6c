import { withMode } from '../state/address.ts';
import { MODES, type UiStore, watch } from '../state/ui-state.ts';

/** Keeps the mode in the address, so that a link or the back button leads to it. */
export function followMode(ui: UiStore): void {
  const show = (): void => {
    document.body.dataset.mode = ui.getState().mode;
  };
  watch(
    ui,
    (state) => state.mode,
    (mode) => {
      history.replaceState(null, '', withMode(location.hash, mode));
      show();
    },
  );
  addEventListener('hashchange', () => {
    const named = new URLSearchParams(location.hash.slice(1)).get('mode');
    const mode = MODES.find((one) => one === named);
    if (mode) ui.setState({ mode });
  });
  show();
}
