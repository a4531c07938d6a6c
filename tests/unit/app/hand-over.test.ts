import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { handOver } from '../../../src/app/keep/hand-over.ts';
import type { Page } from '../../../src/app/state/page.ts';

const FILE = { name: 'plan.json', content: '{}', type: 'application/json' };

let told: string[];
let clicked: string[];
const page = { toast: (words: string) => void told.push(words) } as unknown as Page;

/** A machine worked with a finger or a mouse, and what its share sheet does. */
function machine(pointer: 'coarse' | 'fine', share?: (data: ShareData) => Promise<void>): void {
  vi.stubGlobal('matchMedia', (query: string) => ({ matches: query.includes(pointer) }));
  vi.stubGlobal('navigator', share ? { share, canShare: () => true } : {});
}

beforeEach(() => {
  told = [];
  clicked = [];
  vi.stubGlobal('document', {
    createElement: () => {
      const link = { download: '', href: '', append: () => undefined };
      return Object.assign(link, {
        setAttribute: (name: string, value: string) => Object.assign(link, { [name]: value }),
        click: () => void clicked.push(link.download),
      });
    },
  });
});

afterEach(() => vi.unstubAllGlobals());

test('a touch screen with a share sheet shares the file itself', async () => {
  const shared: File[] = [];
  machine('coarse', async ({ files }) => void shared.push(...files!));
  await handOver(page, FILE);
  expect(shared.map(({ name, type }) => [name, type])).toEqual([['plan.json', 'application/json']]);
  expect(await shared[0]!.text()).toBe('{}');
  expect(told).toEqual(['plan.json was shared.']);
  expect(clicked).toEqual([]);
});

test('a share sheet put away by hand saves nothing, and says so', async () => {
  machine('coarse', () => Promise.reject(new DOMException('closed', 'AbortError')));
  await handOver(page, FILE);
  expect(told).toEqual(['plan.json was not saved: the share sheet was closed.']);
  expect(clicked).toEqual([]);
});

test('a sheet that is refused, a mouse, no sheet: the browser is handed the file', async () => {
  const refused = () => Promise.reject(new DOMException('too late', 'NotAllowedError'));
  const never = vi.fn(async () => undefined);
  for (const set of [
    () => machine('coarse', refused),
    () => machine('fine', never),
    () => machine('coarse'),
  ]) {
    set();
    await handOver(page, FILE);
  }
  expect(never).not.toHaveBeenCalled();
  expect(clicked).toEqual(['plan.json', 'plan.json', 'plan.json']);
  expect(new Set(told)).toEqual(
    new Set(['plan.json was handed to the browser. Look for it among its downloads.']),
  );
});
