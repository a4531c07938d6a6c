/** What tabs of one browser tell each other about the plans that are kept. */
export type PlanNews =
  | { readonly kind: 'kept'; readonly id: string }
  /** Names, clients, what is in the bin. */
  | { readonly kind: 'list' };

let channel: BroadcastChannel | undefined;

/** Tells every other tab. */
export function tellTabs(news: PlanNews): void {
  opened()?.postMessage(news);
}

/** Calls back with what other tabs tell. Returns the way to stop. */
export function onNews(listener: (news: PlanNews) => void): () => void {
  const heard = ({ data }: MessageEvent<PlanNews>): void => listener(data);
  opened()?.addEventListener('message', heard);
  return () => opened()?.removeEventListener('message', heard);
}

function opened(): BroadcastChannel | undefined {
  if ('BroadcastChannel' in globalThis) channel ??= new BroadcastChannel('dotwork-plans');
  return channel;
}
