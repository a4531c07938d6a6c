import { DotworkError } from '../base/errors.ts';
import { nearest, quoted } from '../plan/words.ts';
import type { Lesson } from './lesson-schema.ts';
import { readLesson } from './read-lesson.ts';

const files = import.meta.glob('../../presets/lessons/*.json', { eager: true, import: 'default' });

/** In the order they are best taken. What is not named here comes last. */
const ORDER = ['depth', 'shed', 'blue', 'hairline', 'distance', 'dark-skin', 'scars', 'part'];

let read: readonly Lesson[] | undefined;

/** The lessons that come along, in the order they are best taken. */
export function shippedLessons(): readonly Lesson[] {
  const place = ({ name }: Lesson) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  read ??= Object.values(files)
    .map(readLesson)
    .sort((a, b) => place(a) - place(b));
  return read;
}

/** A lesson that comes along. An unknown name throws a `usage` error with the nearest known one. */
export function lessonNamed(name: string): Lesson {
  const known = shippedLessons();
  const found = known.find((one) => one.name === name);
  if (found) return found;
  const names = known.map((one) => one.name);
  const near = nearest(name, names);
  throw new DotworkError(
    'usage',
    `There is no lesson ${quoted(name)}.`,
    near ? `Did you mean ${quoted(near)}?` : `There are ${names.join(', ')}.`,
  );
}
