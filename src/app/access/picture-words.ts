import { say } from '../../base/language/say.ts';
import type { Pose } from '../../view/view-api.ts';
import { debounced } from '../parts/dom.ts';
import type { Page } from '../state/page.ts';
import { watch } from '../state/ui-state.ts';

/** A camera that stands so long is told, ms. */
const REST_MS = 900;

/** Sides of the head in steps of 45 degrees, from the front over the client's left. */
const SIDES = [
  say('Seen from the front'),
  say('Seen from the front left'),
  say('Seen from the left'),
  say('Seen from the back left'),
  say('Seen from the back'),
  say('Seen from the back right'),
  say('Seen from the right'),
  say('Seen from the front right'),
] as const;

/** Where a camera stands, in words; x is the client's left, y up, z to the front. */
export function poseWords({ eyeMm, targetMm }: Pose): string {
  const [x, y, z] = eyeMm.map((mm, axis) => mm - targetMm[axis]!) as [number, number, number];
  const flat = Math.hypot(x, z);
  const upDeg = (Math.atan2(y, flat) * 180) / Math.PI;
  if (upDeg > 75) return say('Seen from above');
  const step = Math.round((Math.atan2(x, z) * 4) / Math.PI);
  const side = SIDES[(step + 8) % 8]!;
  if (upDeg > 25) return say('{side}, from above', { side });
  return upDeg < -15 ? say('{side}, from below', { side }) : side;
}

/** Tells screen readers what the picture shows when something else than the plan changes it. */
export function tellPicture(page: Page, viewport: HTMLElement): void {
  const { ui } = page;
  watch(
    ui,
    ({ compare }) => compare,
    (on) =>
      page.announce(
        on
          ? say('Split: before on the left, after on the right.')
          : say('One picture: after treatment.'),
      ),
  );
  watch(
    ui,
    ({ peek }) => peek,
    (on) => page.announce(on ? say('Before treatment.') : say('After treatment.')),
  );
  let said = '';
  const tellPose = debounced(REST_MS, () => {
    const pose = page.engine.rig?.view.pose;
    // Who turns it with a pointer sees it; keys are what the focus tells.
    if (!pose || document.activeElement !== viewport) return;
    const words = poseWords(pose);
    if (words !== said) page.announce(`${words}.`);
    said = words;
  });
  viewport.addEventListener('keydown', tellPose);
}
