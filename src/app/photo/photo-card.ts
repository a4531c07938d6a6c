import { listWords, numberWords } from '../../base/language/formats.ts';
import { say } from '../../base/language/say.ts';
import { byTouch, el, freshId } from '../parts/dom.ts';
import { icon } from '../parts/icons.ts';
import { pickFiles } from '../parts/pick-files.ts';
import type { Page } from '../state/page.ts';
import type { PhotoWork } from './album.ts';
import { capital, markTitle } from './marks/mark-words.ts';
import { marksOf, remove } from './marks/marking.ts';
import { sureWords } from './marks/photo-guide.ts';
import { SEEN_FROM_WORDS, type SeenFrom } from './marks/point-order.ts';
import type { PhotoDesk } from './photo-desk.ts';
import { type PhotoExport, savePhoto } from './photo-export.ts';
import { makePhotoLight } from './photo-light.ts';

/** What the browser is asked to offer. */
const TYPES = 'image/jpeg,image/png,image/webp,image/avif,image/heic,image/heif';

/** A pixel wider than this on the scalp shows no single dot, mm; than the second, hardly a density. */
const DOT_MM = 0.25;
const DENSITY_MM = 1;

const WORKS: readonly { work: PhotoWork; label: string }[] = [
  { work: 'points', label: say('Find the head') },
  { work: 'dots', label: say('See the dots') },
  { work: 'mask', label: say('Mask') },
];

const EXPORTS: readonly { what: PhotoExport; label: string; title: string }[] = [
  {
    what: 'before',
    label: say('Before'),
    title: say('The untouched photograph, with a strip below'),
  },
  { what: 'after', label: say('After'), title: say('The same with the dots, with a strip below') },
  { what: 'ratio', label: say('Light kept'), title: say('How much of its light each pixel keeps') },
];

/** The client's photographs: opened, looked through, marked, and handed over. */
export function makePhotoCard(page: Page, desk: PhotoDesk): HTMLElement {
  const { album } = desk;
  const about = el(
    'p',
    { class: 'quiet' },
    say('See the dots on a photograph of the client. It never leaves this device.'),
  );
  const shelf = el('div', { class: 'photo-shelf', role: 'group', 'aria-label': say('Pictures') });
  const pickButton = el('button', { onClick: () => pickPhotos(desk) }, 'Open a photograph…');
  const camera = byTouch()
    ? el('button', { onClick: () => pickPhotos(desk, true) }, icon('picture'), say('Take one'))
    : undefined;
  const works = WORKS.map(({ work, label }) => {
    const button = el('button', { class: 'tile', onClick: () => album.set({ work }) }, label);
    return { work, button };
  });
  const worksRow = el(
    'div',
    { class: 'segments', role: 'group', 'aria-label': say('What to do with the photograph') },
    el('div', { class: 'tiles' }, ...works.map(({ button }) => button)),
  );
  const from = seenFromField(desk);
  const sure = el('p', { class: 'photo-sure' });
  const judged = el('p', { class: 'quiet' });
  const skin = el('p', { class: 'quiet' });
  const head = headButtons(desk);
  const list = el('ul', { class: 'mark-list' });
  const marks = el('details', { class: 'mark-details' }, el('summary', {}, say('Marks')), list);
  const undo = el(
    'button',
    { onClick: () => album.undo(), title: say('Takes the last change of marks back') },
    say('Undo mark'),
  );
  const drop = el('button', { onClick: () => void desk.removeShown() }, say('Remove photograph'));
  const saves = EXPORTS.map(({ what, label, title }) =>
    el('button', { title, onClick: () => void savePhoto(page, desk, what) }, label),
  );
  const files = el(
    'div',
    { class: 'photo-files', role: 'group', 'aria-label': say('Save the photograph') },
    el('span', { class: 'quiet' }, say('Save')),
    ...saves,
  );
  const open = el(
    'div',
    { class: 'photo-open' },
    worksRow,
    from.element,
    sure,
    judged,
    skin,
    makePhotoLight(desk),
    head.element,
    marks,
    files,
    el('div', { class: 'photo-files' }, undo, drop),
  );
  const card = el(
    'div',
    { class: 'card photo-card' },
    el('h2', {}, say('On their photograph')),
    about,
    shelf,
    el('div', { class: 'photo-files' }, pickButton, camera),
    open,
  );

  const showList = (): void =>
    list.replaceChildren(
      ...(album.shown ? marksOf(album.shown) : []).map(([id]) => markRow(desk, id)),
    );
  marks.addEventListener('toggle', showList);
  const show = (): void => {
    const { photos, work } = album.get();
    const photo = album.shown;
    about.hidden = photos.length > 0;
    shelf.hidden = photos.length === 0;
    open.hidden = !photo;
    pickButton.textContent = photos.length > 0 ? 'Add a photograph…' : 'Open a photograph…';
    if (!photo) return;
    for (const { work: of, button } of works) {
      button.setAttribute('aria-pressed', String(of === work));
      button.toggleAttribute('disabled', of === 'mask' && !desk.study);
    }
    from.show(photo.seenFrom);
    from.element.hidden = work !== 'points';
    sure.textContent = desk.problem ?? sureWords(desk);
    judged.textContent = judgedWords(desk);
    judged.hidden = judged.textContent === '';
    skin.textContent = skinWords(page, desk);
    skin.hidden = skin.textContent === '';
    head.show();
    marks.hidden = work !== 'points';
    undo.disabled = !album.canUndo();
    const [before, ...others] = saves;
    before!.disabled = false;
    for (const button of others) button.disabled = !desk.study || work === 'points';
    if (marks.open) showList();
  };
  let shelved = '';
  const showShelf = (): void => {
    const { photos, shown } = album.get();
    const key = JSON.stringify([shown, photos.map(({ sha256 }) => sha256)]);
    if (key === shelved) return;
    shelved = key;
    const tile = (label: string, isOn: boolean, go: () => void, face: Node) => {
      const made = el('button', { class: 'photo-tile', title: label, onClick: go }, face);
      made.ariaLabel = label;
      made.setAttribute('aria-pressed', String(isOn));
      return made;
    };
    shelf.replaceChildren(
      tile('3D head', !shown, () => album.set({ shown: undefined }), el('span', {}, '3D head')),
      ...photos.map(({ sha256, name, thumbnail }) =>
        tile(
          name,
          sha256 === shown,
          () => album.set({ shown: sha256 }),
          el('img', { src: thumbnail, alt: '' }),
        ),
      ),
    );
  };
  desk.listen(() => {
    showShelf();
    show();
  });
  showShelf();
  show();
  return card;
}

/** Asks for photographs, or for one of the camera. */
export function pickPhotos(desk: PhotoDesk, byCamera = false): void {
  const asked = byCamera ? { accept: 'image/*', capture: true } : { accept: TYPES, multiple: true };
  pickFiles(asked, (files) => void desk.add(files));
}

/** What a pixel spans, and what can be judged of it. */
function judgedWords({ pixelMm }: PhotoDesk): string {
  if (pixelMm === undefined) return '';
  const mm = { mm: numberWords(pixelMm, 2) };
  return pixelMm <= DOT_MM
    ? say('A pixel is {mm} mm of scalp: single dots show.', mm)
    : pixelMm <= DENSITY_MM
      ? say(
          'A pixel is {mm} mm of scalp: density and colour can be judged, single dots cannot.',
          mm,
        )
      : say(
          'A pixel is {mm} mm of scalp: only colour can be judged; a larger photograph shows more.',
          mm,
        );
}

/** What the forehead says of the skin, where the plan has another type. */
function skinWords(page: Page, { study }: PhotoDesk): string {
  const suggestion = study?.suggestion;
  const { type } = page.document.get().skin;
  if (!suggestion || suggestion.types.includes(type)) return '';
  return `${say('The plan has skin type {type}; the photograph looks like {types}.', {
    type,
    types: listWords(suggestion.types, 'or'),
  })} ${say(suggestion.says)}`;
}

function seenFromField({ album }: PhotoDesk) {
  const id = freshId('seen-from');
  const select = el(
    'select',
    { id },
    ...Object.entries(SEEN_FROM_WORDS).map(([value, words]) => el('option', { value }, words)),
  );
  select.addEventListener('change', () => {
    const photo = album.shown;
    if (photo) album.change(photo.sha256, { seenFrom: select.value as SeenFrom, skipped: [] });
  });
  return {
    element: el('div', { class: 'field-row' }, el('label', { for: id }, say('Taken from')), select),
    show: (from: SeenFrom): void => {
      select.value = from;
    },
  };
}

/** Whose head it is: the first photograph tells the plan's, the others are of the same. */
function headButtons(desk: PhotoDesk) {
  const take = el(
    'button',
    { class: 'primary', onClick: () => void desk.takeHead() },
    say('Use this head'),
  );
  const keep = el('button', { onClick: () => desk.keepHead() }, say('Keep the plan’s head'));
  const again = el('button', { onClick: () => desk.askHead() }, say('Measure the head again'));
  const words = el('p', { class: 'quiet' });
  const element = el('div', { class: 'photo-files' }, take, keep, again, words);
  return {
    element,
    show: (): void => {
      const { headTaken, work } = desk.album.get();
      take.hidden = keep.hidden = desk.isPosed || !desk.found;
      again.hidden = !headTaken || work !== 'points';
      words.textContent = headTaken
        ? ''
        : say(
            'The plan takes the measures of the head in the photograph, as one step that Undo takes back.',
          );
      words.hidden = take.hidden;
      element.hidden = take.hidden && again.hidden;
    },
  };
}

function markRow(desk: PhotoDesk, id: Parameters<typeof remove>[1]): HTMLElement {
  const miss = desk.found?.fit.missesMm[id as keyof object];
  const words = capital(markTitle(id));
  return el(
    'li',
    {},
    el('span', {}, words),
    el(
      'span',
      { class: 'quiet' },
      miss === undefined ? '' : say('{mm} mm off', { mm: numberWords(miss as number, 1) }),
    ),
    el(
      'button',
      {
        class: 'icon-button',
        'aria-label': say('Remove {point}', { point: askedLabel(words) }),
        onClick: () => remove(desk.album, id),
      },
      icon('close'),
    ),
  );
}

function askedLabel(words: string): string {
  return words[0]!.toLowerCase() + words.slice(1);
}
