import { lessonPlan } from '../../lesson/lesson-plans.ts';
import type { Lesson } from '../../lesson/lesson-schema.ts';
import { lessonNamed } from '../../lesson/shipped-lessons.ts';
import { DEFAULT_PLAN } from '../../plan/defaults.ts';
import { planFromPreset } from '../../plan/presets.ts';
import { setText } from '../../plan/reading/override.ts';
import type { Plan } from '../../plan/schema.ts';
import { isLink, readLink } from '../../share/link.ts';
import type { SharedCamera } from '../../share/shared.ts';
import { MODES, type Mode } from './ui-state.ts';

/** What the address asks for: `#mode=plan&case=norwood-4&set=density.dotsPerCm2=60`, `#lesson=depth`, or a link's `#plan=1.…`. */
export interface Address {
  readonly mode: Mode;
  /** A plan, if the address names a case or sets fields. */
  readonly plan: Plan | undefined;
  /** A lesson that is begun; its plan is then that of the address. */
  readonly lesson?: Lesson;
  /** From where a link looks at its plan. */
  readonly camera?: SharedCamera;
}

/** Reads a URL hash. An unknown case, lesson or field throws a `usage` or `plan` error. */
export function readAddress(hash: string): Address {
  const query = new URLSearchParams(hash.replace(/^#/, ''));
  if (isLink(hash)) {
    const mode = MODES.find((one) => one === query.get('mode')) ?? 'consult';
    return { mode, ...readLink(hash) };
  }
  const taught = query.get('lesson');
  if (taught) {
    const lesson = lessonNamed(taught);
    return { mode: 'train', plan: lessonPlan(lesson), lesson };
  }
  const named = query.get('mode') ?? '';
  const mode = MODES.find((one) => one === named) ?? 'consult';
  const name = query.get('case');
  const sets = query.getAll('set');
  if (!name && sets.length === 0) return { mode, plan: undefined };
  const plan = sets.reduce(setText, name ? planFromPreset(name) : DEFAULT_PLAN);
  return { mode, plan };
}

/** The hash with another mode; whatever else it says stays. */
export function withMode(hash: string, mode: Mode): string {
  const rest = hash.replace(/^#/, '').split('&');
  const kept = rest.filter((part) => part !== '' && !part.startsWith('mode='));
  return `#${[`mode=${mode}`, ...kept].join('&')}`;
}

/** The hash with another lesson, or none; the case or settings it named are of another plan then. */
export function withLesson(hash: string, name: string | undefined): string {
  const rest = hash.replace(/^#/, '').split('&');
  const kept = rest.filter((part) => part !== '' && !/^(lesson|case|set)=/.test(part));
  return `#${[...kept, ...(name === undefined ? [] : [`lesson=${name}`])].join('&')}`;
}
