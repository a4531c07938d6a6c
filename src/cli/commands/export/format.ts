import { DotworkError } from '../../../base/errors.ts';
import { STDOUT } from '../../output.ts';

/**
 * The format of an export: what `--format` says, else what the file's ending says, else the first way.
 * Throws a `usage` error that names the formats for any other.
 */
export function formatOf<Format extends string>(
  output: string,
  asked: string | undefined,
  formats: readonly Format[],
  unsaid: Format,
): Format {
  const ending = /\.([^./\\]+)$/.exec(output)?.[1]?.toLowerCase();
  const name = asked?.toLowerCase() ?? (output === STDOUT ? unsaid : ending);
  const found = formats.find((format) => format === name);
  if (found) return found;
  const list = `${formats.slice(0, -1).join(', ')} or ${formats.at(-1)}`;
  if (asked !== undefined) {
    throw new DotworkError('usage', `--format is ${JSON.stringify(asked)}.`, `Use ${list}.`);
  }
  throw new DotworkError(
    'usage',
    `-o is ${JSON.stringify(output)}, whose ending names no format.`,
    `Let its name end in ${list}, or add --format.`,
  );
}
