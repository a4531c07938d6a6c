import { afterEach, expect, test, vi } from 'vitest';
import { listenForShortcuts } from '../../../src/app/parts/shortcuts.ts';

afterEach(() => vi.unstubAllGlobals());

/** Keys as browsers report them, and which of the table's they are. */
function typed(event: Partial<KeyboardEvent>, altGraph = false): string[] {
  const heard: string[] = [];
  let listen: (event: unknown) => void = () => undefined;
  class Nothing {}
  for (const name of ['Element', 'HTMLInputElement', 'HTMLTextAreaElement', 'HTMLSelectElement'])
    vi.stubGlobal(name, Nothing);
  vi.stubGlobal('document', { body: {}, querySelector: () => null });
  vi.stubGlobal('addEventListener', (name: string, listener: typeof listen) => {
    if (name === 'keydown') listen = listener;
  });
  const table = ['[', ']', '?', 'b', 'Mod+z', 'Mod+Shift+z'].map((keys) => ({
    keys: [keys],
    what: keys,
    run: () => void heard.push(keys),
  }));
  listenForShortcuts(table, {} as HTMLElement);
  listen({
    ...{ target: {}, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
    ...{ repeat: false, preventDefault: () => undefined },
    getModifierState: (name: string) => name === 'AltGraph' && altGraph,
    ...event,
  });
  return heard;
}

test.each<readonly [string, Partial<KeyboardEvent>, boolean, string[]]>([
  ['an English keyboard', { key: '[' }, false, ['[']],
  [
    'AltGr on Windows, told as Ctrl and Alt',
    { key: '[', ctrlKey: true, altKey: true },
    true,
    ['['],
  ],
  ['AltGr on Linux', { key: ']' }, true, [']']],
  ['Option on a Mac', { key: ']', altKey: true }, false, [']']],
  ['Shift for a question mark', { key: '?', shiftKey: true }, false, ['?']],
  // Those keys say something with letters, and belong to others.
  ['Ctrl and a bracket is the browser\u2019s', { key: '[', ctrlKey: true }, false, []],
  ['Cmd and a bracket, too', { key: '[', metaKey: true }, false, []],
  ['AltGr and a letter is none of ours', { key: 'b', ctrlKey: true, altKey: true }, true, []],
  ['undo', { key: 'z', ctrlKey: true }, false, ['Mod+z']],
  ['redo', { key: 'Z', metaKey: true, shiftKey: true }, false, ['Mod+Shift+z']],
])('%s', (_, event, altGraph, heard) => {
  expect(typed(event, altGraph)).toEqual(heard);
});
