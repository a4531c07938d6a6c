import { readFileSync, writeFileSync } from 'node:fs';
import decodeQR from 'qr/decode.js';
import { afterAll, expect, test } from 'vitest';
import { readLink } from '../../src/share/link.ts';
import { planHash } from '../../src/share/plan-hash.ts';
import { contentOf } from '../helpers/paper/content.ts';
import { nodesOf, pagePixels, readPdf } from '../helpers/paper/read.ts';
import { CHEAP, dotwork, scratch } from './command.ts';

const folder = scratch();
afterAll(folder.end);

const PATIENCE_MS = 300_000;
const BASE = 'https://clinic.example/dots/';

test(
  'sheet: what stands in it is the plan’s, can be read aloud, and its code opens the plan',
  async () => {
    const [file, details] = [folder.at('sheet.pdf'), folder.at('details.json')];
    writeFileSync(
      details,
      JSON.stringify({
        clinic: 'Clinic Ñ',
        bottles: [{ pigment: 'carbon-black', lot: 'LOT-77', ingredients: 'CI 77266, water' }],
      }),
    );
    const paper = ['--paper', 'letter', '--size', '200', '--base-url', BASE];
    const named = ['--details', details, '--client', 'A. Example'];
    const flags = [...paper, ...named, '--set', 'startsOn="2026-03-02"', ...CHEAP];
    const ran = await dotwork(['sheet', 'default', '-o', file, ...flags]);
    expect(ran.stderr).not.toContain('error');
    expect(ran.status).toBe(0);
    const told = JSON.parse(ran.stdout);
    const bytes = new Uint8Array(readFileSync(file));
    expect(told).toMatchObject({ file, bytes: bytes.length, paper: 'letter' });
    expect(bytes.length).toBeLessThan(2_000_000);

    const { pdf, pages, texts, tags } = await readPdf(bytes);
    const text = texts.join('\n');
    expect(pages[0]!.view.map((pt) => Math.round((pt * 254) / 72) / 10)).toEqual([
      0, 0, 215.9, 279.4,
    ]);
    for (const words of ['A. Example', 'Clinic Ñ', 'LOT-77', 'CI 77266, water', '2026-03-16']) {
      expect(text).toContain(words);
    }
    expect(text).not.toMatch(/undefined|NaN|\[object/);
    expect(text).toContain(told.plan);
    // On every page: what it is not, and which plan it is of.
    for (const page of texts) {
      expect(page).toContain('Preview only');
      expect(page).toContain(`Plan ${told.plan.slice(0, 8)}`);
    }
    const { info } = await pdf.getMetadata();
    expect(info).toMatchObject({ Language: 'en', CreationDate: 'D:20260302000000Z' });

    const nodes = tags.flatMap(nodesOf);
    const heads = nodes.filter(({ role }) => role === 'H2');
    expect(heads.length).toBeGreaterThanOrEqual(10);
    const alts = nodes.filter(({ role }) => role === 'Figure').map(({ alt }) => alt);
    // Six pictures, the drawing, the code; a figure on two pages would be told twice.
    expect(alts).toHaveLength(8);
    expect(alts).toContain('Three-quarter view, Before');
    expect(alts.find((alt) => alt?.startsWith('Drawing'))).toMatch(/Brow to hairline \d+ mm/);

    // The printed code, read off the paper at 200 dots to the inch.
    const last = await pagePixels(pages.at(-1)!, 200 / 72);
    const link = decodeQR(last);
    expect(link.startsWith(`${BASE}#`)).toBe(true);
    expect(planHash(readLink(link).plan)).toBe(told.plan);

    // 50 mm of the head at 1 : 2 are 25 mm of paper.
    const drawn = await contentOf(
      bytes,
      texts.findIndex((page) => page.includes('50 mm on the head')) + 1,
    );
    const widths = [...drawn.matchAll(/([\d.]+) ([\d.]+) m\s+([\d.]+) ([\d.]+) l\s+[\d.]+ w/g)]
      .filter(([, , y1, , y2]) => y1 === y2)
      .map(([, x1, , x2]) => ((Number(x2) - Number(x1)) * 25.4) / 72);
    expect(widths.some((mm) => Math.abs(mm - 25) < 0.001)).toBe(true);
  },
  PATIENCE_MS,
);

test('sheet: what is wrong with its flags is told before anything is simulated', async () => {
  const details = folder.at('wrong.json');
  const refused = async (json: string, ...flags: string[]) => {
    writeFileSync(details, json);
    const output = folder.at('none.pdf');
    const ran = await dotwork(['sheet', 'default', '-o', output, '--details', details, ...flags]);
    expect(ran.status).toBe(2);
    return ran.stderr;
  };
  expect(await refused('{"clinic": 3}')).toContain('In the details of the sheet, clinic');
  expect(await refused('{"bottles": [{"pigment": "blue"}]}')).toContain('bottles.0.pigment');
  expect(await refused('{"phone": "1"}')).toContain('phone');
  expect(await refused('{"clinic"')).toContain('is no JSON');
  expect(await refused('{}', '--base-url', 'nowhere')).toContain('no address of a page');
  expect(await refused('{}', '--size', '9')).toContain('--size is "9"');
});
