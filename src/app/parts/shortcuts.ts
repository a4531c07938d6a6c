import { sayAs } from '../../base/language/say.ts';
/** One thing the keyboard can do. The help list is made from the same table. */
export interface Shortcut {
  /** `Mod` is Ctrl, or Cmd on a Mac. */
  readonly keys: readonly string[];
  readonly what: string;
  run(): void;
  /** Works only while the picture has the focus; arrows belong to other controls elsewhere. */
  readonly viewportOnly?: boolean;
  /** The key means this only now; else it is left to others. */
  when?(): boolean;
  /** What to do when the key is let go, for things that are held. */
  release?(): void;
}

/** Listens for the table's keys. Fields that take text keep their own. */
export function listenForShortcuts(table: readonly Shortcut[], viewport: HTMLElement): void {
  // In the capture phase: lil-gui keeps key events to itself.
  addEventListener(
    'keydown',
    (event) => {
      const hit = find(table, event, viewport);
      if (!hit) return;
      event.preventDefault();
      if (!event.repeat || (hit.viewportOnly && !hit.release)) hit.run();
    },
    { capture: true },
  );
  const held = table.filter((one) => one.release);
  addEventListener('keyup', (event) => {
    for (const one of held) if (one.keys.some((keys) => matches(keys, event))) one.release?.();
  });
  addEventListener('blur', () => {
    for (const one of held) one.release?.();
  });
}

function find(
  table: readonly Shortcut[],
  event: KeyboardEvent,
  viewport: HTMLElement,
): Shortcut | undefined {
  const target = event.target instanceof Element ? event.target : document.body;
  if (takesText(target) || document.querySelector('dialog[open]')) return undefined;
  const plain = !event.ctrlKey && !event.metaKey;
  // A focused slider or radio group owns its arrows; the picture owns them while focused.
  return table.find(
    (one) =>
      one.keys.some((keys) => matches(keys, event)) &&
      (one.when?.() ?? true) &&
      (!one.viewportOnly || (plain && target === viewport)),
  );
}

function takesText(target: Element): boolean {
  if (target instanceof HTMLInputElement) return !/^(range|radio|checkbox)$/.test(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

function matches(keys: string, event: KeyboardEvent): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1)!;
  const wantsShift = parts.includes('Shift');
  // Shift is part of typing a question mark, but says something with letters and arrows.
  const shiftCounts = /^[a-z]$/i.test(key) || key.length > 1;
  // Signs such as brackets are typed with AltGr on many keyboards, with Option on a Mac: those keys
  // are then part of the sign. Windows tells AltGr as Ctrl and Alt together.
  const isSign = key.length === 1 && !/^[a-z ]$/i.test(key);
  const isTyping =
    isSign && (event.getModifierState?.('AltGraph') || (event.altKey && !event.metaKey));
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    (isTyping ? !parts.includes('Mod') : noOtherKeys(event, parts)) &&
    (!shiftCounts || event.shiftKey === wantsShift)
  );
}

function noOtherKeys(event: KeyboardEvent, parts: readonly string[]): boolean {
  return (event.ctrlKey || event.metaKey) === parts.includes('Mod') && !event.altKey;
}

const KEY_WORDS: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  PageUp: sayAs('key', 'Page ↑'),
  PageDown: sayAs('key', 'Page ↓'),
  ' ': sayAs('key', 'Space'),
  Shift: sayAs('key', 'Shift'),
  Home: sayAs('key', 'Home'),
  End: sayAs('key', 'End'),
  Enter: sayAs('key', 'Enter'),
  Escape: sayAs('key', 'Escape'),
  Delete: sayAs('key', 'Delete'),
  Backspace: sayAs('key', 'Backspace'),
};

/** A key combination as it is printed on this machine's keys. */
export function keyWords(keys: string): string {
  const mac = /Mac|iPhone|iPad/.test(navigator.userAgent);
  return keys
    .split('+')
    .map((key) => (key === 'Mod' ? (mac ? '⌘' : sayAs('key', 'Ctrl')) : (KEY_WORDS[key] ?? key)))
    .join(' + ');
}
