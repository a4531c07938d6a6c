import { LEAST_MODULE_MM, type QrModules, qrPath } from './qr.ts';

/** A code as an SVG file, black on white, as large as it has to be to be scanned from paper. */
export function qrSvg(modules: QrModules): string {
  const size = modules.length;
  const sideMm = Number((size * LEAST_MODULE_MM).toFixed(2));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${sideMm}mm" height="${sideMm}mm"`,
    ` viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">`,
    `<path fill="#fff" d="M0 0h${size}v${size}h-${size}z"/>`,
    `<path d="${qrPath(modules)}"/></svg>\n`,
  ].join('');
}
