/** Signs with a plain twin that Unicode's own decomposition does not give. */
const TWINS: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u2013': '-',
  '\u2014': '-',
  '\u2212': '-',
  '\u00b7': '-',
  '\u00d7': 'x',
  '\u00df': 'ss',
  '\u00e6': 'ae',
  '\u00f8': 'o',
  '\u0142': 'l',
  '\u03bc': 'u',
};

/** Text in printable ASCII: accents dropped, typographic signs made plain, the rest as "?". */
export function plainText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\s/g, ' ')
    .replace(/[^ -~]/gu, (sign) => TWINS[sign] ?? '?');
}

/** Whether a text says the same in printable ASCII: no letter of it has to go. */
export function isPlain(text: string): boolean {
  const marks = (of: string) => of.split('?').length;
  return marks(plainText(text)) === marks(text) && !/[\u00c0-\u024f]/.test(text);
}
