import type { Plan } from '../../plan/schema.ts';

type ByHand = Plan['manual'];
type Place = ByHand['erased'][number];

/** How many strokes and dots by hand lie on triangles that a head of so many does not have. */
export function placesOffHead(manual: ByHand, triangles: number): number {
  const on = withoutPlacesOff(manual, triangles);
  return (['strokes', 'erased', 'added', 'moved'] as const).reduce(
    (off, kind) => off + manual[kind].length - on[kind].length,
    0,
  );
}

/** What was done by hand, without those. */
export function withoutPlacesOff(manual: ByHand, triangles: number): ByHand {
  const isOn = ({ triangle }: Place) => triangle < triangles;
  return {
    strokes: manual.strokes.filter(({ path }) => path.every(isOn)),
    erased: manual.erased.filter(isOn),
    added: manual.added.filter(({ at }) => isOn(at)),
    moved: manual.moved.filter(({ from, to }) => isOn(from) && isOn(to)),
  };
}
