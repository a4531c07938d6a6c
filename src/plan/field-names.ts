import { say } from '../base/language/say.ts';
import { fieldsOf, kindsOf, PLAN_SHAPE, type Shape, shapeAt } from './shape.ts';
import { quoted } from './words.ts';

/**
 * A sentence for people who see the plan as controls: fields that it names as a plan file does
 * ("hairline.halfWidthMm", "halfWidthMm") are called what their control is. What has none stays.
 */
export function withControlNames(text: string): string {
  return text.replace(
    /(?<![\w"/.-])[a-z]\w*(?:\.\w+)*(?![\w"/-])/g,
    (word) => nameOf(word) ?? word,
  );
}

function nameOf(word: string): string | undefined {
  const path = word.split('.');
  // Within a part that comes in kinds a path alone says not which; those fields have no control.
  if (path.length > 1) {
    const label = shapeAt(path, undefined)?.label;
    return label === undefined ? undefined : `${quoted(say(label))}${partWords(path)}`;
  }
  if (!/[A-Z]/.test(word)) return undefined;
  const label = labels.get(word);
  return label ? quoted(say(label)) : undefined;
}

/** " of zone 2" for a field of a list. */
function partWords([list, at]: readonly string[]): string {
  return at !== undefined && /^\d+$/.test(at)
    ? ` of ${list!.replace(/s$/, '')} ${Number(at) + 1}`
    : '';
}

/** Labels by the last word of a path; empty where controls of that name have different ones. */
const labels = new Map<string, string>();
collect(PLAN_SHAPE);

function collect(shape: Shape): void {
  for (const [key, field] of Object.entries(fieldsOf(shape))) {
    const { label } = field;
    const known = labels.get(key) ?? label;
    if (label !== undefined) labels.set(key, known === label ? label : '');
    collect(field);
  }
  if (kindsOf(shape).length > 0) shape.oneOf!.forEach(collect);
  if (shape.items) collect(shape.items);
}
