/** Longer side, px. */
const SIDE = 112;

/** A small JPEG of a photograph, as a data address. */
export async function thumbnailOf(bitmap: ImageBitmap): Promise<string> {
  const scale = Math.min(1, SIDE / Math.max(bitmap.width, bitmap.height));
  const size = [bitmap.width, bitmap.height].map((px) => Math.max(1, Math.round(px * scale)));
  const canvas = new OffscreenCanvas(size[0]!, size[1]!);
  const ink = canvas.getContext('2d')!;
  ink.imageSmoothingQuality = 'high';
  ink.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
