import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Gpu } from '../../../src/gpu/gpu.ts';
import { Pace, type Painter } from '../../../src/view/pace.ts';

/** Each piece of work on the GPU takes so long, ms of the fake clock. */
let workMs = 0;
/** When the GPU has done all it was given. */
let doneAtMs = 0;
let frames: FrameRequestCallback[] = [];
let said: string[] = [];
/** What drafts were told to have taken, ms. */
let drafts: number[] = [];
/** What the picture is made of was replaced: no part of an exact one can be drawn. */
let isGone = false;
/** Whether all that is to be seen is there. */
let isComplete = true;

const PARTS = 3;
const painter: Painter = {
  parts: PARTS,
  isComplete: () => isComplete,
  draftTook: (ms) => drafts.push(ms),
  draw: (isDraft) => work(isDraft ? 'draft' : 'exact'),
  drawPart: (part) => !isGone && work(`part ${part}`),
  showParts: () => !isGone && said.push('shown') > 0,
};

beforeEach(() => {
  vi.useFakeTimers();
  frames = [];
  said = [];
  drafts = [];
  isGone = false;
  isComplete = true;
  vi.stubGlobal('requestAnimationFrame', (call: FrameRequestCallback) => frames.push(call));
  vi.stubGlobal('cancelAnimationFrame', () => undefined);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a slow GPU draws a draft, and at rest the exact picture in parts', async () => {
  const pace = paceOn(true, 100);
  pace.ask();
  await goOn(2000);
  expect(said).toEqual(['draft', 'part 0', 'part 1', 'part 2', 'shown']);
  expect(drafts).toEqual([100]);
  await expect(pace.atRest()).resolves.toBeUndefined();
});

test('a slow GPU draws nothing exact before all is there', async () => {
  const pace = paceOn(true, 100);
  isComplete = false;
  pace.ask();
  await goOn(2000);
  expect(said).toEqual(['draft']);
  isComplete = true;
  pace.ask();
  await goOn(2000);
  expect(said.slice(1)).toEqual(['draft', 'part 0', 'part 1', 'part 2', 'shown']);
});

test('what moves while an exact picture is drawn ends it', async () => {
  const pace = paceOn(true, 100);
  pace.ask();
  await until(() => said.includes('part 0'));
  pace.ask();
  await goOn(2000);
  expect(said).toEqual(['draft', 'part 0', 'draft', 'part 0', 'part 1', 'part 2', 'shown']);
});

test('what moves while the last part is drawn is drawn before anything is shown', async () => {
  const pace = paceOn(true, 100);
  pace.ask();
  await until(() => said.includes('part 2'));
  pace.ask();
  await goOn(150);
  expect(said.slice(3)).toEqual(['part 2', 'draft']);
});

test('parts that cannot be drawn leave the draft, and nobody waits for them', async () => {
  const pace = paceOn(true, 100);
  pace.ask();
  await until(() => said.includes('part 0'));
  isGone = true;
  const rest = pace.atRest();
  await goOn(1000);
  await rest;
  expect(said).toEqual(['draft', 'part 0']);
});

test('a quick GPU draws exact pictures alone, and as wholes', async () => {
  const pace = paceOn(false, 3);
  for (let i = 0; i < 3; i++) {
    pace.ask();
    await goOn(100);
  }
  expect(said).toEqual(['exact', 'exact', 'exact']);
});

test('a GPU that turns out slow is given drafts, and wholes again once parts are quick', async () => {
  const pace = paceOn(false, 40);
  pace.ask();
  await goOn(500);
  pace.ask();
  await goOn(1000);
  expect(said).toEqual(['exact', 'draft', 'part 0', 'part 1', 'part 2', 'shown']);
  workMs = 5;
  pace.ask();
  await goOn(1000);
  said = [];
  pace.ask();
  await goOn(1000);
  expect(said).toEqual(['exact']);
});

function work(name: string): true {
  said.push(name);
  doneAtMs = Math.max(doneAtMs, performance.now()) + workMs;
  return true;
}

function paceOn(software: boolean, ms: number): Pace {
  workMs = ms;
  doneAtMs = 0;
  const queue = {
    onSubmittedWorkDone: () =>
      new Promise((done) => setTimeout(done, Math.max(0, doneAtMs - performance.now()))),
  };
  return new Pace({ adapter: { software }, device: { queue } } as unknown as Gpu, painter);
}

async function goOn(ms: number): Promise<void> {
  const end = Date.now() + ms;
  await until(() => Date.now() >= end);
}

async function until(reached: () => boolean): Promise<void> {
  for (let i = 0; i < 5000 && !reached(); i++) {
    for (const frame of frames.splice(0)) frame(performance.now());
    await vi.advanceTimersByTimeAsync(1);
  }
  expect(reached()).toBe(true);
}
