import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, test } from 'vitest';
import { Paper } from '../../../src/paper/paper.ts';
import { contentOf } from '../../helpers/paper/content.ts';

const FACTS = {
  title: 'A sheet',
  subject: 'A test',
  language: 'de',
  sheet: 'a4',
  day: '2026-03-02',
} as const;

async function sheet(texts: readonly string[]): Promise<Uint8Array> {
  const paper = await Paper.open(FACTS, texts);
  paper.addPage();
  paper.tagged('H1', () => paper.line('A sheet', 20, 10, { sizePt: 16, bold: true }));
  for (const [i, text] of texts.entries()) {
    paper.tagged('P', () => paper.line(text, 20, 30 + 10 * i, { sizePt: 11, bold: i % 2 === 1 }));
  }
  paper.addPage();
  const rule = [
    [10, 20],
    [60, 20],
  ] as const;
  paper.tagged('Figure', () => paper.path(rule, { widthMm: 0.3 }), { alt: 'A rule of 50 mm' });
  return paper.finish((page, of) =>
    paper.line(`${page} of ${of}`, 190, 285, { sizePt: 8, align: 'right' }),
  );
}

async function opened(bytes: Uint8Array) {
  return getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
}

async function textOf(bytes: Uint8Array): Promise<string> {
  const page = await (await opened(bytes)).getPage(1);
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
}

describe('a PDF', () => {
  test('has real text, with signs and letters of other files of the typeface', async () => {
    const text = await textOf(
      await sheet([
        'Line 62 mm → 0.8 mm, ΔE₀₀ 3',
        'Größe, ışık, 12\u202f000',
        'Линия волос',
        'עור',
      ]),
    );
    // Letters the typeface lacks come as what they stand for, never as boxes.
    for (const words of ['Line 62 mm → 0.8 mm, ΔE00 3', 'Größe, ışık', 'Линия волос', 'עור']) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain('\u0000');
  });

  test('says in plain letters what joined ones are', async () => {
    const content = await contentOf(await sheet(['خط الشعر']), 1);
    // ActualText of a span, as UTF-16.
    expect(content).toContain('/Span <<\n/ActualText (\u00fe\u00ff\u0006');
  });

  test('is tagged, in reading order, and names its title and language', async () => {
    const pdf = await opened(await sheet(['One', 'Two']));
    const roles = async (page: number) => {
      const tree = await (await pdf.getPage(page)).getStructTree();
      const [document] = tree.children as { children: { role: string; alt?: string }[] }[];
      return document!.children.map(({ role, alt }) => (alt ? `${role}: ${alt}` : role));
    };
    expect(await roles(1)).toEqual(['H1', 'P', 'P']);
    expect(await roles(2)).toEqual(['Figure: A rule of 50 mm']);
    const { info } = await pdf.getMetadata();
    expect(info).toMatchObject({
      Title: 'A sheet',
      Language: 'de',
      CreationDate: 'D:20260302000000Z',
    });
    expect((await pdf.getMarkInfo())?.Marked).toBe(true);
  });

  test('has the same bytes for the same calls', async () => {
    expect(Buffer.from(await sheet(['One', 'خط'])).equals(await sheet(['One', 'خط']))).toBe(true);
  });

  test('is measured in millimetres', async () => {
    const content = await contentOf(await sheet(['One']), 2);
    const [, x1, x2] = /([\d.]+) [\d.]+ m\s+([\d.]+) [\d.]+ l/.exec(content)!;
    expect(((Number(x2) - Number(x1)) * 25.4) / 72).toBeCloseTo(50, 4);
    const { view } = await (await opened(await sheet(['One']))).getPage(1);
    expect(view.map((pt) => (pt * 25.4) / 72)).toEqual(
      [0, 0, 210, 297].map((mm) => expect.closeTo(mm, 3)),
    );
  });

  test('breaks text into its room, and tells the height it took', async () => {
    const paper = await Paper.open(FACTS, []);
    paper.addPage();
    const style = { sizePt: 10 };
    const text = 'Several words that do not go into one line of forty millimetres';
    const lines = paper.lines(text, 40, style);
    expect(lines.join(' ')).toBe(text);
    expect(Math.max(...lines.map((line) => paper.lineWidthMm(line, style)))).toBeLessThanOrEqual(
      40,
    );
    expect(paper.text(text, 10, 10, 40, style)).toBeCloseTo(
      lines.length * paper.lineHeightMm(style),
      9,
    );
  });
});
