type Child = Node | string | undefined | false;
type Props = Readonly<Record<string, unknown>>;

/**
 * An element with attributes, listeners and children. `onName` listens, `class` is the class
 * name, true and false set and leave out, undefined leaves out, the rest are attributes.
 */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') {
      made.addEventListener(name.slice(2).toLowerCase(), value as EventListener);
    } else if (name === 'style') {
      // Property by property, which the page's policy allows; it refuses the attribute.
      made.style.cssText = String(value);
    } else made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(
    ...children.filter((child): child is Node | string => Boolean(child) || child === ''),
  );
  return made;
}

/** A fresh id, for labels and descriptions. */
export function freshId(stem: string): string {
  lastId += 1;
  return `${stem}-${lastId}`;
}

let lastId = 0;

/** Resolves after the browser had a chance to paint. Hidden pages don't paint, so a timer helps. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 80);
    requestAnimationFrame(() => {
      setTimeout(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  });
}

/** Calls back once no call came for a while. */
export function debounced(waitMs: number, work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, waitMs);
  };
}

/** Whether the person asked the system for less motion. */
export function wantsLessMotion(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** Whether the page is worked with fingers. */
export function byTouch(): boolean {
  return matchMedia('(pointer: coarse)').matches;
}
