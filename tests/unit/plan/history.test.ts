import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { createDocument, type PlanDocument } from '../../../src/plan/history.ts';
import { planFromPreset } from '../../../src/plan/presets.ts';
import { arbitraryPlan } from '../../helpers/arbitrary-plan.ts';

/** Things a person does at the screen, each a valid edit of any sound plan. */
const acts: fc.Arbitrary<(document: PlanDocument) => void> = fc.oneof(
  fc.double({ min: 0.02, max: 2.5, noNaN: true }).map((depth) => (document: PlanDocument) => {
    document.edit('Depth', (draft) => {
      draft.technique.depositDepthMm = depth;
    });
  }),
  fc.array(fc.double({ min: 5, max: 250, noNaN: true }), { maxLength: 4 }).map((drag) => {
    return (document: PlanDocument) => {
      document.beginGesture('Density');
      for (const value of drag) {
        document.edit('Density', (draft) => {
          draft.density.dotsPerCm2 = value;
        });
      }
      document.endGesture();
    };
  }),
  fc.constant((document: PlanDocument) => {
    document.edit('Add a scar', (draft) => {
      if (draft.hair.scars.length < 8) draft.hair.scars.push({ kind: 'fue', dotsPerCm2: 9 });
    });
  }),
  fc.constant((document: PlanDocument) => {
    document.edit('Remove a scar', (draft) => {
      draft.hair.scars.shift();
    });
  }),
  arbitraryPlan.map((plan) => (document: PlanDocument) => document.replace(plan, 'Open')),
);

test('undoing all steps gives the original, redoing them the last plan, exactly', () => {
  fc.assert(
    fc.property(arbitraryPlan, fc.array(acts, { maxLength: 12 }), (plan, list) => {
      const document = createDocument(plan);
      const original = document.get();
      for (const act of list) act(document);
      const last = document.get();
      const steps = document.labels().undo.length;
      for (let i = 0; i < steps; i++) expect(document.undo()).toBe(true);
      expect(document.get()).toEqual(original);
      expect(document.undo()).toBe(false);
      for (let i = 0; i < steps; i++) expect(document.redo()).toBe(true);
      expect(document.get()).toEqual(last);
      expect(document.redo()).toBe(false);
    }),
    { numRuns: 40 },
  );
});

describe('edits', () => {
  test('an invalid one is refused with its sentence and changes nothing', () => {
    const document = createDocument(DEFAULT_PLAN);
    const before = document.get();
    const edit = (): void =>
      document.edit('Too many sessions', (draft) => {
        draft.sessionsDone = 5;
      });
    expect(edit).toThrow('sessionsDone is 5, but the plan has only 3');
    expect(document.get()).toBe(before);
    expect(document.canUndo()).toBe(false);
    expect(() => document.replace({ ...DEFAULT_PLAN, seed: Number.NaN }, 'Open')).toThrow('seed');
  });

  test('one that alters nothing leaves no step and calls nobody', () => {
    const document = createDocument(DEFAULT_PLAN);
    const listener = vi.fn();
    document.subscribe(listener);
    document.edit('Same', (draft) => {
      draft.seed = DEFAULT_PLAN.seed;
    });
    document.replace(structuredClone(DEFAULT_PLAN), 'Open the same');
    expect(listener).not.toHaveBeenCalled();
    expect(document.canUndo()).toBe(false);
  });

  test('sections that did not change keep their identity, so stages can compare', () => {
    const document = createDocument(DEFAULT_PLAN);
    const before = document.get();
    setDepth(document, 0.5);
    expect(document.get().hairline).toBe(before.hairline);
    document.undo();
    expect(document.get().hairline).toBe(before.hairline);
    document.replace({ ...structuredClone(DEFAULT_PLAN), seed: 9 }, 'Open');
    expect(document.get().hairline).toBe(before.hairline);
  });

  test('a new edit drops what could be redone', () => {
    const document = createDocument(DEFAULT_PLAN);
    setDepth(document, 0.5);
    document.undo();
    expect(document.labels()).toEqual({ undo: [], redo: ['Depth 0.5'] });
    setDepth(document, 0.6);
    expect(document.labels()).toEqual({ undo: ['Depth 0.6'], redo: [] });
  });

  test('only the newest steps are kept', () => {
    const document = createDocument(DEFAULT_PLAN, { limit: 2 });
    for (const depth of [0.5, 0.6, 0.7]) setDepth(document, depth);
    expect(document.labels().undo).toEqual(['Depth 0.6', 'Depth 0.7']);
  });

  test('listeners get the plan and the one before it, until they stop', () => {
    const document = createDocument(DEFAULT_PLAN);
    const seen: [number, number][] = [];
    const stop = document.subscribe((now, before) => {
      seen.push([now.technique.depositDepthMm, before.technique.depositDepthMm]);
    });
    setDepth(document, 0.5);
    document.undo();
    stop();
    document.redo();
    expect(seen).toEqual([
      [0.5, 0.4],
      [0.4, 0.5],
    ]);
  });
});

describe('a gesture', () => {
  test('folds into one step, and every move is seen', () => {
    const document = createDocument(DEFAULT_PLAN);
    const listener = vi.fn();
    document.subscribe(listener);
    document.beginGesture('Drag depth');
    for (const depth of [0.5, 0.6, 0.7]) setDepth(document, depth);
    document.endGesture();
    expect(listener).toHaveBeenCalledTimes(3);
    expect(document.labels().undo).toEqual(['Drag depth']);
    document.undo();
    expect(document.get()).toEqual(DEFAULT_PLAN);
    document.redo();
    expect(document.get().technique.depositDepthMm).toBe(0.7);
  });

  test('leaves no step when it ends where it began, and keeps what could be redone', () => {
    const document = createDocument(DEFAULT_PLAN);
    setDepth(document, 0.9);
    document.undo();
    document.beginGesture('Drag depth');
    setDepth(document, 0.5);
    setDepth(document, 0.4);
    document.endGesture();
    expect(document.labels()).toEqual({ undo: [], redo: ['Depth 0.9'] });
  });

  test('can be cancelled, by name or by undo', () => {
    for (const stop of ['cancelGesture', 'undo'] as const) {
      const document = createDocument(DEFAULT_PLAN);
      setDepth(document, 0.5);
      const before = document.get();
      document.beginGesture('Drag depth');
      setDepth(document, 0.9);
      document[stop]();
      expect(document.get()).toBe(before);
      expect(document.labels().undo).toEqual(['Depth 0.5']);
    }
  });

  test('goes on after a refused move', () => {
    const document = createDocument(DEFAULT_PLAN);
    document.beginGesture('Drag depth');
    setDepth(document, 0.5);
    expect(() => setDepth(document, 99)).toThrow('depositDepthMm');
    document.endGesture();
    expect(document.get().technique.depositDepthMm).toBe(0.5);
  });

  test('tells when it ends, however it ends, and nothing else', () => {
    const document = createDocument(DEFAULT_PLAN);
    const told: string[] = [];
    const stop = document.onGestureEnd(() => {
      expect(document.inGesture()).toBe(false);
      told.push(`${document.get().technique.depositDepthMm}`);
    });
    const begin = (depth: number) => {
      document.beginGesture('Drag depth');
      setDepth(document, depth);
      expect(document.inGesture()).toBe(true);
    };
    document.endGesture();
    setDepth(document, 0.5);
    expect(told).toEqual([]);
    begin(0.6);
    begin(0.7);
    document.endGesture();
    begin(0.8);
    document.cancelGesture();
    begin(0.9);
    document.undo();
    begin(1);
    document.replace(DEFAULT_PLAN, 'Open');
    expect(told).toEqual(['0.6', '0.7', '0.7', '0.7', '1']);
    stop();
    begin(0.6);
    document.endGesture();
    expect(told).toHaveLength(5);
  });

  test('an open one ends when the next begins or a plan is opened', () => {
    const document = createDocument(DEFAULT_PLAN);
    document.beginGesture('First');
    setDepth(document, 0.5);
    expect(document.redo()).toBe(false);
    document.beginGesture('Second');
    setDepth(document, 0.6);
    document.replace(planFromPreset('norwood-4'), 'Open');
    document.endGesture();
    expect(document.labels().undo).toEqual(['First', 'Second', 'Open']);
  });
});

function setDepth(document: PlanDocument, depth: number): void {
  document.edit(`Depth ${depth}`, (draft) => {
    draft.technique.depositDepthMm = depth;
  });
}
