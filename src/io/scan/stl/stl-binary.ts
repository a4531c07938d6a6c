import { plural, wholeWords } from '../../../base/quantity-words.ts';
import type { Finding } from '../../../scan/findings.ts';
import { broken, checkCounts, type FileMesh, MOST_TRIANGLES, unjoined } from '../scan-file.ts';

/** Eighty bytes of anything, colours and names among them, and the count of facets. */
export const HEADER_BYTES = 84;
const FACET_BYTES = 50;

/** Whether the count in the header is what the length says. */
export function fillsExactly(bytes: Uint8Array): boolean {
  return bytes.length === HEADER_BYTES + FACET_BYTES * toldAt(viewOf(bytes), 0);
}

/** Facets that follow one another. */
interface Run {
  readonly start: number;
  readonly count: number;
}

/**
 * Reads binary STL. Writers that stream leave 0 or the largest number as the count, and others
 * stop counting; so the length decides, and what the header says else is told.
 */
export function readBinaryStl(bytes: Uint8Array): FileMesh {
  const view = viewOf(bytes);
  const told = toldAt(view, 0);
  const there = Math.floor((bytes.length - HEADER_BYTES) / FACET_BYTES);
  if (told > there && told <= MOST_TRIANGLES && (bytes.length - HEADER_BYTES) % FACET_BYTES !== 0) {
    throw broken('STL', `it says ${told} triangles, but was cut short in the middle of one`);
  }
  const { runs, findings } = told > there ? ended(view, told, there) : continued(view, told);
  const count = runs.reduce((sum, run) => sum + run.count, 0);
  if (count === 0) throw broken('STL', 'it has no triangles');
  checkCounts('STL', 3 * count, count);
  const positions = new Float64Array(9 * count);
  let at = 0;
  for (const { start, count } of runs) {
    for (let t = 0; t < count; t++) {
      const corners = start + FACET_BYTES * t + 12;
      for (let k = 0; k < 9; k++) positions[at++] = view.getFloat32(corners + 4 * k, true);
    }
  }
  return { ...unjoined(positions), findings };
}

/** A file that ends before its count: a number that was never filled in, or half a file. */
function ended(view: DataView, told: number, there: number) {
  const count = wholeUntilJunk(view, HEADER_BYTES, there);
  const text = `The file's header says ${wholeWords(told)} triangles, but the file ends after ${wholeWords(count)}; these were read. Look whether a part of the head is missing, and copy the file again if so.`;
  return { runs: [{ start: HEADER_BYTES, count }], findings: [differs(count, text)] };
}

/** A file as long as its count or longer: with more triangles, more solids, or something else. */
function continued(view: DataView, told: number) {
  const findings: Finding[] = [];
  const runs: Run[] = [{ start: HEADER_BYTES, count: told }];
  let at = HEADER_BYTES + FACET_BYTES * told;
  const left = () => view.byteLength - at;
  const more = wholeUntilJunk(view, at, Math.floor(left() / FACET_BYTES));
  if (more > 0 && !solidAt(view, at)) {
    runs.push({ start: at, count: more });
    at += FACET_BYTES * more;
    const all = told + more;
    const text = `The file's header says ${wholeWords(told)} triangles, but the file holds ${wholeWords(all)}; all were read.`;
    findings.push(differs(more, text));
  }
  for (let next = solidAt(view, at); next; next = solidAt(view, at)) {
    runs.push(next);
    at = next.start + FACET_BYTES * next.count;
  }
  if (runs.length > 2 || (runs.length === 2 && more === 0)) {
    const text = `The file holds ${runs.length} solids one after the other; all were read.`;
    findings.push({ kind: 'fileSays', weight: 'repaired', count: runs.length, text });
  }
  if (left() > 0) {
    const text = `${plural(left(), 'byte')} after the last triangle hold no triangles and were passed over.`;
    findings.push({ kind: 'fileSays', weight: 'repaired', count: left(), text });
  }
  return { runs, findings };
}

function differs(count: number, text: string): Finding {
  return { kind: 'fileSays', weight: 'look', count, text };
}

/** A whole binary STL that begins here, header and all: files put together end to end. */
function solidAt(view: DataView, at: number): Run | undefined {
  if (view.byteLength - at < HEADER_BYTES + FACET_BYTES) return undefined;
  const run = { start: at + HEADER_BYTES, count: toldAt(view, at) };
  const end = run.start + FACET_BYTES * run.count;
  if (run.count === 0 || end > view.byteLength) return undefined;
  return wholeUntilJunk(view, run.start, run.count) === run.count && isFacet(view, run.start)
    ? run
    : undefined;
}

/** Of so many facets those up to the last that is one: notes and padding may stand behind them. */
function wholeUntilJunk(view: DataView, start: number, most: number): number {
  let count = most;
  while (count > 0 && !isFacet(view, start + FACET_BYTES * (count - 1))) count--;
  return count;
}

/** Largest and smallest coordinates that a length can have in any unit; text read as floats is beyond. */
const [LARGEST, SMALLEST] = [1e8, 1e-12];

/** Whether these bytes can be a facet: a normal of length one or none, and three corners apart. */
function isFacet(view: DataView, at: number): boolean {
  const value = (k: number) => view.getFloat32(at + 4 * k, true);
  const normal = Math.hypot(value(0), value(1), value(2));
  if (!(normal < 1e-6 || Math.abs(normal - 1) < 0.05)) return false;
  let apart = false;
  for (let k = 3; k < 12; k++) {
    const size = Math.abs(value(k));
    if (!(size <= LARGEST) || (size > 0 && size < SMALLEST)) return false;
    if (k >= 6 && value(k) !== value(3 + (k % 3))) apart = true;
  }
  return apart;
}

function toldAt(view: DataView, at: number): number {
  return view.getUint32(at + 80, true);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
