import { say } from '../../base/language/say.ts';
import { withControlNames } from '../../plan/field-names.ts';
import type { Remark } from '../../plan/remarks/remark.ts';
import { RULES } from '../../plan/remarks/rules.ts';
import { el } from '../parts/dom.ts';
import { icon } from '../parts/icons.ts';

/** What a teacher would say, worst first. */
export function makeRemarks(remarks: readonly Remark[]): HTMLElement {
  return remarkList(remarks.map((remark) => remarkItem(remark)));
}

export function remarkList(items: readonly HTMLElement[]): HTMLElement {
  return el('ul', { class: 'remarks', 'aria-label': say('Remarks') }, ...items);
}

/** One remark; its reason and source show when it is pointed at. */
export function remarkItem({ severity, text, field, rule }: Remark, ...more: Node[]): HTMLElement {
  const { why, source, standing } = RULES[rule];
  const values = { why: say(why), source: say(source), field: withControlNames(field) };
  const reason =
    standing === 'assumed'
      ? say('{why} Source: {source} (assumed). {field}', values)
      : say('{why} Source: {source}. {field}', values);
  return el(
    'li',
    { class: severity, title: reason },
    icon(severity === 'note' ? 'info' : 'warn'),
    el('span', {}, text),
    ...more,
  );
}
