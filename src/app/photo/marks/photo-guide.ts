import { numberWords } from '../../../base/language/formats.ts';
import { say } from '../../../base/language/say.ts';
import { el } from '../../parts/dom.ts';
import type { AlbumPhoto } from '../album.ts';
import type { PhotoDesk } from '../photo-desk.ts';
import { askedTitle, askedWhere, capital, markTitle } from './mark-words.ts';
import { confirmFound, marksOf, remove } from './marking.ts';
import { drawPoint } from './point-drawing.ts';
import { OUTLINE } from './point-order.ts';

/** With so many marks nobody asks for a network any more. */
const FEW = 5;

/** Over the photograph, as long as the head in it is looked for: what to mark next, and how sure it is. */
export function makePhotoGuide(desk: PhotoDesk): HTMLElement {
  const drawing = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  drawing.setAttribute('class', 'point-drawing');
  drawing.setAttribute('aria-hidden', 'true');
  const title = el('strong', {});
  const where = el('span', { class: 'quiet' });
  const sure = el('p', { class: 'guide-sure' });
  const skip = el('button', { onClick: () => skipAsked(desk) }, say('Skip'));
  const drop = el(
    'button',
    {
      onClick: () => {
        if (desk.chosen) remove(desk.album, desk.chosen);
      },
    },
    say('Remove'),
  );
  const face = el(
    'button',
    {
      title: say(
        'Networks on this device look for the face and its points; nothing is sent anywhere',
      ),
      onClick: () => void desk.findFace(),
    },
    say('Find points'),
  );
  const right = el('button', { onClick: () => confirmFound(desk.album) }, say('All are right'));
  const take = el(
    'button',
    { class: 'primary', onClick: () => void (desk.isPosed ? desk.keepHead() : desk.takeHead()) },
    say('Use this head'),
  );
  const element = el(
    'div',
    { class: 'photo-guide', role: 'group', 'aria-label': say('Finding the head'), hidden: true },
    drawing,
    el(
      'div',
      { class: 'guide-words' },
      el('p', { 'aria-live': 'polite' }, title, ' ', where),
      sure,
    ),
    el('div', { class: 'guide-buttons' }, drop, face, right, skip, take),
  );
  const show = (): void => {
    const photo = desk.album.shown;
    const isOn = photo !== undefined && desk.album.get().work === 'points';
    element.hidden = !isOn;
    if (!isOn) return;
    const { askedWhy, chosen, found: head, problem } = desk;
    const found = photo.found?.length ?? 0;
    const asked = askedWhy?.asked;
    const of = chosen ? undefined : asked;
    drawing.toggleAttribute('hidden', !of);
    if (of) drawPoint(drawing, of, photo.seenFrom);
    title.textContent = chosen
      ? `${capital(markTitle(chosen))}.`
      : asked
        ? askedWhy.gainMm === undefined
          ? say('Mark {point}', { point: askedTitle(asked) })
          : say('Would help most: {point}', { point: askedTitle(asked) })
        : say('Enough is marked.');
    where.textContent = chosen
      ? chosenWords(desk)
      : asked
        ? `– ${askedWhere(asked)}.`
        : say('Points can be dragged to where they belong.');
    sure.textContent = problem ?? [foundWords(found), sureWords(desk)].filter(Boolean).join(' ');
    sure.dataset.problem = String(problem !== undefined);
    drop.hidden = !chosen;
    face.hidden = !isFaceSought(photo) || chosen !== undefined;
    face.disabled = desk.findsFace;
    face.textContent = desk.findsFace ? say('Looking…') : say('Find points');
    right.hidden = found === 0 || chosen !== undefined;
    skip.hidden = found > 0 || !of || of === OUTLINE;
    take.hidden = !head || found > 0;
    take.textContent = desk.isPosed ? say('Show the dots') : say('Use this head');
  };
  desk.listen(show);
  show();
  return element;
}

/** Networks know faces alone, and what is marked by hand is better. */
function isFaceSought({ points, seenFrom }: AlbumPhoto): boolean {
  return Object.keys(points).length < FEW && !/crown|back/.test(seenFrom);
}

/** How sure it is where the scalp lies, in words a person can act on. */
export function sureWords(desk: PhotoDesk): string {
  const photo = desk.album.shown;
  if (!photo) return '';
  const count = marksOf(photo).length;
  const { found } = desk;
  if (!found) {
    return count === 0
      ? say('Four marks find a head; ten find it well.')
      : say('{count, plural, one {# mark} other {# marks}}; four find a head.', { count });
  }
  const { medianMm, p95Mm } = found.fit.certainty;
  const sure = { count, medianMm: numberWords(medianMm, 1), p95Mm: numberWords(p95Mm, 1) };
  const doubtful = found.fit.doubtful.map((name) => {
    const mm = Math.round(found.fit.missesMm[name] ?? 0);
    return say(
      '{point} lies {mm} mm from where the rest has it: look at it again, and that all lie on one head.',
      { point: capital(askedTitle(name)), mm },
    );
  });
  return [
    found.photographs > 1
      ? say(
          '{count, plural, one {# mark} other {# marks}} here, {photographs} photographs together. The scalp lies within {medianMm} mm, {p95Mm} mm at its edges.',
          { ...sure, photographs: found.photographs },
        )
      : say(
          '{count, plural, one {# mark} other {# marks}}. The scalp lies within {medianMm} mm, {p95Mm} mm at its edges.',
          sure,
        ),
    ...doubtful,
  ].join(' ');
}

function foundWords(count: number): string {
  return count === 0
    ? ''
    : say(
        '{count, plural, one {# point was} other {# points were}} found and not looked at yet: drag what is off.',
        { count },
      );
}

function chosenWords({ chosen, found }: PhotoDesk): string {
  const miss = found?.fit.missesMm[chosen as keyof typeof found.fit.missesMm];
  return miss === undefined
    ? say('Drag it, or use the arrow keys.')
    : say('Drag it, or use the arrow keys. {mm} mm from where the head has it.', {
        mm: numberWords(miss, 1),
      });
}

function skipAsked({ album, asked }: PhotoDesk): void {
  const photo = album.shown;
  if (!photo || !asked || asked === OUTLINE) return;
  album.change(photo.sha256, { skipped: [...photo.skipped, asked] });
}
