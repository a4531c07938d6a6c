/** Paths of files that came in a folder. */
const paths = new WeakMap<File, string>();

/** A folder with more in it is none that a scanning app made. */
const MOST_IN_FOLDER = 2000;

/** The name of a file, with its folders where it came in one. */
export function pathOf(file: File): string {
  return paths.get(file) ?? (file.webkitRelativePath || file.name);
}

/** All files of a drop, those in dropped folders too. To be called while the event lasts. */
export function droppedFiles(transfer: DataTransfer | null): Promise<File[]> {
  const entries = [...(transfer?.items ?? [])].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  const loose = [...(transfer?.files ?? [])];
  return entries.some(({ isDirectory }) => isDirectory) ? filesIn(entries) : Promise.resolve(loose);
}

async function filesIn(entries: readonly FileSystemEntry[]): Promise<File[]> {
  const files: File[] = [];
  const open = [...entries];
  for (let next = open.shift(); next && files.length < MOST_IN_FOLDER; next = open.shift()) {
    if (next.isDirectory) open.push(...(await listed(next as FileSystemDirectoryEntry)));
    else {
      const file = await fileOf(next as FileSystemFileEntry);
      paths.set(file, next.fullPath.replace(/^\//, ''));
      files.push(file);
    }
  }
  return files;
}

/** Browsers hand out a hundred at a time, until none is left. */
async function listed(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0 || all.length > MOST_IN_FOLDER) return all;
    all.push(...some);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => {
    entry.file(resolve, reject);
  });
}
