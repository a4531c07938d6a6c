const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Bytes as text that may stand in an address: RFC 4648, section 5, without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const word = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    for (let k = 0; k < Math.min(4, left + 1); k++) text += DIGITS[(word >> (18 - 6 * k)) & 63];
  }
  return text;
}

/** The bytes of such a text, or undefined where it is none. Bits left over at its end are not looked at. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let word = 0;
  let at = 0;
  Array.from(text, (digit) => DIGITS.indexOf(digit)).forEach((value, i) => {
    word = ((word << 6) | value) & 0xffffff;
    const bits = 6 * ((i % 4) + 1);
    if (bits >= 12) bytes[at++] = word >> (bits % 8);
  });
  return bytes;
}
