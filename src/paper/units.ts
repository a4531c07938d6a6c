/** Points of a PDF in a millimetre: 72 to the inch. */
export const PT_PER_MM = 72 / 25.4;

/** Sheets, mm, upright. */
export const SHEETS = {
  a4: { widthMm: 210, heightMm: 297 },
  letter: { widthMm: 215.9, heightMm: 279.4 },
} as const;

export type SheetName = keyof typeof SHEETS;
