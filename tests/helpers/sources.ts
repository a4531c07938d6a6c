import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A text file of the project; `path` is relative to the folder it was listed from. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Every file under `folder` of the project whose name ends in `ending`. */
export function sourcesIn(folder: string, ending: string): Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith(ending) && statSync(join(ROOT, folder, path)).isFile())
    .sort()
    .map((path) => ({ path, text: readFileSync(join(ROOT, folder, path), 'utf8') }));
}

/** One import of a module: what it names, and whether only types are taken. */
export interface Import {
  readonly target: string;
  readonly typeOnly: boolean;
}

/** Static and dynamic imports and re-exports, relative ones resolved against the file. */
export function importsOf({ path, text }: Source): Import[] {
  const pattern =
    /(?:^|\n)\s*(import|export)(\s+type)?\s[^;'"]*?from\s*['"]([^'"]+)['"]|import\s*\(\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g;
  return [...text.matchAll(pattern)].map(([, , type, named, dynamic, bare]) => {
    const name = (named ?? dynamic ?? bare)!.replace(/\?.*$/, '');
    const target = name.startsWith('.') ? normalize(join(dirname(path), name)) : name;
    return { target: target.replaceAll('\\', '/'), typeOnly: type !== undefined };
  });
}

/** The code without comments, strings and regular expressions' quotes: what identifiers it uses. */
export function codeOf(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .replace(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g, "''")
    .replace(/(^|[^:])\/\/[^\n]*/g, '$1');
}
