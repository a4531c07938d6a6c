import { broken } from '../scan-file.ts';

/** Whether an address holds its content. */
export function isDataUri(uri: string): boolean {
  return /^data:/i.test(uri);
}

/** Text with its %20 undone, where that can be done. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The bytes of a data URI. Base64 comes with or without padding, with too much of it, in the
 * alphabet for addresses, in lines, or escaped once more.
 */
export function fromDataUri(uri: string): Uint8Array {
  const comma = uri.indexOf(',');
  if (comma < 0) throw broken('glTF', 'an embedded buffer is no data URI');
  const content = uri.slice(comma + 1);
  if (!/;\s*base64\s*$/i.test(uri.slice(0, comma))) return fromEscapes(content);
  const plain = (content.includes('%') ? decoded(content) : content)
    .replace(/[\s=]+/g, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/');
  let letters: string;
  try {
    letters = atob(plain);
  } catch {
    throw broken('glTF', 'an embedded buffer is not base64');
  }
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = letters.charCodeAt(i);
  return bytes;
}

/** Bytes written as they are, or as %00. */
function fromEscapes(content: string): Uint8Array {
  const letters = content.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = letters.charCodeAt(i);
  return bytes;
}
