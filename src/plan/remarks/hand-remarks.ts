import { plural } from '../../base/quantity-words.ts';
import type { Plan } from '../schema.ts';
import type { Remark } from './remark.ts';

/** What was done dot by dot. */
export function manualRemarks({ manual, sessions }: Plan): Remark[] {
  const said = manualWords(manual);
  const late = [...manual.added, ...manual.moved].filter(
    ({ session }) => session > sessions.length,
  );
  const remarks: Remark[] = said
    ? [{ rule: 'by-hand', field: 'manual', severity: 'note', text: said }]
    : [];
  if (late.length > 0) {
    remarks.push({
      rule: 'by-hand',
      field: 'manual',
      severity: 'note',
      text: `${late.length} placed by hand for a session this plan does not have; the last one takes them.`,
    });
  }
  return remarks;
}

/** What was done by hand, in one sentence; nothing where nothing was. */
export function manualWords({ strokes, erased, added, moved }: Plan['manual']): string | undefined {
  const counted = (count: number, one: string, many: string) =>
    count === 0 ? [] : [plural(count, one, many)];
  const parts = [
    ...counted(strokes.length, 'density stroke', 'density strokes'),
    ...counted(erased.length, 'dot erased', 'dots erased'),
    ...counted(added.length, 'dot added', 'dots added'),
    ...counted(moved.length, 'dot moved', 'dots moved'),
  ];
  return parts.length > 0 ? `By hand: ${parts.join(', ')}.` : undefined;
}
