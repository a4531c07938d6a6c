import type { Paper } from '../paper/paper.ts';

/** A part of a sheet, from top to bottom. */
export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
  /** Begins a page, as what is signed or handed over must not hang on what stands before it. */
  readonly ownPage?: boolean;
}

export type Block =
  | { readonly kind: 'text'; readonly text: string; readonly small?: boolean }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'rows'; readonly rows: readonly SheetRow[] }
  | TableBlock
  | PicturesBlock
  | DrawingBlock
  /** Lines to write on, each under its label, so many beside each other. */
  | { readonly kind: 'blanks'; readonly labels: readonly string[]; readonly columns: number }
  | CodeBlock;

/** A name with what it is; without a value, a line to write on. */
export interface SheetRow {
  readonly name: string;
  readonly value: string | undefined;
  /** Below it, small. */
  readonly note?: string | undefined;
}

export interface TableBlock {
  readonly kind: 'table';
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Width of each column, in shares of all. */
  readonly shares: readonly number[];
}

/** JPEGs of one size in rows, with a word over each column and the words that are read aloud. */
export interface PicturesBlock {
  readonly kind: 'pictures';
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly jpegs: readonly Uint8Array[] }[];
  /** Height over width of a picture. */
  readonly aspect: number;
  readonly below: string;
}

/** Lines in mm of paper. */
export interface DrawingBlock {
  readonly kind: 'drawing';
  readonly heightMm: number;
  readonly alt: string;
  readonly draw: (paper: Paper, leftMm: number, topMm: number, widthMm: number) => void;
}

/** A QR code with text beside it. */
export interface CodeBlock {
  readonly kind: 'code';
  /** Rows from above, true for dark, with the light border. */
  readonly modules: readonly (readonly boolean[])[];
  readonly moduleMm: number;
  readonly alt: string;
  readonly texts: readonly string[];
}

/** All text of blocks, to know what letters are needed. */
export function textsOf(sections: readonly Section[]): string[] {
  return sections.flatMap(({ title, blocks }) => [title, ...blocks.flatMap(textsOfBlock)]);
}

function textsOfBlock(block: Block): readonly string[] {
  switch (block.kind) {
    case 'text':
      return [block.text];
    case 'list':
      return block.items;
    case 'rows':
      return block.rows.flatMap(({ name, value = '', note = '' }) => [name, value, note]);
    case 'table':
      return [...block.heads, ...block.rows.flat()];
    case 'pictures':
      return [...block.columns, ...block.rows.map(({ name }) => name), block.below];
    case 'drawing':
      return [block.alt];
    case 'blanks':
      return block.labels;
    case 'code':
      return block.texts;
  }
}
