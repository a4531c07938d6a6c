/** Errors of a group of cases. */
export interface Errors {
  readonly ratio: { readonly off: number; readonly what: string }[];
  readonly colour: number[];
  /** Standard error of the brute force itself, of R/R0. */
  readonly noise: number[];
}

/** The errors of a group, made where there are none yet. */
export function errorsOf(table: Map<string, Errors>, group: string): Errors {
  let errors = table.get(group);
  if (!errors) {
    errors = { ratio: [], colour: [], noise: [] };
    table.set(group, errors);
  }
  return errors;
}

/** A Markdown table of them, one row a group. */
export function errorTable(table: ReadonlyMap<string, Errors>): string {
  return [
    '| what | worst R/R0 | rms | above 0.02 | worst dE2000 | mean | above 0.5 | noise | worst at |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...Array.from(table, ([group, errors]) => lineOf(group, errors)),
  ].join('\n');
}

function lineOf(group: string, { ratio, colour, noise }: Errors): string {
  const worst = ratio.reduce((a, b) => (Math.abs(b.off) > Math.abs(a.off) ? b : a));
  const rms = (list: readonly number[]) =>
    Math.sqrt(list.reduce((sum, value) => sum + value * value, 0) / list.length);
  const percent = (count: number, of: number) => `${((100 * count) / of).toFixed(1)} %`;
  const cells = [
    group,
    worst.off.toFixed(3),
    rms(ratio.map(({ off }) => off)).toFixed(4),
    percent(ratio.filter(({ off }) => Math.abs(off) > 0.02).length, ratio.length),
    Math.max(...colour).toFixed(2),
    (colour.reduce((sum, value) => sum + value, 0) / colour.length).toFixed(2),
    percent(colour.filter((difference) => difference > 0.5).length, colour.length),
    rms(noise).toFixed(4),
    worst.what,
  ];
  return `| ${cells.join(' | ')} |`;
}
