import fc from 'fast-check';
import { decode } from 'fast-png';
import { expect, test } from 'vitest';
import type { DotTable } from '../../../src/engine/report/dot-table.ts';
import { dotsCsv, separatorOf } from '../../../src/io/dots/dots-csv.ts';
import { plainText } from '../../../src/io/plain-text.ts';
import { encodePng } from '../../../src/io/png.ts';

function tableOf(count: number): DotTable {
  const column = (value: number) => new Float64Array(count).fill(value);
  return {
    count,
    id: Uint32Array.from({ length: count }, (_, i) => 3 * i),
    origin: Uint8Array.from({ length: count }, (_, i) => i % 3),
    session: new Uint8Array(count).fill(2),
    placeUm: new Int32Array(3 * count).fill(-1234),
    normal: new Float64Array(3 * count).fill(-1e-9),
    frontDistanceMm: column(-0.015625),
    rankSpacingMm: column(1.07),
    depositDepthMm: column(0.4),
    columnRadiusMm: column(0.06),
    doseUg: column(0.1),
    leftShare: column(Number.NaN),
  };
}

test('a table for locales with decimal commas has semicolons between its cells', () => {
  const plain = [...dotsCsv(tableOf(20))].join('');
  const other = [...dotsCsv(tableOf(20), 'semicolon')].join('');
  expect(other.replace(/,/g, '.').replace(/;/g, ',')).toBe(plain);
  expect(other).toMatch(/\d,\d/);
  expect([...dotsCsv(tableOf(20), 'tab')].join('').replace(/\t/g, ',')).toBe(plain);
  expect(['en', 'en-GB', 'de', 'fr', 'pt-BR', 'ja', 'zh'].map(separatorOf)).toEqual([
    ...['comma', 'comma', 'semicolon', 'semicolon', 'semicolon', 'comma', 'comma'],
  ]);
});

test('a title in another script is in the file as it is; one in ours as it always was', async () => {
  const picture = { widthPx: 1, heightPx: 1, rgba: Uint8Array.of(1, 2, 3, 255) };
  const title = 'План Ивана 山田 \u0628';
  const text = new TextDecoder().decode(await encodePng(picture, { Title: title }));
  expect(text).toContain(`iTXtTitle\0\0\0\0\0${title}`);
  const ours = new TextDecoder().decode(await encodePng(picture, { Title: 'Crown – day 30' }));
  expect(ours).toContain('tEXtTitle\0Crown - day 30');
  expect(new TextDecoder().decode(await encodePng(picture, { Title: 'Müller' }))).toContain(
    'Müller',
  );
});

test('a CSV has a header with units and one line a dot', () => {
  const lines = [...dotsCsv(tableOf(5000))].join('').split('\n');
  expect(lines[0]).toBe(
    'id,session,x_mm,y_mm,z_mm,nx,ny,nz,front_distance_mm,rank_spacing_mm,deposit_depth_mm,column_radius_mm,dose_ug,left_share,origin',
  );
  expect(lines.length).toBe(5002);
  expect(lines[5000]).toBe(
    '14997,2,-1.234,-1.234,-1.234,0.00000,0.00000,0.00000,-0.016,1.0700,0.4000,0.0600,0.10000,,added',
  );
});

test('no dots make a CSV of the header alone', () => {
  expect([...dotsCsv(tableOf(0))].join('').trim().split('\n').length).toBe(1);
});

test('a PNG gives its pixels and its text back', async () => {
  const rgba = Uint8Array.from({ length: 4 * 3 * 2 }, (_, i) => 10 * i);
  const title = { Title: 'Señora – 100 µm ✓' };
  const png = decode(await encodePng({ widthPx: 3, heightPx: 2, rgba }, title), { checkCrc: true });
  expect([png.width, png.height, png.channels]).toEqual([3, 2, 4]);
  expect([...png.data]).toEqual([...rgba]);
  expect(png.text).toEqual({ Title: 'Senora - 100 um ?' });
});

test('an opaque PNG has no alpha, and any picture comes back as it was', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 40 }),
      fc.boolean(),
      fc.infiniteStream(fc.nat(255)),
      async (widthPx, heightPx, opaque, bytes) => {
        const rgba = Uint8Array.from({ length: 4 * widthPx * heightPx }, () => bytes.next().value);
        if (opaque) for (let at = 3; at < rgba.length; at += 4) rgba[at] = 255;
        else rgba[3] = 7;
        const png = decode(await encodePng({ widthPx, heightPx, rgba }), { checkCrc: true });
        expect([png.width, png.height, png.channels]).toEqual([widthPx, heightPx, opaque ? 3 : 4]);
        const kept = rgba.filter((_, i) => !opaque || i % 4 < 3);
        expect(Buffer.compare(Uint8Array.from(png.data), kept)).toBe(0);
      },
    ),
    { seed: 3, numRuns: 60 },
  );
});

test('plain text keeps plain text', () => {
  expect(plainText('Norwood VI, "a|b" ~')).toBe('Norwood VI, "a|b" ~');
});
