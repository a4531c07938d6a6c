import type { FilePlacing } from '../../scan/file-placing.ts';
import type { UnitNote } from '../../scan/size.ts';
import type { OpenDraco } from './gltf/draco.ts';
import type { FileMesh, ScanFile } from './scan-file.ts';

/** A file format of scans. */
export interface ScanFormat {
  /** How names of its files end; reports name the format by it. */
  readonly ending: string;
  /** As people write it. */
  readonly name: string;
  /** Endings of files that hold a part of its mesh; a picker offers them too. */
  readonly partEndings?: readonly string[];
  /** Endings of files that come along with it and hold nothing that is read. */
  readonly besideEndings?: readonly string[];
  /** Whether the bytes begin with the mark that all its files bear; these need no name. */
  hasMark?(bytes: Uint8Array): boolean;
  /** For formats without one: whether the bytes may be of it, asked where the name tells nothing. */
  looksLike?(bytes: Uint8Array): boolean;
  /** Files that it needs beside it, as paths from its own folder, parted by "/". */
  needs?(bytes: Uint8Array): readonly string[];
  /** Reads its triangles; `beside` are the files given along. */
  read(
    bytes: Uint8Array,
    beside: readonly ScanFile[],
    draco: OpenDraco,
  ): FileMesh | Promise<FileMesh>;
  /** Where the head is in it, for files that carry that along. */
  placing?(bytes: Uint8Array): FilePlacing | undefined;
  /** What one unit is, for formats that say so; notes in headers are read for all. */
  unit?(bytes: Uint8Array): UnitNote | undefined;
}
