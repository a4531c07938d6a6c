import { broken, checkCounts } from '../scan-file.ts';
import { type GltfViews, isCount } from './gltf-buffers.ts';
import type { GltfAccessor, GltfJson } from './gltf-json.ts';

interface Component {
  readonly bytes: number;
  /** The largest integer, by which normalized values are divided. */
  readonly most: number;
  readonly read: (view: DataView, at: number) => number;
}

/** By the numbers OpenGL gave them; the last is KHR_accessor_float64. */
const COMPONENTS: Readonly<Record<number, Component>> = {
  5120: { bytes: 1, most: 127, read: (view, at) => view.getInt8(at) },
  5121: { bytes: 1, most: 255, read: (view, at) => view.getUint8(at) },
  5122: { bytes: 2, most: 32767, read: (view, at) => view.getInt16(at, true) },
  5123: { bytes: 2, most: 65535, read: (view, at) => view.getUint16(at, true) },
  5125: { bytes: 4, most: 2 ** 32 - 1, read: (view, at) => view.getUint32(at, true) },
  5126: { bytes: 4, most: 1, read: (view, at) => view.getFloat32(at, true) },
  5130: { bytes: 8, most: 1, read: (view, at) => view.getFloat64(at, true) },
};

/** Numbers of an element: indices one, points three, joints four, places sixteen. */
const TYPES = { 1: 'SCALAR', 3: 'VEC3', 4: 'VEC4', 16: 'MAT4' } as const;

/**
 * Reads an accessor, all its elements one after the other.
 *
 * @param count - How many elements there must be, where that is known.
 */
export async function readAccessor(
  json: GltfJson,
  views: GltfViews,
  index: number,
  width: keyof typeof TYPES,
  count?: number,
): Promise<Float64Array> {
  const accessor = json.accessors?.[index];
  if (!accessor) throw broken('glTF', `accessor ${index} is missing`);
  views.check(accessor);
  if (accessor.type !== TYPES[width]) throw broken('glTF', `accessor ${index} has the wrong type`);
  if (!isCount(accessor.count)) throw broken('glTF', `accessor ${index} has no count`);
  if (count !== undefined && accessor.count !== count) {
    throw broken('glTF', `accessor ${index} has ${accessor.count} elements instead of ${count}`);
  }
  checkCounts('glTF', width > 1 ? accessor.count : 0, width === 1 ? accessor.count / 3 : 0);
  const values =
    accessor.bufferView === undefined
      ? zeros(accessor, width, count !== undefined)
      : await readValues(accessor, views, accessor.count, width);
  if (accessor.sparse) await overwrite(values, accessor, views, width);
  return values;
}

/**
 * Without bytes of its own an accessor is all zeros. Sparse values make sense of that, and so do
 * changes to points that there are; alone, a count could claim any memory.
 */
function zeros(accessor: GltfAccessor, width: number, areChanges: boolean): Float64Array {
  if (!accessor.sparse && !areChanges) throw broken('glTF', 'an accessor has no bytes');
  return new Float64Array(width * accessor.count);
}

/** What an integer of an accessor means: itself, or a share of the largest one. */
export function meantBy({
  componentType,
  normalized,
}: Pick<GltfAccessor, 'componentType' | 'normalized'>): (value: number) => number {
  const component = COMPONENTS[componentType];
  if (!component) throw broken('glTF', 'an accessor has an unknown number type');
  // Signed values reach one further down than up; the specification cuts that off.
  return normalized ? (value) => Math.max(-1, value / component.most) : (value) => value;
}

/** Whether an accessor holds integers, and of which sort. */
export function integersOf({ componentType }: GltfAccessor): 'signed' | 'unsigned' | undefined {
  if (componentType === 5120 || componentType === 5122) return 'signed';
  return [5121, 5123, 5125].includes(componentType) ? 'unsigned' : undefined;
}

async function readValues(
  where: Pick<GltfAccessor, 'bufferView' | 'byteOffset' | 'componentType' | 'normalized'>,
  views: GltfViews,
  count: number,
  width: number,
): Promise<Float64Array> {
  const component = COMPONENTS[where.componentType];
  if (!component) throw broken('glTF', 'an accessor has an unknown number type');
  const bytes = await views.bytes(where.bufferView!);
  const start = where.byteOffset ?? 0;
  const row = width * component.bytes;
  const stride = views.stride(where.bufferView!) ?? row;
  const end = start + stride * (count - 1) + row;
  if (!isCount(start) || !isCount(stride) || stride < row || (count > 0 && end > bytes.length)) {
    throw broken('glTF', 'an accessor reaches beyond its bytes');
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float64Array(count * width);
  const meant = meantBy(where);
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < width; k++) {
      values[width * i + k] = meant(component.read(view, start + stride * i + component.bytes * k));
    }
  }
  return values;
}

async function overwrite(
  values: Float64Array,
  accessor: GltfAccessor,
  views: GltfViews,
  width: number,
): Promise<void> {
  const { count, indices, values: given } = accessor.sparse!;
  if (!isCount(count) || count > accessor.count || !indices || !given) {
    throw broken('glTF', 'its sparse values are damaged');
  }
  const places = await readValues({ ...indices, normalized: false }, views, count, 1);
  const { componentType, normalized = false } = accessor;
  const fresh = await readValues({ ...given, componentType, normalized }, views, count, width);
  places.forEach((place, i) => {
    if (place >= accessor.count) throw broken('glTF', 'its sparse values are damaged');
    values.set(fresh.subarray(width * i, width * (i + 1)), width * place);
  });
}
