/** How the page stands with what is kept of it in this browser. */
export type OfflineState =
  /** Not on this address or in this browser: no secure page, or storage is off. */
  | { readonly kind: 'never' }
  | { readonly kind: 'keeping' }
  /** Works without a network; so many bytes are kept. */
  | { readonly kind: 'kept'; readonly bytes: number };

/** Told as it happens. */
export interface OfflineListener {
  state(now: OfflineState): void;
  /** A newer build is kept whole; `load` makes this page one of it. */
  newer(load: () => void): void;
}

/** How often a page that stays open asks whether there is a newer build, ms. */
const ASK_AGAIN_MS = 3_600_000;

/**
 * Has the page kept in this browser, and tells when a newer build waits. Nothing changes under an open
 * page: a newer build is used when it is asked for, or when no page of the older one is open any more.
 */
export async function keepOffline(listener: OfflineListener): Promise<void> {
  // In development there is no build to keep.
  if (!import.meta.env.PROD || !navigator.serviceWorker) {
    listener.state({ kind: 'never' });
    return;
  }
  listener.state({ kind: 'keeping' });
  let registration: ServiceWorkerRegistration | undefined;
  try {
    registration = await navigator.serviceWorker.register('./service-worker.js');
  } catch {
    // Blocked by a setting, or no secure page. All but the network's absence works as before.
  }
  if (!registration) {
    listener.state({ kind: 'never' });
    return;
  }
  follow(registration, listener);
}

function follow(registration: ServiceWorkerRegistration, listener: OfflineListener): void {
  const look = (): void => {
    const { active, waiting } = registration;
    // The first one waits for nobody.
    if (active && waiting) listener.newer(() => takeOver(waiting));
    if (active?.state === 'activated') void howMuch(active).then(listener.state);
  };
  const watch = (worker: ServiceWorker | null): void => {
    worker?.addEventListener('statechange', () => {
      look();
      // It could not be fetched whole; the browser tries again with the next visit.
      if (worker.state === 'redundant' && !registration.active) listener.state({ kind: 'never' });
    });
  };
  for (const one of [registration.installing, registration.waiting, registration.active])
    watch(one);
  registration.addEventListener('updatefound', () => watch(registration.installing));
  look();
  let asked = Date.now();
  addEventListener('visibilitychange', () => {
    const isDue = Date.now() - asked > ASK_AGAIN_MS;
    if (document.visibilityState !== 'visible' || !isDue) return;
    asked = Date.now();
    // Without a network there is none; nothing to tell.
    registration.update().catch(() => undefined);
  });
}

/** Only the page that asked loads again; others go on with the build they are of. */
function takeOver(waiting: ServiceWorker): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
    once: true,
  });
  waiting.postMessage('take over');
}

function howMuch(worker: ServiceWorker): Promise<OfflineState> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<number>) => resolve({ kind: 'kept', bytes: data });
    worker.postMessage('how much', [port2]);
  });
}
