import GUI, { type Controller } from 'lil-gui';
import { TAUGHT_SPACING_MM, taughtDensity, taughtSpacingMm } from '../../base/spacing.ts';
import { COMMON_NEEDLES } from '../../ink/needles.ts';
import { applyPreset, preset, presets } from '../../plan/presets.ts';
import { OUTCOME_WORDS } from '../../plan/remarks/scene-words.ts';
import type { Plan } from '../../plan/schema.ts';
import { PLAN_SHAPE, shapeAt } from '../../plan/shape.ts';
import { debounced, el } from '../parts/dom.ts';
import type { Page } from '../state/page.ts';
import { GROUPS, type NumberSetting, readPath, type SettingGroup, writePath } from './settings.ts';

/** Every setting that matters, bound to the plan; a drag is one step of the history. */
export function makeGui(page: Page): HTMLElement {
  const host = el('div', { class: 'gui-host' });
  const gui = new GUI({ container: host, title: 'Settings', autoPlace: false, width: 0 });
  const binder = new Binder(page);
  const folders = Object.fromEntries(
    Object.entries(GROUPS).map(([key, group]: [string, SettingGroup]) => {
      const folder = gui.addFolder(group.title);
      if (!group.open) folder.close();
      for (const setting of group.numbers) binder.number(folder, setting);
      return [key, folder];
    }),
  ) as Record<keyof typeof GROUPS, GUI>;

  spacing(binder, folders.density);
  needles(binder, folders.technique);
  pigments(binder, folders.technique);
  healing(binder, folders.time);
  styles(binder, folders.hairline);
  skins(binder, folders.skin);
  losses(binder, folders.hair);
  scars(page, folders.hair);
  const sessions = gui.addFolder('Sessions').close();
  fillSessions(binder, sessions);
  page.document.subscribe((now, before) => {
    // Steps of a drag leave the list as it is; a rebuilt slider would lose the pointer.
    if (now.sessions.length !== before.sessions.length) fillSessions(binder, sessions);
    binder.show();
  });
  seed(binder, gui);
  return host;
}

/** Typing that stands this long is a step of the history, ms. */
const TYPING_REST_MS = 1000;

/** Makes controllers that read the plan and write through the history. */
class Binder {
  readonly page: Page;
  readonly #controllers = new Set<Controller>();
  #dragged: string | undefined;
  /** A pointer is down on a controller. */
  #held = false;
  readonly #rest = debounced(TYPING_REST_MS, () => this.#held || this.#end());

  constructor(page: Page) {
    this.page = page;
  }

  number(folder: GUI, { path, label, step, min, max, assumed }: NumberSetting): Controller {
    const shape = shapeAt(path.split('.'), this.page.document.get()) ?? PLAN_SHAPE;
    const controller = this.bind(folder, label, {
      get: (plan) => readPath(plan, path),
      set: (draft, value) => writePath(draft, path, value),
    });
    controller
      .min(min ?? shape.minimum!)
      .max(max ?? shape.maximum!)
      .step(step);
    const hint = [shape.description, assumed && 'Assumed: no published measurement.'].filter(
      Boolean,
    );
    controller.domElement.title = hint.join('. ');
    if (assumed) controller.domElement.classList.add('is-assumed');
    for (const input of controller.domElement.querySelectorAll('input')) {
      input.setAttribute('aria-description', hint.join('. '));
    }
    return controller;
  }

  /** A controller over any view of the plan. */
  bind<T>(
    folder: GUI,
    label: string,
    { get, set }: { get(plan: Plan): T; set(draft: Plan, value: T): void },
    options?: Record<string, T> | T[],
  ): Controller {
    const { page } = this;
    const write = this.#write.bind(this);
    const model = {
      get value() {
        return get(page.document.get());
      },
      set value(value: T) {
        write(label, (draft) => set(draft, value));
      },
    };
    const controller = options
      ? folder.add(model, 'value', options as never)
      : folder.add(model, 'value');
    controller.name(label);
    // lil-gui writes first and tells later, so the drag is opened at the pointer, not at the change.
    controller.domElement.addEventListener('pointerdown', () => this.#begin(label));
    controller.domElement.addEventListener('touchstart', () => this.#begin(label), {
      passive: true,
    });
    controller.onFinishChange(() => this.#end());
    this.#controllers.add(controller);
    return controller;
  }

  show(): void {
    for (const controller of this.#controllers) controller.updateDisplay();
  }

  forget(folder: GUI): void {
    for (const controller of [...folder.controllers]) {
      this.#controllers.delete(controller);
      controller.destroy();
    }
  }

  /** Digits, arrow keys and the wheel write at each stroke; they are one step once they rest. */
  #write(label: string, recipe: (draft: Plan) => void): void {
    if (!this.#held) {
      if (this.#dragged !== label) {
        this.#end();
        this.#dragged = label;
        this.page.document.beginGesture(label);
      }
      this.#rest();
    }
    this.page.edit(label, recipe);
  }

  #begin(label: string): void {
    if (this.#held) return;
    this.#end();
    this.#held = true;
    this.#dragged = label;
    this.page.document.beginGesture(label);
    const end = (): void => {
      removeEventListener('pointerup', end);
      removeEventListener('pointercancel', end);
      // After lil-gui's own handler for the same event.
      setTimeout(() => this.#end());
    };
    addEventListener('pointerup', end);
    addEventListener('pointercancel', end);
  }

  #end(): void {
    this.#held = false;
    if (this.#dragged === undefined) return;
    this.#dragged = undefined;
    this.page.document.endGesture();
  }
}

/** Spacing and density are one quantity; either may be moved. */
function spacing(binder: Binder, folder: GUI): void {
  binder
    .bind(folder, 'Spacing, mm', {
      get: (plan) => Number(taughtSpacingMm(plan.density.dotsPerCm2).toFixed(2)),
      set: (draft, value: number) => {
        draft.density.dotsPerCm2 = Number(
          Math.min(200, Math.max(10, taughtDensity(value))).toFixed(1),
        );
      },
    })
    .min(0.76)
    .max(3.38)
    .step(0.01).domElement.title =
    `Spacing of a triangular pattern: ${TAUGHT_SPACING_MM} / √(dots per cm²)`;
}

function needles(binder: Binder, folder: GUI): void {
  for (const [key, label] of [
    ['code', 'Needle'],
    ['hairlineCode', 'Needle at hairline'],
  ] as const) {
    const known = [
      ...new Set([...COMMON_NEEDLES, '1003RL', binder.page.document.get().needle[key]]),
    ];
    binder.bind(
      folder,
      label,
      {
        get: ({ needle }) => needle[key],
        set: ({ needle }, value) => {
          needle[key] = value;
        },
      },
      known.sort(),
    );
  }
}

function pigments(binder: Binder, folder: GUI): void {
  const kinds = presets('pigment').map(({ title, name }) => [title, name]);
  binder.bind<Plan['pigment']['kind']>(
    folder,
    'Pigment',
    {
      get: ({ pigment }) => pigment.kind,
      set: ({ pigment }, value) => {
        pigment.kind = value;
      },
    },
    Object.fromEntries(kinds),
  );
}

/** A number field without a slider: nobody drags to one of four thousand million. */
function seed(binder: Binder, folder: GUI): void {
  const most = PLAN_SHAPE.properties!.seed!.maximum!;
  binder
    .bind(folder, 'Seed', {
      get: (plan) => plan.seed,
      set: (draft, value: number) => {
        draft.seed = Math.min(most, Math.max(0, Math.round(value)));
      },
    })
    .min(0)
    .step(1).domElement.title = `Every random choice follows from it; 0 to ${most}`;
}

/** Scars of the presets are added to those there are. */
function scars(page: Page, folder: GUI): void {
  for (const one of presets('loss').filter(({ name }) => name.startsWith('scar-'))) {
    const label = `Add scar: ${one.title}`;
    const add = (): void =>
      page.edit(label, (draft) => {
        draft.hair.scars.push(...applyPreset(page.document.get(), one).hair.scars);
      });
    folder.add({ add }, 'add').name(label).domElement.title = one.about;
  }
  const drop = (): void =>
    page.edit('Remove scars', (draft) => {
      draft.hair.scars = [];
    });
  const remove = folder.add({ drop }, 'drop').name('Remove scars');
  const show = (): void => {
    remove.enable(page.document.get().hair.scars.length > 0);
  };
  page.document.subscribe(show);
  show();
}

function healing(binder: Binder, folder: GUI): void {
  const outcomes = Object.fromEntries(
    Object.entries(OUTCOME_WORDS).map(([value, word]) => [
      word,
      value as Plan['healing']['outcome'],
    ]),
  );
  binder.bind(
    folder,
    'Outcome',
    {
      get: ({ healing: { outcome } }) => outcome,
      set: (draft, value) => {
        draft.healing.outcome = value;
      },
    },
    outcomes,
  );
  binder
    .bind(folder, 'Sessions done', {
      get: (plan) => plan.sessionsDone,
      set: (draft, value: number) => {
        draft.sessionsDone = Math.min(draft.sessions.length, value);
      },
    })
    .min(0)
    .max(6)
    .step(1);
}

function styles(binder: Binder, folder: GUI): void {
  const names = [
    'soft',
    'natural',
    'defined',
    'receded',
    'widows-peak',
    'rounded',
    'm-shape',
  ] as const;
  binder.bind<Plan['hairline']['style']>(
    folder,
    'Style',
    {
      get: ({ hairline }) => hairline.style,
      set: ({ hairline }, value) => {
        hairline.style = value;
      },
    },
    [...names],
  );
}

function skins(binder: Binder, folder: GUI): void {
  const types = ['I', 'II', 'III', 'IV', 'V', 'VI'] as const;
  binder.bind<Plan['skin']['type']>(
    folder,
    'Fitzpatrick type',
    {
      get: ({ skin }) => skin.type,
      set: (draft, value) => {
        draft.skin = { ...applyPreset(binder.page.document.get(), preset('skin', value)).skin };
      },
    },
    [...types],
  );
}

function losses(binder: Binder, folder: GUI): void {
  const named = presets('loss').filter(({ name }) => !name.startsWith('scar-'));
  const options = Object.fromEntries(named.map(({ title, name }) => [title, name]));
  const nameOf = (plan: Plan): string => {
    const loss = JSON.stringify(plan.hair.loss);
    return (
      named.find((one) => JSON.stringify(applyPreset(plan, one).hair.loss) === loss)?.name ?? ''
    );
  };
  binder.bind(
    folder,
    'Loss pattern',
    {
      get: nameOf,
      set: (draft, value) => {
        if (!value) return;
        draft.hair.loss = {
          ...applyPreset(binder.page.document.get(), preset('loss', value)).hair.loss,
        };
      },
    },
    { 'Set by hand': '', ...options },
  );
  binder.bind<Plan['hair']['colour']>(
    folder,
    'Colour',
    {
      get: ({ hair }) => hair.colour,
      set: ({ hair }, value) => {
        hair.colour = value;
      },
    },
    ['black', 'brown', 'blond', 'red', 'grey'],
  );
}

function fillSessions(binder: Binder, folder: GUI): void {
  binder.forget(folder);
  binder.page.document.get().sessions.forEach((_, i) => {
    binder.number(folder, {
      path: `sessions.${i}.dilution`,
      label: `${i + 1}: water : 1`,
      step: 0.5,
      max: 40,
    });
    binder.number(folder, { path: `sessions.${i}.day`, label: `${i + 1}: day`, step: 1, max: 365 });
  });
}
