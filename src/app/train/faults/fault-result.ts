import { say } from '../../../base/language/say.ts';
import type { KeyFault } from '../../../engine/practice/fault-key.ts';
import { faultNamed } from '../../../practice/faults/faults.ts';
import { scoreRule } from '../../../practice/faults/score.ts';
import { gridPicture } from '../../../view/series/grid-picture.ts';
import { faultReason, faultWords, markWords, scoreWords } from '../../../words/fault-words.ts';
import { variantGrid } from '../../../words/variants.ts';
import { openDialog } from '../../parts/dialog.ts';
import { el, wantsLessMotion } from '../../parts/dom.ts';
import { errorWords } from '../../parts/toast.ts';
import type { Page } from '../../state/page.ts';
import { withSimulatorBeside } from '../../take/beside.ts';
import type { FaultExercise } from './fault-exercise.ts';

/** Fresh, healed and after five years. */
const AGES_DAYS = [0, 60, 1826];
const SIDE_PX = 480;
/** Dots are not seen in pictures of more skin, mm from the middle. */
const NEAR_MM = 15;

/** What a case that was handed in came to: its score, every mark, and every fault with its reason. */
export function makeFaultResult(page: Page, exercise: FaultExercise): HTMLElement {
  const { made, result } = exercise;
  const { marks, missed, score } = result!;
  const missedWords = missed.map((name) => faultNamed(name)!.title).join(', ');
  return el(
    'section',
    { class: 'fault-result', 'aria-label': say('Result') },
    el(
      'h3',
      { tabindex: '-1' },
      say('Case {number}: {score}', { number: made!.number, score: scoreWords(score) }),
    ),
    el(
      'ol',
      { class: 'fault-verdicts' },
      ...marks.map((mark) => el('li', { 'data-verdict': mark.verdict }, markWords(mark))),
    ),
    missed.length > 0 && el('p', { class: 'fault-missed' }, `Missed: ${missedWords}.`),
    el(
      'p',
      { class: 'quiet' },
      say(
        '{count, plural, one {# fault} other {# faults}} in this case; dashed rings show where. Open one for its reason and how it heals.',
        { count: made!.key.length },
      ),
    ),
    ...made!.key.map((one) => faultDetails(page, one)),
    el('p', { class: 'quiet' }, scoreRule()),
  );
}

function faultDetails(page: Page, one: KeyFault): HTMLElement {
  const picture = el('canvas', {
    class: 'fault-ages',
    role: 'img',
    'aria-label': say('{fault}: fresh, healed and after five years', {
      fault: say(one.fault.title),
    }),
    hidden: true,
  });
  const told = el('p', { class: 'quiet', 'aria-live': 'polite' });
  const large = el(
    'button',
    { hidden: true, onClick: () => openLarge(one, picture) },
    say('Large'),
  );
  let drawn = false;
  const details = el(
    'details',
    { class: 'fault-key' },
    el('summary', {}, faultWords(one)),
    el('p', {}, one.fault.about),
    el('p', { class: 'quiet' }, faultReason(one)),
    told,
    picture,
    large,
  );
  details.addEventListener('toggle', () => {
    if (!details.open) return;
    const [place] = one.places;
    const view = page.engine.rig?.view;
    if (place) view?.showPlace(place.middleMm, place.radiusMm, !wantsLessMotion());
    if (drawn) return;
    drawn = true;
    told.textContent = 'Drawing it fresh, healed and after five years…';
    void drawAges(page, one, picture)
      .then(() => {
        told.textContent = 'Fresh, after 60 days, after five years.';
        large.hidden = false;
      })
      .catch((error: unknown) => {
        drawn = false;
        told.textContent = errorWords(error);
      });
  });
  return details;
}

/** The same picture in a window of its own. */
function openLarge(one: KeyFault, picture: HTMLCanvasElement): void {
  const copy = el('canvas', {
    class: 'fault-ages',
    role: 'img',
    'aria-label': picture.getAttribute('aria-label'),
  });
  Object.assign(copy, { width: picture.width, height: picture.height });
  copy.getContext('2d')!.drawImage(picture, 0, 0);
  void openDialog(faultWords(one), () => [copy, el('p', {}, one.fault.about)], 'practice-window');
}

/** The plan on screen at three ages, as near as the fault is large. */
function drawAges(page: Page, { places }: KeyFault, canvas: HTMLCanvasElement): Promise<void> {
  return withSimulatorBeside(page, async ({ simulator, pose, look }) => {
    const { plan } = simulator;
    const sides = { agesDays: AGES_DAYS, outcomes: [plan.healing.outcome], before: false };
    const [place] = places;
    const { widthPx, heightPx, rgba } = await gridPicture(simulator, variantGrid([plan], sides), {
      ...{ widthPx: SIDE_PX, heightPx: SIDE_PX, look },
      pose: place
        ? page.engine.rig!.view.poseOf(place.middleMm, Math.min(place.radiusMm, NEAR_MM))
        : pose,
    });
    Object.assign(canvas, { width: widthPx, height: heightPx });
    const pixels = new ImageData(new Uint8ClampedArray(rgba), widthPx, heightPx);
    canvas.getContext('2d')!.putImageData(pixels, 0, 0);
    canvas.hidden = false;
  });
}
