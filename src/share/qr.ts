import { encodeQR } from 'qr';

/** A QR code as it is drawn, with the light border around it: rows from above, true for dark. */
export type QrModules = readonly (readonly boolean[])[];

/** Modules that stay light around a code: ISO/IEC 18004, 6.3.8. */
const QUIET_MODULES = 4;

/**
 * Narrowest module that readers of printed codes are built for, mm: GS1 General Specifications,
 * 5.12.3.1. So a code on paper is at least this times its modules wide, border and all.
 */
export const LEAST_MODULE_MM = 0.396;

/** Text longer than this goes with less against damage, so that modules stay large enough to scan. */
const LONG_CHARS = 300;

/** The QR code of a text, at most 2,900 letters. The same text, the same code. */
export function qrModules(text: string): QrModules {
  const ecc = text.length > LONG_CHARS ? 'low' : 'medium';
  return encodeQR(text, 'raw', { ecc, border: QUIET_MODULES });
}

/** Outline of the dark modules as the path of an SVG or PDF, one unit a module, y down. */
export function qrPath(modules: QrModules): string {
  const runs = modules.flatMap((row, y) =>
    [...row.entries()].flatMap(([x, isDark]) => {
      if (!isDark || row[x - 1]) return [];
      const width = row.indexOf(false, x) - x;
      return `M${x} ${y}h${width}v1h-${width}z`;
    }),
  );
  return runs.join('');
}
