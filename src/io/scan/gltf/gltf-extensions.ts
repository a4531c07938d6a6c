import type { Finding } from '../../../scan/findings.ts';
import { broken } from '../scan-file.ts';
import type { Extended, GltfJson } from './gltf-json.ts';

/** Extensions that change where triangles are, and are read. */
const READ = [
  'KHR_draco_mesh_compression',
  'EXT_meshopt_compression',
  'KHR_meshopt_compression',
  'KHR_mesh_quantization',
  'KHR_accessor_float64',
  'KHR_node_visibility',
  'EXT_mesh_gpu_instancing',
];

/** What in an extension of a node says where something is, or whether. */
const PLACES =
  /translat|rotat|scale|matri|transform|mesh|primitive|attribut|visib|instanc|accessor|bufferview|skin|weight/i;

/**
 * The extensions that a document needs and that are not read. They are judged by what they change:
 * of materials, pictures, lights and the document itself they may change anything; where they stand on
 * what holds triangles, the file must be whole without them, or it is refused.
 */
export class UnreadExtensions {
  readonly #needed: ReadonlySet<string>;
  readonly #passed = new Set<string>();
  readonly #seen = new Set<Extended>();

  constructor({ extensionsRequired = [] }: GltfJson) {
    if (!Array.isArray(extensionsRequired)) {
      throw broken('glTF', 'its list of extensions is damaged');
    }
    this.#needed = new Set(extensionsRequired.map(String).filter((name) => !READ.includes(name)));
  }

  /** Refuses a part whose numbers may mean something else under an extension. */
  refuseOn(part: Extended | undefined): void {
    const [name] = this.#on(part);
    if (name) throw needs(name);
  }

  /** Refuses nodes, each below the next, that an extension places, shows or fills; of others it is told. */
  refusePlaced(chain: () => readonly Extended[]): void {
    if (this.#needed.size === 0) return;
    for (const node of chain()) {
      // What is above was seen with it.
      if (this.#seen.has(node)) return;
      this.#seen.add(node);
      for (const name of this.#on(node)) {
        if (namesPlace((node.extensions as Record<string, unknown>)[name])) throw needs(name);
        this.#passed.add(name);
      }
    }
  }

  /** What was passed over on parts that are shown. */
  findings(): Finding[] {
    return [...this.#passed].map((name) => ({
      kind: 'leftUnread' as const,
      weight: 'look' as const,
      count: 1,
      text: `The file says that it needs ${name.slice(0, 60)}, which is not read. Look whether all parts are where they belong.`,
    }));
  }

  /** For a scene without triangles: the extensions that may hold them. */
  words(): string {
    const names = [...this.#needed].slice(0, 3).map((name) => name.slice(0, 60));
    return names.length > 0 ? `; it needs ${names.join(', ')}, which is not read` : '';
  }

  #on(part: Extended | undefined): string[] {
    const { extensions } = part ?? {};
    if (typeof extensions !== 'object' || extensions === null) return [];
    return Object.keys(extensions).filter((name) => this.#needed.has(name));
  }
}

function needs(name: string) {
  return broken('glTF', `it needs the extension ${name.slice(0, 60)}, which is not read`);
}

/** Whether any key, at whatever depth, is about places or geometry. */
function namesPlace(value: unknown): boolean {
  const open = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    for (const [key, inner] of Object.entries(next)) {
      if (PLACES.test(key)) return true;
      open.push(inner);
    }
  }
  return false;
}

/** Whether all numbers of a primitive lie in the file itself, so that an extension only adds. */
export function isWhole(json: GltfJson, accessors: readonly (number | undefined)[]): boolean {
  return accessors.every(
    (at) => at !== undefined && json.accessors?.[at]?.bufferView !== undefined,
  );
}

/** The value of an extension of a part, if it is an object. */
export function extensionOf(part: Extended | undefined, name: string): unknown {
  const extensions = part?.extensions as Record<string, unknown> | null | undefined;
  const value = extensions?.[name];
  return typeof value === 'object' && value !== null ? value : undefined;
}
