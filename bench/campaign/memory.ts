import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

/** What a page holds once what is not needed has been thrown away. */
export interface PageMemory {
  /** All of the script heap, bytes. */
  readonly heap: number;
  /**
   * Of it what the page itself holds, bytes. The rest is the engine's own: code compiled again and
   * better the more often it runs, and what was learnt of types on the way.
   */
  readonly held: number;
  /** Main memory of the browser's graphics process, bytes; NaN where the system does not tell. */
  readonly gpuProcess: number;
}

/** Kinds of heap nodes that the script engine makes for itself. */
const OWN = new Set(['code', 'hidden', 'object shape', 'synthetic']);

/** Measures a page's memory by a snapshot of its heap; takes about a second. */
export async function pageMemory(page: Page): Promise<PageMemory> {
  const tools = await page.context().newCDPSession(page);
  await tools.send('HeapProfiler.collectGarbage');
  await tools.send('HeapProfiler.collectGarbage');
  const { usedSize: heap } = await tools.send('Runtime.getHeapUsage');
  const parts: string[] = [];
  tools.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => parts.push(chunk));
  await tools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await tools.detach();
  return { heap, held: heldBytes(parts.join('')), gpuProcess: await gpuProcessBytes(page) };
}

interface Snapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[]];
    };
  };
  readonly nodes: readonly number[];
}

function heldBytes(text: string): number {
  const { snapshot, nodes } = JSON.parse(text) as Snapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  let sum = 0;
  for (let i = 0; i < nodes.length; i += fields.length) {
    if (!OWN.has(types[0][nodes[i + type]!]!)) sum += nodes[i + size]!;
  }
  return sum;
}

async function gpuProcessBytes(page: Page): Promise<number> {
  try {
    const tools = await page.context().browser()!.newBrowserCDPSession();
    const { processInfo } = await tools.send('SystemInfo.getProcessInfo');
    await tools.detach();
    const id = processInfo.find(({ type }) => type === 'GPU')!.id;
    const [, kib] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))!;
    return 1024 * Number(kib);
  } catch {
    return Number.NaN;
  }
}
