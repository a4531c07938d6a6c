import { numberWords } from '../../base/language/formats.ts';
import { say } from '../../base/language/say.ts';
import { MOST_BLUR_PX } from '../../photo/light/sharpness.ts';
import { el, freshId } from '../parts/dom.ts';
import { paintFill } from '../parts/slider.ts';
import type { PhotoDesk } from './photo-desk.ts';

/** What a person may tell of lens and light: how blurred the photograph is, and what on it is grey. */
export function makePhotoLight(desk: PhotoDesk): HTMLElement {
  const { album } = desk;
  const blur = blurSlider(desk);
  const measured = el('button', { onClick: () => tell({ blurPx: undefined }) }, say('As measured'));
  const grey = el(
    'button',
    { onClick: () => desk.seekGrey(!desk.seeksGrey) },
    say('Click something grey'),
  );
  const forget = el('button', { onClick: () => tell({ grey: undefined }) }, say('Forget the grey'));
  const words = el('p', { class: 'quiet', 'aria-live': 'polite' });
  function tell(part: Parameters<typeof album.change>[1]): void {
    if (album.shown) album.change(album.shown.sha256, part);
  }
  const element = el(
    'div',
    { class: 'photo-light' },
    blur.element,
    el('div', { class: 'photo-files' }, measured, grey, forget),
    words,
  );
  const show = (): void => {
    const photo = album.shown;
    const { study } = desk;
    element.hidden = !photo || !study || album.get().work !== 'dots';
    if (element.hidden) return;
    blur.show(photo!.blurPx ?? study!.blurPx, photo!.blurPx === undefined);
    measured.hidden = photo!.blurPx === undefined;
    forget.hidden = photo!.grey === undefined;
    grey.setAttribute('aria-pressed', String(desk.seeksGrey));
    words.textContent = desk.seeksGrey
      ? say(
          'Click on something grey or white in the photograph that the light of the head falls on.',
        )
      : photo!.grey
        ? lampWords(study!.lampColour)
        : '';
    words.hidden = words.textContent === '';
  };
  desk.listen(show);
  show();
  return element;
}

function blurSlider({ album }: PhotoDesk) {
  const id = freshId('photo-blur');
  const output = el('output', { for: id, class: 'slider-value' });
  const input = el('input', {
    ...{ id, type: 'range', min: 0, max: MOST_BLUR_PX, step: 0.1, class: 'slider-input' },
  });
  input.addEventListener('input', () => {
    if (album.shown) album.change(album.shown.sha256, { blurPx: input.valueAsNumber });
  });
  return {
    element: el(
      'div',
      { class: 'slider' },
      el(
        'div',
        { class: 'slider-head' },
        el('label', { for: id }, say('Blur of the photograph')),
        output,
      ),
      input,
    ),
    show: (blurPx: number, isMeasured: boolean): void => {
      const px = { px: numberWords(blurPx, 1) };
      const words = isMeasured ? say('{px} px, measured', px) : say('{px} px', px);
      if (document.activeElement !== input || isMeasured) input.value = String(blurPx);
      paintFill(input);
      output.textContent = words;
      input.setAttribute('aria-valuetext', words);
    },
  };
}

/** Differences of a lamp's red and blue below this share are no colour to speak of. */
const NEUTRAL = 0.08;

function lampWords(lamp: readonly [number, number, number] | undefined): string {
  const warmth = lamp ? Math.log(lamp[0] / lamp[2]) : 0;
  if (Math.abs(warmth) < NEUTRAL)
    return say('The lamps were white. The photograph keeps its colours; the dots are lit so too.');
  return warmth > 0
    ? say('The lamps were warm. The photograph keeps its colours; the dots are lit so too.')
    : say('The lamps were cold. The photograph keeps its colours; the dots are lit so too.');
}
