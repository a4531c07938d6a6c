import { say } from '../../../base/language/say.ts';
import { LADDER_DEPTHS_MM } from '../../../engine/dot/ladder-plan.ts';
import { applyPreset, preset } from '../../../plan/presets.ts';
import type { Plan } from '../../../plan/schema.ts';
import {
  isExactly,
  LADDER_AGES,
  type LadderPlace,
  nearestPlace,
  placeWords,
} from '../../../words/ladder.ts';
import { debounced } from '../../parts/dom.ts';
import { errorWords } from '../../parts/toast.ts';
import type { Page } from '../../state/page.ts';
import { watch } from '../../state/ui-state.ts';
import type { CutDesk } from '../cut/cut-desk.ts';
import { handledValue, setHandled } from '../cut/cut-edits.ts';
import { type Ladder, LadderPictures } from './ladder-pictures.ts';

/** A plan that rests this long is drawn. */
const REST_MS = 250;

/** What stands beside the plan's own ladder: presets by name, the plan's own where there is none. */
export interface Beside {
  readonly skin?: string | undefined;
  readonly pigment?: string | undefined;
}

/** The ladders that are looked at, and their tie to the cut: one depth, one age. */
export class LadderDesk {
  readonly #page: Page;
  readonly #cut: CutDesk;
  readonly #pictures = new LadderPictures();
  readonly #listeners = new Set<() => void>();
  readonly #viewers = new Set<object>();
  #beside: Beside = {};
  #ladders: readonly Ladder[] = [];

  constructor(page: Page, cut: CutDesk) {
    this.#page = page;
    this.#cut = cut;
    const rested = debounced(REST_MS, () => this.#renew());
    page.document.subscribe(() => {
      this.#tell();
      rested();
    });
    page.document.onGestureEnd(rested);
    page.onReport(rested);
    watch(
      page.ui,
      ({ mode }) => mode,
      () => this.#renew(),
    );
    cut.listen(() => this.#tell());
  }

  /** The plan's ladder and, where one is asked for, the one beside it. */
  get ladders(): readonly Ladder[] {
    return this.#ladders;
  }

  get beside(): Beside {
    return this.#beside;
  }

  /** The picture nearest to what the cut shows, and whether it is of just that. */
  get marked(): { readonly place: LadderPlace; readonly exact: boolean; readonly depthMm: number } {
    const plan = this.#page.document.get();
    const { ageDays } = plan.healing;
    const depthMm = handledValue(plan, this.#handled, 'depositDepthMm');
    const place = nearestPlace(depthMm, ageDays);
    return { place, exact: isExactly(place, depthMm, ageDays), depthMm };
  }

  /** Calls back whenever there is something else to show; returns the way to stop. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    listener();
    return () => void this.#listeners.delete(listener);
  }

  /** Somebody begins or ends to look: nothing is drawn that nobody looks at. */
  look(viewer: object, on: boolean): void {
    if (on) this.#viewers.add(viewer);
    else this.#viewers.delete(viewer);
    this.#renew();
  }

  putBeside(beside: Beside): void {
    this.#beside = beside;
    this.#renew();
  }

  /** Gives the plan depth and age of a picture: the cut, the skin above it and the head follow. */
  choose(place: LadderPlace): void {
    this.#page.edit(say('Ladder: {place}', { place: placeWords(place) }), (draft) => {
      setHandled(draft, this.#handled, 'depositDepthMm', LADDER_DEPTHS_MM[place.depth]!);
      draft.healing.ageDays = LADDER_AGES[place.age]!.days;
      // Before treatment there is no dot to look at.
      if (draft.sessionsDone === 0) draft.sessionsDone = draft.sessions.length;
    });
    this.#page.announce(say('The cut shows {place}.', { place: placeWords(place) }));
  }

  /** The plan gets skin and pigment of what stands beside it. */
  takeBeside(): void {
    const beside = this.#beside;
    this.#page.replace(say('Skin and pigment of the ladder'), (plan) => withBeside(plan, beside));
    this.putBeside({});
  }

  get #handled() {
    return this.#cut.dot ?? { session: 0 };
  }

  get #isSeen(): boolean {
    const { mode, findsFaults } = this.#page.ui.getState();
    return mode === 'train' && !findsFaults && this.#viewers.size > 0;
  }

  #renew(): void {
    const { document, engine } = this.#page;
    if (!this.#isSeen || document.inGesture()) return;
    const plan = document.get();
    const { skin, pigment } = this.#beside;
    const plans = skin || pigment ? [plan, withBeside(plan, this.#beside)] : [plan];
    const before = this.#ladders;
    this.#ladders = plans.map((one) => this.#pictures.of(one));
    this.#tell();
    const isSame = this.#ladders.every((one, i) => one === before[i]);
    const isWhole = this.#ladders.every(({ cells }) => cells.flat().every(Boolean));
    const { rig } = engine;
    if (!rig || (isSame && isWhole)) return;
    const goesOn = () => this.#isSeen && engine.rig === rig && !document.inGesture();
    this.#pictures
      .draw(rig.gpu, this.#ladders, () => this.#tell(), goesOn)
      .catch((error: unknown) => {
        if (engine.rig === rig) this.#page.toast(errorWords(error), 'error');
      });
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** A plan with another skin or pigment; its last session's own pigment gives way too. */
function withBeside(plan: Plan, { skin, pigment }: Beside): Plan {
  const skinned = skin ? applyPreset(plan, preset('skin', skin)) : plan;
  if (!pigment) return skinned;
  const sessions = skinned.sessions.map(({ pigment: _, stockShare: __, ...rest }) => rest);
  return applyPreset({ ...skinned, sessions }, preset('pigment', pigment));
}
