import { DotworkError } from '../../base/errors.ts';
import { quoted } from '../words.ts';

/** Far above any real plan (a few kB); stops a scan or a film given by mistake. */
const LONGEST_TEXT = 1_000_000;

/** Parses the text of a plan. A mistake is told with line and column, the same on every engine. */
export function parseJson(text: string): unknown {
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (json.trim() === '') {
    throw new DotworkError(
      'plan',
      'The plan is empty.',
      'Write at least {"format":"dotwork-plan","version":1}; every other field has a default.',
    );
  }
  if (json.length > LONGEST_TEXT) {
    throw new DotworkError(
      'plan',
      `The plan is ${Math.round(json.length / 1000)} kB long.`,
      'A plan has a few kB of JSON; check that this is the right file.',
    );
  }
  try {
    return JSON.parse(json);
  } catch (cause) {
    const { offset, what, fix } = firstMistake(json);
    const before = json.slice(0, offset).split('\n');
    const place = `line ${before.length}, column ${before.at(-1)!.length + 1}`;
    throw new DotworkError('plan', `The plan is not JSON: ${what} at ${place}.`, fix, cause);
  }
}

interface Mistake {
  readonly offset: number;
  readonly what: string;
  readonly fix: string;
}

const TOKEN =
  /[{}[\],:]|"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)\b/uy;

/** What may come next. `first*` also lets the list or object close. */
type Want = 'value' | 'firstValue' | 'key' | 'firstKey' | 'colon' | 'comma' | 'end';

/**
 * Where JSON stops being JSON. `JSON.parse` names the place in a way of its own on each engine,
 * and on some not at all, so the few rules are walked again here, once parsing has failed.
 */
function firstMistake(json: string): Mistake {
  const open: string[] = [];
  let want: Want = 'value';
  let offset = 0;
  for (;;) {
    offset = skipSpace(json, offset);
    if (offset >= json.length) {
      return { offset, what: 'the text ends too early', fix: `Close it with ${closing(open)}.` };
    }
    TOKEN.lastIndex = offset;
    const token = TOKEN.exec(json)?.[0];
    const next: Want | undefined = token === undefined ? undefined : step(want, token, open);
    if (next === undefined) return explain(json, offset, want);
    offset += token!.length;
    want = next;
  }
}

/** The state after a token, or undefined where the token may not stand. Keeps `open` in step. */
function step(want: Want, token: string, open: string[]): Want | undefined {
  const closes = want === 'comma' || want === 'firstValue' || want === 'firstKey';
  if (closes && token === open.at(-1)) {
    open.pop();
    return open.length > 0 ? 'comma' : 'end';
  }
  if (want === 'comma' && token === ',') return open.at(-1) === '}' ? 'key' : 'value';
  if (want === 'colon' && token === ':') return 'value';
  if ((want === 'key' || want === 'firstKey') && token.startsWith('"')) return 'colon';
  if (want !== 'value' && want !== 'firstValue') return undefined;
  if (token === '{' || token === '[') {
    open.push(token === '{' ? '}' : ']');
    return token === '{' ? 'firstKey' : 'firstValue';
  }
  if ('}],:'.includes(token)) return undefined;
  return open.length > 0 ? 'comma' : 'end';
}

const NEEDED: Readonly<Record<Want, string>> = {
  value: 'a value is needed here',
  firstValue: 'a value or "]" is needed here',
  key: 'a field name in double quotes is needed here',
  firstKey: 'a field name in double quotes or "}" is needed here',
  colon: 'a colon is needed after the field name',
  comma: 'a comma or a closing bracket is needed here',
  end: 'nothing may follow the plan',
};

function explain(json: string, offset: number, want: Want): Mistake {
  const rest = json.slice(offset);
  const what = `unexpected ${quoted(/^(\w+|.)/su.exec(rest)?.[0] ?? '')}`;
  if (/^\/[/*]/.test(rest)) return { offset, what, fix: 'JSON has no comments; use "notes".' };
  if (/^[}\]]/.test(rest) && (want === 'key' || want === 'value')) {
    return { offset, what, fix: 'JSON allows no comma before a closing bracket.' };
  }
  if (rest.startsWith("'")) return { offset, what, fix: 'JSON text stands in double quotes.' };
  if (rest.startsWith('"') && want !== 'comma' && want !== 'end' && want !== 'colon') {
    return { offset, what: 'text that is not closed or has a wrong escape', fix: 'Check it.' };
  }
  return { offset, what, fix: `Here ${NEEDED[want].replace(' is needed here', ' is needed')}.` };
}

function skipSpace(json: string, from: number): number {
  let offset = from;
  while (offset < json.length && ' \t\r\n'.includes(json[offset]!)) offset++;
  return offset;
}

function closing(open: readonly string[]): string {
  return open.length > 0 ? quoted(open.toReversed().slice(0, 10).join('')) : 'a value';
}
