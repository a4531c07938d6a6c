// Keeps the whole build in the browser, so that the page opens and works without a network. It takes over
// from an older one only when a page asks, see updates.ts.
import { type Build, KeptBuild } from './kept-build.ts';

/** What a service worker has and a page has not; the project's types are those of a page. */
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Fetching extends Lasting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

const worker = self as unknown as EventTarget & {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
};

// The build puts its list here: scripts/web/kept-offline.mjs.
const build: Build = JSON.parse('dotwork:build');
const { scope } = worker.registration;
const kept = new KeptBuild(build, scope, caches);

on<Lasting>('install', (event) => {
  // Asked of the server, whatever the browser's own cache holds: what counts is the sum.
  event.waitUntil(kept.keep((url) => fetch(url, { cache: 'no-cache' })));
});

on<Lasting>('activate', (event) => {
  event.waitUntil(kept.tidy().then(() => worker.clients.claim()));
});

on<Fetching>('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(scope)) return;
  const isPage = request.mode === 'navigate';
  event.respondWith(kept.find(request.url, isPage).then((found) => found ?? fetch(request)));
});

on<MessageEvent & Lasting>('message', (event) => {
  if (event.data === 'take over') event.waitUntil(worker.skipWaiting());
  if (event.data === 'how much') event.ports[0]?.postMessage(kept.bytes);
});

function on<E extends Event>(name: string, then: (event: E) => void): void {
  worker.addEventListener(name, then as (event: Event) => void);
}
