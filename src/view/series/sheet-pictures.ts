import type { Simulator } from '../../engine/simulator.ts';
import { encodeJpeg } from '../../io/jpeg/jpeg.ts';
import { HEALED_DAYS } from '../../plan/moments.ts';
import type { Plan } from '../../plan/schema.ts';
import { aged } from '../../words/variants.ts';
import { DEFAULT_LOOK, type Look, type NamedView } from '../view-api.ts';
import { takeShots } from './take-shots.ts';

/** Pictures of a treatment sheet: as a client is, on the day of the last session, and healed. */
export interface SheetPictures {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly jpegs: readonly Uint8Array[] }[];
  /** Height over width. */
  readonly aspect: number;
  readonly below: string;
}

const SHEET_VIEWS = {
  'three-quarter': 'Three-quarter view',
  crown: 'From above',
} as const satisfies Partial<Record<NamedView, string>>;

/** Wide enough for single dots at the size they are printed, 300 to the inch. */
const SIDE_PX = 640;

/**
 * Takes the pictures of a sheet, each row from one place in one light.
 *
 * @param look - How the head is looked at; what is shown of dots is the sheet's own.
 * @param onPicture - Called after each picture.
 */
export async function sheetPictures(
  simulator: Simulator,
  plan: Plan,
  {
    look = DEFAULT_LOOK,
    sidePx = SIDE_PX,
    signal,
    onPicture = () => undefined,
  }: {
    readonly look?: Look;
    readonly sidePx?: number;
    readonly signal?: AbortSignal | undefined;
    readonly onPicture?: (done: number, of: number) => void;
  } = {},
): Promise<SheetPictures> {
  const views = Object.keys(SHEET_VIEWS) as (keyof typeof SHEET_VIEWS)[];
  const whole = { ...plan, sessionsDone: plan.sessions.length };
  const moments = [
    { name: 'Before', plan: aged(whole, 0), divider: 1 },
    { name: 'On the day of the last session', plan: aged(whole, 0), divider: 0 },
    { name: `Healed, ${HEALED_DAYS} days on`, plan: aged(whole, HEALED_DAYS), divider: 0 },
  ];
  // Moment by moment, so that the engine runs once for each.
  const shots = moments.flatMap(({ plan: shown, divider }) =>
    views.map((pose) => ({
      plan: shown,
      pose,
      look: { ...look, divider, revealMm: Number.POSITIVE_INFINITY },
    })),
  );
  const taken: Uint8Array[] = [];
  const size = { widthPx: sidePx, heightPx: sidePx, signal };
  for await (const picture of takeShots(simulator, shots, size)) {
    taken.push(await encodeJpeg(picture));
    onPicture(taken.length, shots.length);
  }
  return {
    columns: moments.map(({ name }) => name),
    rows: views.map((view, i) => ({
      name: SHEET_VIEWS[view],
      jpegs: moments.map((_, j) => taken[j * views.length + i]!),
    })),
    aspect: 1,
    below:
      'The same place, light and lens in each row. Simulated from average values; the healed result is one of several it may have, neither the best nor the worst.',
  };
}
