// The icon at the sizes that systems ask for, drawn from src/app/public/icon.svg when a build is made.
import { readFileSync } from 'node:fs';
import sharp from 'sharp';

const SIZES = { 'icons/192.png': 192, 'icons/512.png': 512 };

/** A vite plugin that adds them to the build. */
export function icons(svgFile) {
  return {
    name: 'dotwork-icons',
    apply: 'build',
    async generateBundle() {
      const svg = readFileSync(svgFile, 'utf8');
      for (const [fileName, px] of Object.entries(SIZES)) {
        this.emitFile({ type: 'asset', fileName, source: await drawn(svg, px) });
      }
      const wide = bled(svg);
      this.emitFile({
        type: 'asset',
        fileName: 'icons/apple-180.png',
        source: await drawn(wide, 180),
      });
      this.emitFile({
        type: 'asset',
        fileName: 'icons/maskable-512.png',
        source: await drawn(wide, 512),
      });
    },
  };
}

function drawn(svg, px) {
  return sharp(Buffer.from(svg), { density: 72 * (px / 32) })
    .resize(px, px)
    .png({ compressionLevel: 9, palette: true })
    .toBuffer();
}

/** To the edges, with the dots inside the circle of four fifths that no system cuts away. */
function bled(svg) {
  return svg
    .replace(/rx="\d+"/, '')
    .replace('<g fill="#fff">', '<g fill="#fff" transform="translate(3.9 3.4) scale(.75)">');
}
