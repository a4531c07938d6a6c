import { say } from '../../base/language/say.ts';
import { DEFAULT_PLAN } from '../../plan/defaults.ts';
import { applyPreset, presets } from '../../plan/presets.ts';
import { restorePlan } from '../../plan/reading/restore.ts';
import type { Plan } from '../../plan/schema.ts';
import { fieldShape } from '../../plan/shape.ts';
import { sliderRange } from '../../plan/words.ts';
import { MOST_PLANS } from '../../words/variants.ts';
import { el, freshId } from '../parts/dom.ts';
import { openDocument } from '../state/open-document.ts';
import type { Page } from '../state/page.ts';
import { snapshots } from '../state/snapshots.ts';

/** Documents listed at once. */
const LISTED = 30;

/** A plan that may stand beside the one that is open. */
interface Other {
  readonly name: string;
  plan(): Plan;
}

/** Lists of plans to stand beside the open one, and the button that takes them all. */
export function compareChoice(
  page: Page,
  take: (others: readonly Plan[]) => Promise<void>,
): HTMLElement {
  const others: Other[] = [];
  const groups = [
    { label: say('This plan, varied'), others: variants(page.document.get()) },
    { label: say('Cases'), others: cases() },
  ];
  const lists = Array.from({ length: MOST_PLANS - 1 }, (_, i) => {
    const id = freshId('beside');
    const select = el('select', { id }, el('option', { value: '' }, say('nothing')));
    return { id, select, label: [say('Beside it'), say('then'), say('then')][i]! };
  });
  const button = el(
    'button',
    {
      disabled: true,
      onClick: () => take(chosen().map((other) => other.plan())),
    },
    say('Plans side by side'),
  );
  const chosen = (): Other[] =>
    lists.flatMap(({ select }) => (select.value === '' ? [] : [others[Number(select.value)]!]));
  const add = (label: string, found: readonly Other[]): void => {
    if (found.length === 0) return;
    const first = others.push(...found) - found.length;
    for (const { select } of lists) {
      const options = found.map(({ name }, i) => el('option', { value: String(first + i) }, name));
      select.append(el('optgroup', { label }, ...options));
    }
  };
  for (const { select } of lists) {
    select.addEventListener('change', () => {
      button.disabled = chosen().length === 0;
    });
  }
  for (const group of groups) add(group.label, group.others);
  // Where this browser keeps nothing, there are still the others.
  void kept().then(
    (found) => add(say('Kept in this browser'), found),
    () => undefined,
  );
  return el(
    'div',
    { class: 'take-choices take-beside' },
    ...lists.map(({ id, select, label }) =>
      el('div', { class: 'take-choice' }, el('label', { for: id }, label), select),
    ),
    button,
  );
}

/** What is asked about a plan most often: would fewer do, or more. */
function variants(plan: Plan): Other[] {
  const [low, high] = sliderRange(fieldShape('density.dotsPerCm2'));
  return [
    { name: say('a quarter fewer dots'), share: 0.75 },
    { name: say('a quarter more dots'), share: 1.25 },
  ].map(({ name, share }) => ({
    name,
    plan() {
      const dotsPerCm2 = Math.min(high, Math.max(low, share * plan.density.dotsPerCm2));
      return {
        ...plan,
        title: `${plan.title || say('This plan')}, ${name}`,
        density: { dotsPerCm2 },
      };
    },
  }));
}

function cases(): Other[] {
  return presets('case').map((one) => ({
    name: say(one.title),
    plan: () => applyPreset(DEFAULT_PLAN, one),
  }));
}

/** The newest state of each document but the open one. */
async function kept(): Promise<Other[]> {
  const entries = (await snapshots.entries())
    .filter(({ id, deletedAt }) => id !== openDocument() && deletedAt === undefined)
    .slice(0, LISTED);
  return Promise.all(
    entries.map(async ({ id, client, name }) => {
      const { own } = await snapshots.newest(id);
      const { plan } = restorePlan(own?.plan);
      const title = name || say('Untitled plan');
      return { name: client ? `${client}: ${title}` : title, plan: () => plan };
    }),
  );
}
