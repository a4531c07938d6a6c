import type GUI from 'lil-gui';
import { say } from '../../base/language/say.ts';
import { DEPTH_TOLD } from '../../ink/needle-column.ts';
import { applyPreset, preset, presets } from '../../plan/presets.ts';
import type { Plan } from '../../plan/schema.ts';
import { fieldShape } from '../../plan/shape.ts';
import { sliderRange } from '../../plan/words.ts';
import { TOLD_WORDS } from '../../words/needle.ts';
import type { Binder } from './binder.ts';

/** What a school means by a depth, in words. */
export function toldAs(binder: Binder, folder: GUI): void {
  const options = Object.fromEntries(DEPTH_TOLD.map((told) => [say(TOLD_WORDS[told]), told]));
  binder.field(folder, 'technique.depthToldAs', { options });
}

/** The same depth as the other half of the schools tell it: how far the needle stands out. */
export function extension(binder: Binder, folder: GUI): void {
  const [low, high] = sliderRange(fieldShape('technique.depositDepthMm'));
  const shown = ({ technique }: Plan) =>
    Number((technique.depositDepthMm / technique.extensionToDeposit).toFixed(2));
  const control = binder
    .bind(folder, say('Needle extension, mm'), {
      get: shown,
      set: (draft, value: number) => {
        const depth = value * draft.technique.extensionToDeposit;
        draft.technique.depositDepthMm = Number(Math.min(high, Math.max(low, depth)).toFixed(3));
      },
    })
    .min(0.1)
    .max(5)
    .step(0.05);
  binder.takesTyping(control, { type: 'number', unit: 'mm' });
  control.domElement.title = say(
    'Deposit depth over the share of the needle that goes in. Assumed: no published measurement.',
  );
  control.domElement.classList.add('is-assumed');
}

/** How steady a hand is, by its years. */
export function skill(binder: Binder, folder: GUI): void {
  const hands = presets('hand');
  const isOf = (plan: Plan, one: (typeof hands)[number]) =>
    JSON.stringify(applyPreset(plan, one).operator) === JSON.stringify(plan.operator);
  const control = binder.bind(
    folder,
    say('Skill'),
    {
      get: (plan) => hands.find((one) => isOf(plan, one))?.name ?? '',
      set: (draft, value) => {
        if (!value) return;
        draft.operator = {
          ...applyPreset(binder.page.document.get(), preset('hand', value)).operator,
        };
      },
    },
    {
      [say('Set by hand')]: '',
      ...Object.fromEntries(hands.map(({ title, name }) => [say(title), name])),
    },
  );
  control.domElement.title = say(
    'Depth, tilt, aim, double hits and tiring. Assumed: nobody measured a hand.',
  );
  control.domElement.classList.add('is-assumed');
}
