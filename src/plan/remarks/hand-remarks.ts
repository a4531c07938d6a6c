import { say } from '../../base/language/say.ts';
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
    ...counted(strokes.length, say('density stroke'), say('density strokes')),
    ...counted(erased.length, say('dot erased'), say('dots erased')),
    ...counted(added.length, say('dot added'), say('dots added')),
    ...counted(moved.length, say('dot moved'), say('dots moved')),
  ];
  return parts.length > 0 ? `By hand: ${parts.join(', ')}.` : undefined;
}
