import { expect, test, vi } from 'vitest';
import { patient } from '../../../src/gpu/patient-dawn.ts';

/** A native function without a name, as Dawn's own polls are. */
const poll = (() => undefined).bind(undefined);
Object.defineProperty(poll, 'name', { value: '' });

function rig() {
  const clock = { ms: 0 };
  const immediate = vi.fn();
  const later = vi.fn();
  return { clock, immediate, later, set: patient(immediate, { now: () => clock.ms, later }) };
}

test('polls come at once for a millisecond, then every other', () => {
  const { clock, immediate, later, set } = rig();
  for (let i = 0; i < 9; i++) {
    clock.ms = i / 10;
    set(poll);
  }
  expect(immediate).toHaveBeenCalledTimes(9);
  clock.ms = 1.2;
  set(poll);
  expect(later.mock.calls).toEqual([[poll, 2]]);
});

test('a new wait is eager again', () => {
  const { clock, immediate, later, set } = rig();
  for (; clock.ms < 10; clock.ms += 2) set(poll);
  expect(later).toHaveBeenCalledTimes(4);
  clock.ms = 40;
  set(poll);
  expect(immediate).toHaveBeenCalledTimes(2);
});

test('what is not a poll runs at once, with its arguments', () => {
  const { clock, immediate, later, set } = rig();
  set(poll);
  clock.ms = 5;
  const own = () => undefined;
  set(own);
  set(poll, 'an argument');
  expect(immediate.mock.calls).toEqual([[poll], [own], [poll, 'an argument']]);
  expect(later).not.toHaveBeenCalled();
});
