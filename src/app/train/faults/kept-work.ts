import { checkAnswers, type FaultAnswers } from '../../../practice/faults/answers.ts';
import { checkPractice, type PracticeRecord } from '../../../practice/record.ts';
import { deviceStore } from '../../state/device-store.ts';

/** What a student did: an exercise on a patch, or answers to a set. */
export type Work = PracticeRecord | FaultAnswers;

const store = deviceStore<unknown>('dotwork-training', 'works');

/** Work as it comes from a file or this browser. Throws a `usage` error that names what is wrong. */
export function checkWork(json: unknown): Work {
  const isPatch = (json as { format?: unknown } | null)?.format === 'dotwork-practice';
  return isPatch ? checkPractice(json) : checkAnswers(json);
}

/** Keeps work on this device; the same work is kept once. */
export async function keepWork(work: Work): Promise<void> {
  const what = work.format === 'dotwork-practice' ? work.task : `set ${work.set.seed}`;
  await store.put(`${work.student} ${work.day} ${what} ${hash(JSON.stringify(work))}`, work);
}

/** All work kept, by student and day; what cannot be read is left out. */
export async function keptWork(): Promise<{ readonly key: string; readonly work: Work }[]> {
  const keys = await store.keys();
  const values = await Promise.all(keys.map((key) => store.get(key)));
  return keys.flatMap((key, i) => {
    try {
      return [{ key, work: checkWork(values[i]) }];
    } catch (error) {
      console.info(`Kept work "${key}" cannot be read:`, error);
      return [];
    }
  });
}

/** Forgets work. */
export function forgetWork(key: string): Promise<void> {
  return store.remove(key);
}

/** FNV-1a, enough to tell two works of one student and day apart. */
function hash(text: string): string {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++)
    state = Math.imul(state ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return state.toString(16);
}
