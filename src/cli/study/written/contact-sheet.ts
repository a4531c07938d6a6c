import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { LIMITS_SHORT } from '../../../base/limits.ts';
import { pictureGrid } from '../../../io/picture-grid.ts';
import { encodePng } from '../../../io/png.ts';
import type { Study, StudyPicture } from '../../../study/document/study-schema.ts';
import { sheetPages } from '../../../study/run/sheet-pages.ts';
import type { TableRow } from '../../../study/run/table.ts';

/** Longer side of a picture on the sheet, px. */
const CELL_PX = 300;

/**
 * Contact sheets of one picture of every run: the last field across, what goes before it down.
 * Runs that failed or are yet to come stay blank.
 */
export async function* contactSheets(
  study: Study,
  picture: StudyPicture,
  rows: readonly TableRow[],
  folder: string,
): AsyncGenerator<{ readonly name: string; readonly png: Uint8Array }> {
  const scale = Math.min(1, CELL_PX / Math.max(picture.widthPx, picture.heightPx));
  const widthPx = Math.round(scale * picture.widthPx);
  const heightPx = Math.round(scale * picture.heightPx);
  const pages = sheetPages(study, rows);
  for (const [i, page] of pages.entries()) {
    const cells = [];
    for (const row of page.cells) {
      const file = row?.row && join(folder, 'files', `${row.run.id}-${picture.name}.png`);
      cells.push({ widthPx, heightPx, rgba: await pixelsOf(file, picture, widthPx, heightPx) });
    }
    const about = `${picture.name}${pages.length > 1 ? `, sheet ${i + 1} of ${pages.length}` : ''}`;
    const { columns, rows: names } = page;
    const sheet = await pictureGrid(
      { title: study.title, about, columns, rows: names, limits: LIMITS_SHORT },
      cells,
    );
    const number = pages.length > 1 ? `-${i + 1}` : '';
    const png = await encodePng(sheet, { Title: study.title, Description: LIMITS_SHORT });
    yield { name: `sheet-${picture.name}${number}.png`, png };
  }
}

async function pixelsOf(
  file: string | undefined,
  whole: StudyPicture,
  widthPx: number,
  heightPx: number,
): Promise<Uint8Array> {
  if (!file) return new Uint8Array(4 * widthPx * heightPx).fill(0xee);
  const { data } = await sharp(readFileSync(file))
    // Without the caption below it: the sheet says once what all of them are.
    .extract({ left: 0, top: 0, width: whole.widthPx, height: whole.heightPx })
    .resize(widthPx, heightPx, { fit: 'fill' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return new Uint8Array(data);
}
