/** What the first bytes of a picture file tell without decoding it. */
export interface PictureFacts {
  readonly kind: 'JPEG' | 'PNG' | 'WebP' | 'AVIF' | 'HEIC' | 'GIF';
  /** Before it is turned as its file says; undefined where the format tells it only further in. */
  readonly size: readonly [widthPx: number, heightPx: number] | undefined;
  readonly moves: boolean;
}

/** Facts of a picture; undefined for any other file. */
export function pictureFacts(bytes: Uint8Array): PictureFacts | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const says = (at: number, text: string): boolean =>
    [...text].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));
  if (bytes.length < 16) return undefined;
  if (bytes[0] === 0xff && bytes[1] === 0xd8) {
    return { kind: 'JPEG', size: jpegSize(view), moves: false };
  }
  if (bytes[0] === 0x89 && says(1, 'PNG\r\n')) return pngFacts(view, says);
  if (says(0, 'RIFF') && says(8, 'WEBP')) return webpFacts(view, says);
  if (says(0, 'GIF8')) {
    const size = [view.getUint16(6, true), view.getUint16(8, true)] as const;
    return { kind: 'GIF', size, moves: false };
  }
  if (says(4, 'ftyp')) return boxFacts(view, says);
  return undefined;
}

type Says = (at: number, text: string) => boolean;

/** The frame header, whichever way it is coded; segments before it are stepped over. */
function jpegSize(view: DataView): readonly [number, number] | undefined {
  let at = 2;
  while (at + 9 < view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return [view.getUint16(at + 7), view.getUint16(at + 5)];
    // Fill bytes before a marker.
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** IHDR comes first; an animation says so before its first image data. */
function pngFacts(view: DataView, says: Says): PictureFacts | undefined {
  if (view.byteLength < 33) return undefined;
  let moves = false;
  for (let at = 8; at + 12 <= view.byteLength && !says(at + 4, 'IDAT'); ) {
    moves ||= says(at + 4, 'acTL');
    at += 12 + view.getUint32(at);
  }
  return { kind: 'PNG', size: [view.getUint32(16), view.getUint32(20)], moves };
}

function webpFacts(view: DataView, says: Says): PictureFacts | undefined {
  if (view.byteLength < 30) return undefined;
  const little = (at: number) => view.getUint16(at, true);
  const kind = 'WebP';
  if (says(12, 'VP8X')) {
    const wide = (at: number) => 1 + little(at) + 65536 * view.getUint8(at + 2);
    return { kind, size: [wide(24), wide(27)], moves: (view.getUint8(20) & 2) !== 0 };
  }
  if (says(12, 'VP8L')) {
    const bits = view.getUint32(21, true);
    return { kind, size: [1 + (bits & 16383), 1 + ((bits >>> 14) & 16383)], moves: false };
  }
  return { kind, size: [little(26) & 16383, little(28) & 16383], moves: false };
}

/** AVIF and HEIC are boxes; their brands tell which, and whether it is a sequence. */
function boxFacts(view: DataView, says: Says): PictureFacts | undefined {
  const end = Math.min(view.getUint32(0), view.byteLength);
  const brands: string[] = [];
  for (let at = 8; at + 4 <= end; at += 4) {
    const brand = ['avif', 'avis', 'heic', 'heix', 'hevc', 'mif1', 'msf1'].find((b) => says(at, b));
    if (brand) brands.push(brand);
  }
  if (brands.length === 0) return undefined;
  const isAvif = brands.includes('avif') || brands.includes('avis');
  const moves = says(8, 'avis') || says(8, 'hevc') || says(8, 'msf1');
  return { kind: isAvif ? 'AVIF' : 'HEIC', size: undefined, moves };
}
