import GUI from 'lil-gui';
import { shortNumber } from '../../base/language/formats.ts';
import { say, sayAs } from '../../base/language/say.ts';
import { TAUGHT_SPACING_MM, taughtDensity, taughtSpacingMm } from '../../base/spacing.ts';
import { CUTS } from '../../plan/parts.ts';
import { applyPreset, preset, presets } from '../../plan/presets.ts';
import { OUTCOME_WORDS } from '../../plan/remarks/scene-words.ts';
import type { Plan } from '../../plan/schema.ts';
import { OWN_WORK, sessionWork } from '../../plan/session-work.ts';
import { fieldShape, valueAt } from '../../plan/shape.ts';
import { labelOf, sliderRange } from '../../plan/words.ts';
import { widestHairlineMm } from '../../scalp/hairline/hairline.ts';
import { el } from '../parts/dom.ts';
import type { Page } from '../state/page.ts';
import { Binder } from './binder.ts';
import { needleOptions, pigmentOptions } from './known-options.ts';
import { extension, skill, toldAs } from './needle-settings.ts';
import { otherWork } from './other-work.ts';

/** A field whose control is the schema's, or a control with rules of its own. */
type Setting = string | ((binder: Binder, folder: GUI) => void);

/** What stands where. */
const GROUPS: readonly {
  readonly title: string;
  readonly open?: true;
  readonly settings: readonly Setting[];
}[] = [
  { title: say('Density'), open: true, settings: ['density.dotsPerCm2', spacing] },
  {
    title: say('Depth and technique'),
    open: true,
    settings: [
      'technique.depositDepthMm',
      toldAs,
      extension,
      'technique.extensionToDeposit',
      'technique.pressure',
      'technique.dwell',
      'technique.angleDeg',
      'technique.tipWeight',
      'technique.perforationsPerDot',
      'technique.dotsPerMinute',
      'pigment.stockShare',
      needle('needle.code'),
      needle('needle.hairlineCode'),
      pigment,
      'pigment.ironAges',
    ],
  },
  {
    title: say('Hairline'),
    settings: [
      'hairline.gradientMm',
      'hairline.midFrontalMm',
      'hairline.templeRecessionMm',
      halfWidth,
      'hairline.macroMm',
      'hairline.microMm',
      'hairline.asymmetryMm',
      'hairline.sentinels',
      'hairline.style',
    ],
  },
  { title: say('Healing'), settings: ['healing.ageDays', outcome, sessionsDone] },
  {
    title: say('Skin'),
    settings: [
      'skin.melanosomeFraction',
      'skin.bloodFraction',
      'skin.oxygenSaturation',
      'skin.bareMelanin',
      'skin.bareBlood',
      'skin.tanLine',
      'skin.thicknessScale',
      'skin.sun',
      'skin.oil',
      skinType,
    ],
  },
  {
    title: say('Hair'),
    settings: [
      'hair.unitsPerCm2',
      'hair.shaftUm',
      'hair.stubbleMm',
      cut,
      'hair.curl',
      'hair.greyShare',
      'hair.lossPerDecade',
      'hair.greyPerDecade',
      'hair.brows',
      'hair.beard.density',
      'hair.beard.lengthMm',
      'hair.clusterSize',
      'hair.keepClearMm',
      loss,
      'hair.colour',
      scars,
    ],
  },
  {
    title: say('Operator scatter'),
    settings: [
      skill,
      'operator.depthSdMm',
      'operator.angleSdDeg',
      'operator.spacingJitterMm',
      'operator.doubleHitShare',
      'operator.tiringPerHour',
      'operator.sinkPerHourMm',
      'operator.beforeHours',
    ],
  },
];

/** Every setting that matters, bound to the plan; a drag is one step of the history. */
export function makeGui(page: Page): HTMLElement {
  const host = el('div', { class: 'gui-host' });
  const gui = new GUI({
    container: host,
    title: say('Settings'),
    autoPlace: false,
    width: 0,
    // Its style sheet is among ours: the page's policy takes none from scripts.
    injectStyles: false,
  });
  const binder = new Binder(page);
  for (const { title, open, settings } of GROUPS) {
    const folder = gui.addFolder(title);
    if (!open) folder.close();
    for (const setting of settings) {
      if (typeof setting === 'string') binder.field(folder, setting);
      else setting(binder, folder);
    }
  }
  otherWork(binder, gui);
  const sessions = gui.addFolder(say('Sessions')).close();
  fillSessions(binder, sessions);
  page.document.subscribe((now, before) => {
    // Steps of a drag leave the list as it is; a rebuilt slider would lose the pointer.
    if (now.sessions.length !== before.sessions.length) fillSessions(binder, sessions);
    binder.show();
  });
  seed(binder, gui);
  return host;
}

/** Spacing and density are one quantity; either may be moved. */
function spacing(binder: Binder, folder: GUI): void {
  const [low, high] = sliderRange(fieldShape('density.dotsPerCm2'));
  const shown = (dotsPerCm2: number) => Number(taughtSpacingMm(dotsPerCm2).toFixed(2));
  const control = binder
    .bind(folder, say('Spacing, mm'), {
      get: (plan) => shown(plan.density.dotsPerCm2),
      set: (draft, value: number) => {
        const dots = Math.min(high, Math.max(low, taughtDensity(value)));
        draft.density.dotsPerCm2 = Number(dots.toFixed(1));
      },
    })
    .min(shown(high))
    .max(shown(low))
    .step(0.01);
  binder.takesTyping(control, { type: 'number', unit: 'mm' });
  control.domElement.title = say('Spacing of a triangular pattern: {mm} / √(dots per cm²)', {
    mm: shortNumber(TAUGHT_SPACING_MM),
  });
}

/** As wide as the head in the picture carries: one more and no line can be laid. */
function halfWidth(binder: Binder, folder: GUI): void {
  const path = 'hairline.halfWidthMm';
  const control = binder.field(folder, path);
  const [least, most] = sliderRange(fieldShape(path));
  const { engine, onReport } = binder.page;
  let limit = most;
  const follow = (): void => {
    const { head, plan } = engine.rig?.simulator ?? {};
    if (!head || !plan) return;
    const widest = Math.floor(widestHairlineMm(head, plan.hairline.midFrontalMm));
    if (widest === limit || widest <= least) return;
    limit = Math.min(most, widest);
    control.max(limit).updateDisplay();
  };
  onReport(follow);
  // Numbers come late: whoever reaches for it first finds it right all the same.
  for (const event of ['pointerenter', 'focusin'])
    control.domElement.addEventListener(event, follow);
}

function needle(path: 'needle.code' | 'needle.hairlineCode'): Setting {
  return (binder, folder) => {
    const own = String(valueAt(binder.page.document.get(), path));
    binder.field(folder, path, { options: needleOptions([own]) });
  };
}

function pigment(binder: Binder, folder: GUI): void {
  binder.field(folder, 'pigment.kind', { options: pigmentOptions() });
}

function outcome(binder: Binder, folder: GUI): void {
  const words = Object.entries(OUTCOME_WORDS).map(([value, word]) => [say(word), value]);
  binder.field(folder, 'healing.outcome', { options: Object.fromEntries(words) });
}

function sessionsDone(binder: Binder, folder: GUI): void {
  binder.field(folder, 'sessionsDone', {
    set: (draft, value) => {
      draft.sessionsDone = Math.min(draft.sessions.length, Number(value));
    },
  });
}

/** A type brings its chromophores along. */
function skinType(binder: Binder, folder: GUI): void {
  binder.field(folder, 'skin.type', {
    set: (draft, value) => {
      const chosen = preset('skin', String(value));
      draft.skin = { ...applyPreset(binder.page.document.get(), chosen).skin };
    },
  });
}

function loss(binder: Binder, folder: GUI): void {
  const named = presets('loss').filter(({ name }) => !name.startsWith('scar-'));
  const options = Object.fromEntries(named.map(({ title, name }) => [say(title), name]));
  const nameOf = (plan: Plan): string => {
    const loss = JSON.stringify(plan.hair.loss);
    return (
      named.find((one) => JSON.stringify(applyPreset(plan, one).hair.loss) === loss)?.name ?? ''
    );
  };
  binder.bind(
    folder,
    labelOf(fieldShape('hair.loss')),
    {
      get: nameOf,
      set: (draft, value) => {
        if (!value) return;
        draft.hair.loss = {
          ...applyPreset(binder.page.document.get(), preset('loss', value)).hair.loss,
        };
      },
    },
    { [say('Set by hand')]: '', ...options },
  );
}

/** How hair is worn: a kind, and the numbers it has. */
function cut(binder: Binder, folder: GUI): void {
  const { document } = binder.page;
  const kinds = {
    [say('One length')]: 'even',
    [sayAs('hair', 'Fade')]: 'fade',
    [say('Long, with a part')]: 'long',
  };
  binder.bind<string>(
    folder,
    labelOf(fieldShape('hair.cut')),
    {
      get: (plan) => plan.hair.cut.kind,
      set: (draft, value) => {
        draft.hair.cut = { ...CUTS[value as keyof typeof CUTS] };
      },
    },
    kinds,
  );
  const own = folder.addFolder(say('Lengths of the cut'));
  const fill = (): void => {
    binder.forget(own);
    const plan = document.get();
    const names = Object.keys(plan.hair.cut).filter((name) => name !== 'kind');
    for (const name of names) binder.field(own, `hair.cut.${name}`);
    own.show(names.length > 0);
  };
  document.subscribe((now, before) => {
    if (now.hair.cut.kind !== before.hair.cut.kind) fill();
  });
  fill();
}

/** Scars of the presets are added to those there are. */
function scars({ page }: Binder, folder: GUI): void {
  for (const one of presets('loss').filter(({ name }) => name.startsWith('scar-'))) {
    const label = say('Add scar: {scar}', { scar: say(one.title) });
    const add = (): void =>
      page.edit(label, (draft) => {
        draft.hair.scars.push(...applyPreset(page.document.get(), one).hair.scars);
      });
    folder.add({ add }, 'add').name(label).domElement.title = say(one.about);
  }
  const drop = (): void =>
    page.edit(say('Remove scars'), (draft) => {
      draft.hair.scars = [];
    });
  const remove = folder.add({ drop }, 'drop').name(say('Remove scars'));
  const show = (): void => {
    remove.enable(page.document.get().hair.scars.length > 0);
  };
  page.document.subscribe(show);
  show();
}

/** A number field without a slider: nobody drags to one of four thousand million. */
function seed(binder: Binder, folder: GUI): void {
  const shape = fieldShape('seed');
  const most = shape.maximum!;
  const control = binder
    .bind(folder, labelOf(shape), {
      get: (plan) => plan.seed,
      set: (draft, value: number) => {
        draft.seed = Math.min(most, Math.max(0, Math.round(value)));
      },
    })
    .min(0)
    .step(1);
  binder.takesTyping(control, shape, most);
  control.domElement.title = say('Every random choice follows from it; 0 to {most}', { most });
}

function fillSessions(binder: Binder, folder: GUI): void {
  binder.forget(folder);
  binder.page.document.get().sessions.forEach((_, i) => {
    for (const name of ['dilution', 'day']) {
      const path = `sessions.${i}.${name}`;
      binder.field(folder, path, { label: `${i + 1}: ${say(fieldShape(path).label ?? '')}` });
    }
    // What a session leaves out is the plan's, and shown as that.
    for (const name of OWN_WORK) {
      const path = `sessions.${i}.${name}`;
      binder.field(folder, path, {
        label: `${i + 1}: ${OWN_LABELS[name]}`,
        get: (plan) => sessionWork(plan, plan.sessions[i]!)[name],
        ...optionsOf(name, binder),
      });
    }
  });
}

/** Short, beside the plan's own fields of the same names. */
const OWN_LABELS: Readonly<Record<(typeof OWN_WORK)[number], string>> = {
  pigment: say('ink'),
  stockShare: say('powder in ink'),
  needle: say('needle'),
  hairlineNeedle: say('hairline needle'),
  depositDepthMm: say('depth, mm'),
  perforationsPerDot: say('strokes a dot'),
};

function optionsOf(name: (typeof OWN_WORK)[number], { page }: Binder) {
  if (name === 'pigment') return { options: pigmentOptions() };
  if (name !== 'needle' && name !== 'hairlineNeedle') return {};
  const plan = page.document.get();
  const own = plan.sessions.map((session) => sessionWork(plan, session)[name]);
  return { options: needleOptions(own) };
}
