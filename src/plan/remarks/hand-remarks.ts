import { say } from '../../base/language/say.ts';
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
      text: say(
        '{count} placed by hand for a session this plan does not have; the last one takes them.',
        { count: late.length },
      ),
    });
  }
  return remarks;
}

/** What was done by hand, in one sentence; nothing where nothing was. */
export function manualWords({ strokes, erased, added, moved }: Plan['manual']): string | undefined {
  const parts = [
    strokes.length > 0 &&
      say('{count, plural, one {# density stroke} other {# density strokes}}', {
        count: strokes.length,
      }),
    erased.length > 0 &&
      say('{count, plural, one {# dot erased} other {# dots erased}}', { count: erased.length }),
    added.length > 0 &&
      say('{count, plural, one {# dot added} other {# dots added}}', { count: added.length }),
    moved.length > 0 &&
      say('{count, plural, one {# dot moved} other {# dots moved}}', { count: moved.length }),
  ].filter((part) => part !== false);
  return parts.length > 0 ? say('By hand: {parts}.', { parts: parts.join(', ') }) : undefined;
}
