// All that is said, out of the source: what say(), sayAs() and toSay() hold, and the texts of shipped lessons
// and presets. And the other way round: text that looks like words and is in none of them.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseSync } from 'oxc-parser';

const SAYS = new Set(['say', 'toSay']);

/** What holds code that does not run when its module loads. */
const FUNCTION = /Function|MethodDefinition|PropertyDefinition/;

/** Folders whose every word is said. Papers (sheet, stencil) are not there yet, nor what only the command says. */
export const SPOKEN = [
  'src/app',
  'src/words',
  'src/sheet',
  'src/stencil',
  'src/quote',
  'src/check',
  'src/plan/remarks',
  'src/practice',
];

/** Files under them that speak to machines, or to those who write code. */
const NOT_SPOKEN = [/\/service-worker\.ts$/, /-worker\.ts$/, /\.d\.ts$/];

/** Properties of an element or an options object that no one reads. */
const SILENT_KEYS = new Set(
  'class className type role kind id key keys scope href src rel target method accept autocomplete inputmode lang dir style cursor font format mimeType mode path code field format codec align weight fill stroke d transform viewBox preserveAspectRatio group event'.split(
    ' ',
  ),
);

/** Calls whose texts no one reads. */
const SILENT_CALLS =
  /^(querySelector|querySelectorAll|closest|matches|matchMedia|addEventListener|removeEventListener|getContext|setAttribute|getAttribute|removeAttribute|hasAttribute|toggleAttribute|createElement|createElementNS|remove|toggle|contains|getPropertyValue|setProperty|startsWith|endsWith|includes|indexOf|split|join|get|set|has|delete|test|exec|match|error|warn|log|info|checked|postMessage|kept|canPlayType|glob|tagged|group|fetch|supports)$/;

/** Objects made with texts that no one reads: errors nobody expects, and names in them. */
const SILENT_OBJECTS = new Set(
  'Error TypeError RangeError DOMException Late WorkerLine URL RegExp'.split(' '),
);

export function sources(root, folders) {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .sort(),
  );
}

/** Every message, "context|message" where it has one, with the places it is said at. */
export function collectWords(root) {
  const words = new Map();
  const found = (message, place) => {
    const places = words.get(message) ?? [];
    words.set(message, places);
    if (!places.includes(place)) places.push(place);
  };
  for (const path of sources(root, ['src'])) {
    const text = readFileSync(join(root, path), 'utf8');
    if (!/\b(say|sayAs|toSay)\(/.test(text)) continue;
    for (const { message } of saidIn(path, text)) found(message, path);
  }
  for (const { message, path } of textsOfPresets(root)) found(message, path);
  return words;
}

/** What one file says: message, names it is filled with, whether it is said when the module loads, and line. */
export function saidIn(path, text) {
  const said = [];
  const stack = [];
  walk(parse(path, text), stack, (node) => {
    if (node.type !== 'CallExpression') return;
    const name = node.callee.name;
    if (!SAYS.has(name) && name !== 'sayAs') return;
    const at = name === 'sayAs' ? 1 : 0;
    const given = node.arguments[at];
    const context = name === 'sayAs' ? literal(node.arguments[0]) : undefined;
    const filled = node.arguments[at + 1];
    const values =
      filled?.type === 'ObjectExpression'
        ? filled.properties.map((one) => one.key?.name ?? one.key?.value)
        : undefined;
    for (const message of literals(given)) {
      said.push({
        message: context === undefined ? message : `${context}|${message}`,
        values,
        filled: filled !== undefined,
        atLoad: name !== 'toSay' && !stack.some(({ type }) => FUNCTION.test(type)),
        line: lineOf(text, node.start),
      });
    }
  });
  return said;
}

/** Text that looks like words and that nobody says, by file. */
export function leftInCode(path, text) {
  const left = [];
  const stack = [];
  const look = (node, value) => {
    if (!looksLikeWords(value)) return;
    if (stack.some((one, i) => isSilent(one, node, stack[i - 1]))) return;
    left.push({ text: value, line: lineOf(text, node.start) });
  };
  walk(parse(path, text), stack, (node) => {
    if (node.type === 'Literal' && typeof node.value === 'string') look(node, node.value);
    else if (node.type === 'TemplateLiteral') {
      look(node, node.quasis.map((one) => one.value.cooked).join(' 0 '));
    }
  });
  return left;
}

/** Two words with a space between them, or one that begins like a sentence. */
function looksLikeWords(text) {
  if (
    text === 'Dotwork' ||
    /^[a-z-]+:|[{}]|<[a-z]|;(?! \p{L})|^[.#[]|^\d|=>|^\w+\/|\(\w*:|^(rgba?|hsl|translate|rotate|url|matrix)\(/u.test(
      text,
    )
  )
    return false;
  return /\p{L}{2,}[,.:;]? \p{L}{2,}/u.test(text) || /^\p{Lu}\p{Ll}+(…|\.)?$/u.test(text);
}

/** A zone's own name is part of a plan, and the plan is the same in every language. */
function isOfZone({ key }, above) {
  if (key.name !== 'name' || above?.type !== 'ObjectExpression') return false;
  return above.properties.some((one) => one.key?.name === 'shape');
}

function isSilent(parent, node, above) {
  switch (parent.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
      return parent.source !== null && parent.source !== undefined && parent.source === node;
    case 'ExportAllDeclaration':
    case 'TSLiteralType':
    case 'TSTypeAnnotation':
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
    case 'TSImportType':
    case 'ImportExpression':
    case 'BinaryExpression':
      return true;
    case 'Property':
      if (within(parent.key, node) && !parent.computed) return true;
      return SILENT_KEYS.has(parent.key.name ?? parent.key.value) || isOfZone(parent, above);
    case 'CallExpression': {
      const name = parent.callee.name ?? parent.callee.property?.name ?? '';
      // In `open('Words').then(…)` the words are of the inner call, whatever the outer one is.
      if (within(parent.callee, node)) return isItsObject(parent.callee, node);
      return SAYS.has(name) || name === 'sayAs' || SILENT_CALLS.test(name);
    }
    case 'NewExpression':
      return SILENT_OBJECTS.has(parent.callee.name);
    case 'TaggedTemplateExpression':
    case 'SwitchCase':
      return parent.test === node || parent.type === 'TaggedTemplateExpression';
    case 'MemberExpression':
      return parent.property === node;
    default:
      return false;
  }
}

/** Whether a text, or a list of texts, is what a method is called on. */
const isItsObject = ({ object }, node) =>
  object === node || (object?.type === 'ArrayExpression' && object.elements.includes(node));

const within = (outer, inner) => outer.start <= inner.start && inner.end <= outer.end;

/** Texts of lessons, and names of presets, which are data a school may bring too. */
function textsOfPresets(root) {
  const texts = [];
  const folder = join(root, 'presets');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const KEYS = new Set([
    'title',
    'about',
    'text',
    'ask',
    'why',
    'summary',
    'description',
    'note',
    'label',
  ]);
  const visit = (value, path, isText) => {
    if (typeof value === 'string') {
      // The page says by itself that an answer is right.
      const message = value.replace(/^Yes\. /, '');
      if (isText && /\p{L}{2}/u.test(message)) texts.push({ message, path });
    } else if (Array.isArray(value)) {
      for (const one of value) visit(one, path, isText);
    } else if (value && typeof value === 'object') {
      for (const [key, one] of Object.entries(value)) visit(one, path, KEYS.has(key));
    }
  };
  for (const file of files) {
    const path = relative(root, file).replaceAll('\\', '/');
    if (/languages\/|plan\.schema|studies\//.test(path)) continue;
    visit(JSON.parse(readFileSync(file, 'utf8')), path, false);
  }
  return texts;
}

function literals(node) {
  if (!node) return [];
  if (node.type === 'ConditionalExpression') {
    return [...literals(node.consequent), ...literals(node.alternate)];
  }
  const text = literal(node);
  return text === undefined ? [] : [text];
}

function literal(node) {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0)
    return node.quasis[0].value.cooked;
  return undefined;
}

function parse(path, text) {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0].message}`);
  return program;
}

function walk(node, stack, visit) {
  visit(node);
  stack.push(node);
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) {
      for (const one of value) if (one && typeof one.type === 'string') walk(one, stack, visit);
    } else if (value && typeof value.type === 'string') walk(value, stack, visit);
  }
  stack.pop();
}

function lineOf(text, at) {
  return text.slice(0, at).split('\n').length;
}

/** Whether a file's words are all to be said. */
export function isSpoken(path) {
  return (
    SPOKEN.some((folder) => path.startsWith(`${folder}/`)) &&
    !NOT_SPOKEN.some((one) => one.test(path))
  );
}
