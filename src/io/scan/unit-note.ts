import type { UnitNote } from '../../scan/size.ts';

/** Where a header may tell a unit; what follows are points. */
const HEADER_BYTES = 4096;

/** Names of units as headers have them, mm each. */
const NAMES: readonly (readonly [name: string, mm: number])[] = [
  ['mm|millimet(?:er|re)s?|millimeters?', 1],
  ['cm|centimet(?:er|re)s?', 10],
  ['dm|decimet(?:er|re)s?', 100],
  ['m|met(?:er|re)s?', 1000],
  ['in|inch(?:es)?|"', 25.4],
  ['ft|foot|feet', 304.8],
  ['um|\u00b5m|\u03bcm|micron(?:s)?|micromet(?:er|re)s?', 0.001],
];
const ANY = NAMES.map(([name]) => name).join('|');
const COUNT = '(\\d+(?:\\.\\d+)?)?\\s*';
/** "units: mm", "Unit = 1 inch", "scale_unit cm"; "all coordinates in metres", "exported in (mm)". */
const PHRASES = [
  `units?\\b["']?\\s*(?:is|are|of\\s+\\w+)?\\s*[:=,(\\[]?\\s*["'(\\[]?\\s*${COUNT}(${ANY})(?![\\w.])`,
  `\\b(?:coordinates?|points?|vertices|vertex|dimensions?|lengths?|distances?|positions?|values?|measurements?|exported|written|saved|scaled)\\b[^\\n\\r]{0,24}?\\bin\\s+["'(\\[]?\\s*${COUNT}(${ANY})(?![\\w.])`,
].map((phrase) => new RegExp(phrase, 'gi'));

/** A note of the unit in the header of an OBJ, PLY or STL file; nothing where notes differ. */
export function unitNote(ending: string, bytes: Uint8Array): UnitNote | undefined {
  const text = headerOf(ending, bytes);
  const found = new Set<number>();
  for (const phrase of PHRASES) {
    for (const [, count, name] of text.matchAll(phrase)) {
      const mm = NAMES.find(([names]) => new RegExp(`^(?:${names})$`, 'i').test(name!))![1];
      found.add(mm * Number(count ?? 1));
    }
  }
  const [mmPerUnit, other] = found;
  if (mmPerUnit === undefined || other !== undefined || !(mmPerUnit > 0)) return undefined;
  return { mmPerUnit, by: 'note' };
}

/** The words before the points: comments, and the title of an STL. */
function headerOf(ending: string, bytes: Uint8Array): string {
  const text = (length: number) =>
    new TextDecoder('latin1').decode(bytes.subarray(0, length)).replaceAll('\0', ' ');
  if (ending === 'obj') return lines(text(HEADER_BYTES), /^\s*#/);
  if (ending === 'ply') {
    const head = text(HEADER_BYTES);
    const end = head.search(/^end_header/m);
    return lines(end < 0 ? head : head.slice(0, end), /^\s*(?:comment|obj_info)\b/);
  }
  if (ending !== 'stl') return '';
  const start = text(HEADER_BYTES);
  // A binary file's title has 80 bytes; a text's stands on the first line, or in comments.
  return /^\s*solid[^\n\r]*[\n\r]/.test(start) ? start.split(/facet/i)[0]! : start.slice(0, 80);
}

function lines(text: string, wanted: RegExp): string {
  return text
    .split(/[\n\r]+/)
    .filter((line) => wanted.test(line))
    .join('\n');
}
