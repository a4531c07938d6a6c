/** Dots of a pixel stay apart, and a head of 700 px takes 80 kB. */
export const JPEG_QUALITY = 0.88;
