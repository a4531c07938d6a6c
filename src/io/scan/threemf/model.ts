import type { SaxesParser, SaxesTagPlain } from 'saxes';
import { Growing } from '../growing.ts';
import { broken, checkCounts, type FileMesh } from '../scan-file.ts';

/** An object put somewhere: by a build, or as a part of another. */
export interface Placed {
  readonly object: string;
  /** The model it is in, where that is another one. */
  readonly path: string | undefined;
  /** Sixteen numbers, columns first. */
  readonly matrix: readonly number[];
}

interface ThreeMfObject {
  readonly mesh: FileMesh | undefined;
  readonly parts: readonly Placed[];
}

/** A model of a 3MF package. */
export interface ThreeMfModel {
  readonly mmPerUnit: number;
  /** Whether it names another unit than the one that all have who name none. */
  readonly isUnitChosen: boolean;
  readonly objects: ReadonlyMap<string, ThreeMfObject>;
  readonly items: readonly Placed[];
}

/** Source: 3MF Core Specification 1.3, 3.4 (model units). */
const UNITS: Readonly<Record<string, number>> = {
  micron: 0.001,
  millimeter: 1,
  centimeter: 10,
  inch: 25.4,
  foot: 304.8,
  meter: 1000,
};
/** Text is given to the parser in steps, so that it is never all there twice. */
const STEP_BYTES = 2 ** 18;

/** Reads the XML of a model; what it has beside meshes, parts and the build is passed over. */
export async function readModel(bytes: Uint8Array): Promise<ThreeMfModel> {
  const { SaxesParser } = await import('saxes');
  const reading = new Reading();
  const parser = new SaxesParser();
  parser.on('opentag', (tag) => reading.open(tag));
  parser.on('closetag', (tag) => reading.close(localName(tag.name)));
  parser.on('error', (error) => {
    throw error;
  });
  const decoder = new TextDecoder();
  try {
    for (let at = 0; at < bytes.length; at += STEP_BYTES) {
      feed(parser, decoder.decode(bytes.subarray(at, at + STEP_BYTES), { stream: true }));
    }
    parser.close();
  } catch (error) {
    if (error instanceof Error && error.name === 'DotworkError') throw error;
    throw broken('3MF', 'its model is damaged');
  }
  return reading;
}

function feed(parser: SaxesParser, text: string): void {
  parser.write(text);
}

class Reading implements ThreeMfModel {
  mmPerUnit = 1;
  isUnitChosen = false;
  readonly objects = new Map<string, ThreeMfObject>();
  readonly items: Placed[] = [];
  #id: string | undefined;
  #parts: Placed[] = [];
  #positions = new Growing(new Float64Array(3 * 256));
  #triangles = new Growing(new Uint32Array(3 * 256));

  open({ name, attributes }: SaxesTagPlain): void {
    const number = (key: string) => Number(attributes[key] ?? Number.NaN);
    switch (localName(name)) {
      case 'model':
        this.mmPerUnit = unitOf(attributes.unit);
        this.isUnitChosen = this.mmPerUnit !== 1;
        break;
      case 'object':
        this.#id = attributes.id ?? '';
        this.#parts = [];
        this.#positions = new Growing(new Float64Array(3 * 256));
        this.#triangles = new Growing(new Uint32Array(3 * 256));
        break;
      case 'vertex':
        for (const axis of ['x', 'y', 'z']) this.#positions.push(number(axis));
        checkCounts('3MF', this.#positions.length / 3, 0);
        break;
      case 'triangle':
        for (const corner of ['v1', 'v2', 'v3']) this.#triangles.push(cornerOf(number(corner)));
        checkCounts('3MF', 0, this.#triangles.length / 3);
        break;
      case 'component':
        this.#parts.push(placedBy(attributes));
        break;
      case 'item':
        // What is not to be printed is a helper, such as a stand.
        if (attributes.printable !== '0') this.items.push(placedBy(attributes));
        break;
    }
  }

  close(name: string): void {
    if (name !== 'object' || this.#id === undefined) return;
    const positions = this.#positions.done();
    const triangles = this.#triangles.done();
    const count = positions.length / 3;
    if (triangles.some((corner) => corner >= count)) {
      throw broken('3MF', 'a triangle names a point that is not there');
    }
    const mesh = triangles.length > 0 ? { positions, triangles } : undefined;
    this.objects.set(this.#id, { mesh, parts: this.#parts });
    this.#id = undefined;
  }
}

/** A name without the prefix of its namespace. */
function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function unitOf(name = 'millimeter'): number {
  const unit = Object.hasOwn(UNITS, name) ? UNITS[name] : undefined;
  if (unit === undefined) throw broken('3MF', `its unit "${name.slice(0, 20)}" is unknown`);
  return unit;
}

function cornerOf(value: number): number {
  if (Number.isInteger(value) && value >= 0 && value < 2 ** 32) return value;
  throw broken('3MF', 'a triangle names a point that is not there');
}

/** Twelve numbers, three of each row: rows are what a column of ours is. */
function placedBy(attributes: Readonly<Record<string, string>>): Placed {
  const path = Object.entries(attributes).find(([name]) => localName(name) === 'path')?.[1];
  const numbers = attributes.transform?.trim().split(/\s+/).map(Number);
  if (numbers && (numbers.length !== 12 || !numbers.every(Number.isFinite))) {
    throw broken('3MF', 'a part has a damaged place');
  }
  const rows = numbers ?? [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0];
  const matrix = [0, 1, 2, 3].flatMap((row) => [
    ...rows.slice(3 * row, 3 * row + 3),
    row === 3 ? 1 : 0,
  ]);
  return { object: attributes.objectid ?? '', path, matrix };
}
