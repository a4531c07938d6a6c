import '@fontsource/noto-sans/400.css';
import '@fontsource/noto-sans/600.css';
import { createPage } from './create-page.ts';
import { makeMissingPage } from './frame/missing.ts';
import { errorWords } from './parts/toast.ts';
import { type Address, readAddress } from './state/address.ts';
import { findStart } from './state/start-plan.ts';

declare global {
  interface Window {
    /** Reached by browser tests and by the curious. */
    dotwork: ReturnType<typeof createPage>;
  }
}

let address: Address;
let refusal: string | undefined;
try {
  address = readAddress(location.hash);
} catch (error) {
  refusal = `The address names a plan that cannot be opened. ${errorWords(error)}`;
  address = readAddress(location.hash.replace(/&?(set|case|lesson)=[^&]*/g, ''));
}
try {
  window.dotwork = createPage(address.mode, await findStart(address.plan), address.lesson);
  if (refusal) window.dotwork.toast(refusal, 'error');
} catch (error) {
  console.error(error);
  document.body.replaceChildren(makeMissingPage(error));
}
