import { quantile } from '../../ink/unknowns/shapes.ts';
import { UNKNOWN_NAMES, UNKNOWNS } from '../../ink/unknowns/table.ts';

/** The table of unknowns as Markdown, for `docs/uncertainty.md`. */
export function unknownsMarkdown(): string {
  const rows = UNKNOWN_NAMES.map((name) => {
    const { group, what, value, unit, shape, standing, source } = UNKNOWNS[name];
    const ends = [0.05, 0.95].map((share) => figure(quantile(shape, share)));
    return `| ${group} | ${what} (\`${name}\`) | ${figure(value)} | ${unit} | ${ends.join(' to ')} | ${shape.kind} | ${standing} | ${source} |`;
  });
  return [
    '| of | what | taken | unit | nine in ten | shape | standing | source |',
    '|---|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

function figure(value: number): string {
  return String(Number(value.toPrecision(2)));
}
