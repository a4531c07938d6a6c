import { say } from '../../base/language/say.ts';
import { namesOf } from '../../base/records.ts';
import { CIRCUMFERENCE_RANGE_MM, type Placing } from '../../scan/placing.ts';
import { UNITS } from '../../scan/units.ts';
import { FILE_UNIT_WORDS } from '../../words/scan.ts';
import { readTyped } from '../../words/typed-number.ts';
import { el } from '../parts/dom.ts';

/** What of a placing says how large the head is. */
type Size = Pick<Placing, 'mmPerUnit' | 'sizeBy' | 'circumferenceMm'>;

/** As the plan has it: any unit there may be. */
const UNIT_RANGE_MM = [1e-6, 1e6] as const;

/**
 * How large a scan is, said in one of three ways: a usual unit, any millimetres of one unit, or what
 * a tape reads round the head. What is said last counts.
 *
 * @param tell - Says what was not understood; an empty text where all is well.
 */
export function makeSizeControls(
  first: Size,
  change: (size: Size) => void,
  tell: (words: string) => void,
): { readonly elements: readonly HTMLElement[]; show(size: Size): void } {
  const byPerson = (mmPerUnit: number): void =>
    change({ mmPerUnit, sizeBy: 'person', circumferenceMm: undefined });
  const unit = el('select', {});
  unit.addEventListener('change', () => byPerson(Number(unit.value)));
  const any = numberField(say('Millimetres of one unit'), UNIT_RANGE_MM, byPerson, tell);
  const tape = numberField(
    say('Circumference by tape, mm'),
    CIRCUMFERENCE_RANGE_MM,
    (circumferenceMm) => change({ mmPerUnit: last.mmPerUnit, sizeBy: undefined, circumferenceMm }),
    tell,
  );
  let last = first;
  const show = (size: Size): void => {
    last = size;
    const names = namesOf(UNITS);
    const isUsual = names.some((name) => UNITS[name] === size.mmPerUnit);
    unit.replaceChildren(
      ...names.map((name) => el('option', { value: UNITS[name] }, say(FILE_UNIT_WORDS[name]))),
      ...(isUsual ? [] : [el('option', { value: size.mmPerUnit }, `${short(size.mmPerUnit)} mm`)]),
    );
    unit.value = String(size.mmPerUnit);
    any.value = short(size.mmPerUnit);
    tape.value = size.circumferenceMm === undefined ? '' : short(size.circumferenceMm);
  };
  show(first);
  return {
    elements: [
      el('label', { class: 'scan-unit' }, say('One unit of the file is'), ' ', unit),
      el('label', { class: 'scan-unit' }, say('Millimetres of one unit'), ' ', any),
      el('label', { class: 'scan-unit' }, say('Circumference by tape, mm'), ' ', tape),
      el(
        'p',
        { class: 'quiet' },
        say(
          'A tape round the head above the brows, ears left out, settles the size of a scan without a unit.',
        ),
      ),
    ],
    show,
  };
}

/** A field that says what it did not understand and keeps what it had. */
function numberField(
  label: string,
  range: readonly [number, number],
  take: (value: number) => void,
  tell: (words: string) => void,
): HTMLInputElement {
  const input = el('input', { type: 'text', inputmode: 'decimal', autocomplete: 'off' });
  let before = '';
  input.addEventListener('focus', () => {
    before = input.value;
  });
  input.addEventListener('change', () => {
    const typed = readTyped(input.value, { range, unit: 'mm' });
    if (typed.kind === 'number' && typed.value >= range[0] && typed.value <= range[1]) {
      tell('');
      take(typed.value);
      return;
    }
    input.value = before;
    const [min, max] = range;
    tell(
      typed.kind === 'number'
        ? say('{label}: it goes from {min} to {max}. It stays as it was.', { label, min, max })
        : typed.kind === 'blank'
          ? say('{label}: nothing was typed. It stays as it was.', { label })
          : say('{label}: {why} It stays as it was.', { label, why: typed.why }),
    );
  });
  return input;
}

function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}
