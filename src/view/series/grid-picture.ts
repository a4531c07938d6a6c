import type { Simulator } from '../../engine/simulator.ts';
import { pictureGrid } from '../../io/picture-grid.ts';
import type { Variant, VariantGrid } from '../../words/variants.ts';
import type { Picture, PictureOptions } from '../picture.ts';
import { type SeriesOptions, takeShots } from './take-shots.ts';

/** What a grid of pictures is drawn with; sizes are of one picture. */
export interface GridOptions extends SeriesOptions, Pick<PictureOptions, 'pose' | 'look'> {
  /** Called after each picture. */
  readonly onPicture?: (done: number, of: number) => void;
}

/** Draws all variants from one place, in one light, and sets them into a grid. */
export async function gridPicture(
  simulator: Simulator,
  grid: VariantGrid,
  { pose, look, onPicture = () => undefined, ...series }: GridOptions,
): Promise<Picture> {
  // Before treatment a head looks the same whatever comes after.
  const different = new Map<string, Variant>();
  for (const cell of grid.cells) different.set(keyOf(cell), cell);
  const shots = [...different.values()].map(({ plan, isBefore }) => ({
    plan,
    pose,
    look: isBefore ? { ...look, divider: 1 } : { ...look, divider: 0 },
  }));
  const drawn = new Map<string, Picture>();
  const keys = different.keys();
  for await (const picture of takeShots(simulator, shots, series)) {
    drawn.set(keys.next().value!, picture);
    onPicture(drawn.size, shots.length);
  }
  return pictureGrid(
    grid,
    grid.cells.map((cell) => drawn.get(keyOf(cell))!),
  );
}

function keyOf({ plan, isBefore }: Variant): string {
  return `${isBefore} ${JSON.stringify(plan)}`;
}
