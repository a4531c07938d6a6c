import { say } from '../../base/language/say.ts';
import { byTouch } from '../parts/dom.ts';
import type { Tool } from './tool.ts';

/** How a tool that points is worked without a pointer. */
export const AIM_WORDS = say('By keyboard: aim with the arrows, Enter works at the middle.');

/** How to get along while a tool is in hand; with fingers nothing else is needed. */
export function navigationWords({ byKeyboard }: Tool): string {
  if (byTouch()) return say('One finger works, two turn the head.');
  return `${say('Right button or Space turns the head, the wheel zooms, Esc puts the tool away.')} ${byKeyboard}`;
}
