import { say } from '../base/language/say.ts';
import { isLink, readLink } from '../share/link.ts';
import type { SharedCamera } from '../share/shared.ts';
import { createPage } from './create-page.ts';
import { makeMissingPage } from './frame/missing.ts';
import { errorWords } from './parts/toast.ts';
import { type Address, readAddress } from './state/address.ts';
import { startDocument } from './state/open-document.ts';
import { findStart } from './state/start-plan.ts';

declare global {
  interface Window {
    /** Reached by browser tests and by the curious. */
    dotwork: ReturnType<typeof createPage>;
  }
}

document.title = say('Dotwork – scalp micropigmentation preview');
// What the style sheet writes.
const drawn = {
  '--assumed-word': say('assumed'),
  '--drop-words': say('Drop a plan, a scan or a photograph to open it'),
};
for (const [name, words] of Object.entries(drawn)) {
  document.documentElement.style.setProperty(name, JSON.stringify(words));
}

let address: Address;
let refusal: string | undefined;
try {
  address = readAddress(location.hash);
} catch (error) {
  refusal = say('The address names a plan that cannot be opened. {error}', {
    error: errorWords(error),
  });
  address = readAddress(location.hash.replace(/&?(set|case|lesson|plan)=[^&]*/g, ''));
}
try {
  window.dotwork = createPage(address.mode, await findStart(address.plan), address.lesson);
  if (refusal) window.dotwork.toast(refusal, 'error');
  const { camera } = address;
  if (camera) void window.dotwork.ready.then(() => lookFrom(camera));
  addEventListener('hashchange', openLink);
} catch (error) {
  console.error(error);
  document.body.replaceChildren(makeMissingPage(error));
}

/** A link that is followed while the page is open: its plan comes as a document of its own, undo brings back what was open. */
function openLink(): void {
  if (!isLink(location.hash)) return;
  const { dotwork } = window;
  try {
    const { plan, camera } = readLink(location.hash);
    startDocument();
    dotwork.document.replace(plan, say('Open a link'));
    if (camera) lookFrom(camera);
  } catch (error) {
    dotwork.toast(errorWords(error), 'error');
  }
}

function lookFrom(camera: SharedCamera): void {
  const { view } = window.dotwork;
  if (view) view.pose = camera;
}
