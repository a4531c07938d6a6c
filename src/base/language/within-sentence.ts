import { language } from './say.ts';

/** A label as it stands after a colon. Only of English is it known that it begins small there. */
export function withinSentence(label: string): string {
  if (language().code !== 'en') return label;
  return label.charAt(0).toLowerCase() + label.slice(1);
}
