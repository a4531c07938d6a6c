import { brush } from './brush/brush.ts';
import { add } from './dots/add.ts';
import { erase } from './dots/erase.ts';
import { move } from './dots/move.ts';
import { hairline } from './hairline/hairline.ts';
import { measure } from './measure/measure.ts';
import { noGo } from './no-go/no-go.ts';
import type { Tool } from './tool.ts';

/** All tools, in the order of their buttons: bar, keys, help, card and notes are made from this list. */
export const TOOLS: readonly Tool[] = [hairline, brush, erase, add, move, noGo, measure];

/** The tool that the page's state names. */
export function toolNamed(id: string | undefined): Tool | undefined {
  return TOOLS.find((tool) => tool.id === id);
}
