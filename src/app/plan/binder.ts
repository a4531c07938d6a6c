import type GUI from 'lil-gui';
import { type Controller, NumberController } from 'lil-gui';
import { say } from '../../base/language/say.ts';
import type { Plan } from '../../plan/schema.ts';
import { putAt, type Shape, shapeAt, valueAt } from '../../plan/shape.ts';
import { labelOf, sliderRange } from '../../plan/words.ts';
import type { NumberField } from '../../words/typed-number.ts';
import { debounced } from '../parts/dom.ts';
import { TypedField } from '../parts/typed-field.ts';
import type { Page } from '../state/page.ts';

/** Typing that stands this long is a step of the history, ms. */
const TYPING_REST_MS = 1000;

/** What a field's control has beside or in place of what the schema says. */
interface OwnParts {
  readonly label?: string;
  readonly options?: Readonly<Record<string, unknown>> | readonly unknown[];
  get?(plan: Plan): unknown;
  set?(draft: Plan, value: unknown): void;
}

/** Makes controllers that read the plan and write through the history. */
export class Binder {
  readonly page: Page;
  readonly #controllers = new Set<Controller>();
  #dragged: string | undefined;
  /** A pointer is down on a controller. */
  #held = false;
  readonly #rest = debounced(TYPING_REST_MS, () => this.#held || this.#end());

  constructor(page: Page) {
    this.page = page;
  }

  /**
   * The control of a field: name, range, step, options and standing are the schema's. Of parts that
   * come in kinds, the kind there is decides which fields there are.
   */
  field(folder: GUI, path: string, own: OwnParts = {}): Controller {
    const shape = shapeAt(path.split('.'), this.page.document.get());
    if (!shape) throw new Error(`The plan has no field ${path}.`);
    const controller = this.bind<unknown>(
      folder,
      own.label ?? labelOf(shape),
      {
        get: own.get ?? ((plan) => valueAt(plan, path)),
        set: own.set ?? ((draft, value) => putAt(draft, path, value)),
      },
      own.options ?? (shape.enum && saidOptions(shape.enum)),
    );
    if (shape.step) {
      const [min, max] = sliderRange(shape);
      controller.min(min).max(max).step(shape.step);
      this.takesTyping(controller, shape);
    }
    const hint = [
      shape.description && say(shape.description),
      shape.assumed && say('Assumed: no published measurement.'),
    ]
      .filter(Boolean)
      .join('. ');
    if (!hint) return controller;
    controller.domElement.title = hint;
    controller.domElement.classList.toggle('is-assumed', shape.assumed === true);
    for (const input of controller.domElement.querySelectorAll('input, select')) {
      input.setAttribute('aria-description', hint);
    }
    return controller;
  }

  /**
   * Numbers as people type them. lil-gui reads up to the first letter it does not know: a depth of
   * "0,4" would be 0, and so the least there is.
   */
  takesTyping(
    controller: Controller,
    { type, unit }: Pick<Shape, 'type' | 'unit'>,
    most = Number.POSITIVE_INFINITY,
  ): void {
    const { domElement } = controller;
    const input = domElement.querySelector('input');
    if (!(controller instanceof NumberController) || !input) return;
    const typed = new TypedField(input, {
      label: controller._name,
      field: () => ({
        range: [controller._min ?? -Infinity, controller._max ?? most],
        whole: type === 'integer',
        unit: typedUnit(unit),
      }),
      get: () => Number(controller.getValue()),
      set: (value) => void controller.setValue(value),
      tell: (words) => this.page.toast(words, 'error'),
    });
    // On the way down to the field: before lil-gui, and for texts in its stead.
    const ahead = { capture: true };
    domElement.addEventListener(
      'input',
      (event) => {
        if (event.target !== input) return;
        event.stopPropagation();
        typed.type();
      },
      ahead,
    );
    domElement.addEventListener(
      'keydown',
      ({ key }) => (key === 'ArrowUp' || key === 'ArrowDown') && typed.plain(),
      ahead,
    );
    domElement.addEventListener('wheel', ({ target }) => target === input && typed.plain(), {
      capture: true,
      passive: true,
    });
    domElement.addEventListener('blur', ({ target }) => target === input && typed.finish(), ahead);
  }

  /** A controller over any view of the plan. */
  bind<T>(
    folder: GUI,
    label: string,
    { get, set }: { get(plan: Plan): T; set(draft: Plan, value: T): void },
    options?: Readonly<Record<string, T>> | readonly T[],
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
    const controller = folder.add(model, 'value', options);
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
    for (const inner of [...folder.folders]) {
      this.forget(inner);
      inner.destroy();
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

/** Choices by what they are called in the language of the moment. */
function saidOptions(choices: readonly string[]): Record<string, string> {
  return Object.fromEntries(choices.map((one) => [say(one), one]));
}

function typedUnit(unit: Shape['unit']): NonNullable<NumberField['unit']> {
  return unit === 'mm' || unit === 'um' || unit === 'share' || unit === 'days' ? unit : 'other';
}
