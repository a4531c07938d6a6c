import { GALLERY, type GallerySection } from './pictures.ts';

const HEAD = `# Gallery

Drawn by \`npm run gallery\` from the list in \`bench/gallery/pictures.ts\`: a line there adds a picture, and this page
is written from it too. \`npm run gallery -- skin\` draws those with that word in their name, \`--large out/look/\` all of
them larger, for judging. Nothing is retouched. What still looks made up is told at the end.
`;

/** Pictures beside each other in a row. */
const COLUMNS = 3;

/**
 * The page of the gallery, Markdown.
 *
 * @param tail - What is written by hand at its end.
 */
export function galleryPage(tail: string): string {
  return [HEAD, ...GALLERY.map(sectionText), tail].join('\n');
}

function sectionText({ title, about, pictures }: GallerySection): string {
  const rows = [];
  for (let i = 0; i < pictures.length; i += COLUMNS) rows.push(pictures.slice(i, i + COLUMNS));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const table = rows.flatMap((row, i) => {
    const shown = row.map(({ name, caption }) => `![${caption}](pictures/gallery/${name}.png)`);
    const words = row.map(({ caption }) => caption);
    const blank = Array.from({ length: i === 0 ? 0 : COLUMNS - row.length }, () => '');
    const cells = [...shown, ...blank];
    const rule = i === 0 ? [line(cells.map(() => '---'))] : [];
    return [line(cells), ...rule, line([...words, ...blank])];
  });
  return [`## ${title}`, '', about, '', ...table, ''].join('\n');
}
