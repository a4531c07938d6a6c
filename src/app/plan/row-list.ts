import type { ReportRow } from '../../words/report-words.ts';
import { assumedMark } from '../parts/assumed.ts';
import { el } from '../parts/dom.ts';

/** Rows of a report as a list of names and quantities. */
export function rowList(rows: readonly ReportRow[]): HTMLElement {
  return el('dl', { class: 'rows' }, ...rows.flatMap((one) => reportRow(one)));
}

/** One of them; `marks` stand before the quantity. */
export function reportRow({ name, value, assumed, isSum }: ReportRow, ...marks: Node[]): Node[] {
  const mark = assumed === undefined ? [] : [assumedMark(assumed)];
  const props = isSum ? { class: 'row-sum' } : {};
  return [el('dt', props, name), el('dd', props, ...mark, ...marks, value)];
}
