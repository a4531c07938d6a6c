import type { Plan } from '../../plan/schema.ts';

type OnHead = Pick<Plan, 'manual' | 'noGo'>;
type Place = Plan['manual']['erased'][number];

/** How many strokes, dots by hand and marks lie on triangles that a head of so many does not have. */
export function placesOffHead(plan: OnHead, triangles: number): number {
  const on = withoutPlacesOff(plan, triangles);
  const kinds = ['strokes', 'erased', 'added', 'moved'] as const;
  return kinds.reduce(
    (off, kind) => off + plan.manual[kind].length - on.manual[kind].length,
    plan.noGo.length - on.noGo.length,
  );
}

/** What was put on the head by hand, without those. */
export function withoutPlacesOff({ manual, noGo }: OnHead, triangles: number): OnHead {
  const isOn = ({ triangle }: Place) => triangle < triangles;
  return {
    manual: {
      strokes: manual.strokes.filter(({ path }) => path.every(isOn)),
      erased: manual.erased.filter(isOn),
      added: manual.added.filter(({ at }) => isOn(at)),
      moved: manual.moved.filter(({ from, to }) => isOn(from) && isOn(to)),
    },
    noGo: noGo.filter(({ at }) => isOn(at)),
  };
}
