import { coverage } from './coverage/stage.ts';
import { deposit } from './deposit/stage.ts';
import { head } from './head/stage.ts';
import { heal } from './heal/stage.ts';
import { optics } from './optics/stage.ts';
import { placement } from './placement/stage.ts';
import { scalp } from './scalp/stage.ts';
import { select } from './select/stage.ts';
import type { EngineContext } from './stage.ts';
import { target } from './target/stage.ts';

/** The stages in the order data flows. To add one, make its folder and name it here. */
export const STAGE_KINDS = [
  head,
  scalp,
  target,
  placement,
  select,
  deposit,
  heal,
  optics,
  coverage,
] as const;

type Kind = (typeof STAGE_KINDS)[number];

export type StageName = Kind['name'];

/** Names of all stages, in that order. */
export const STAGES: readonly StageName[] = STAGE_KINDS.map(({ name }) => name);

/** What is told where a stage begins that takes its time, in a reader's words. */
export const STAGE_WORDS: Readonly<Partial<Record<StageName, string>>> = Object.fromEntries(
  STAGE_KINDS.flatMap(({ name, words }) => (words ? [[name, words]] : [])),
);

/** All stages at work, by name. */
export type Stages = { readonly [K in Kind as K['name']]: ReturnType<K['create']> };

/** All stages, before their kernels are compiled. */
export function createStages(context: EngineContext): Stages {
  return Object.fromEntries(
    STAGE_KINDS.map(({ name, create }) => [name, create(context)]),
  ) as unknown as Stages;
}

/** That stage and all after it. */
export function stagesFrom(name: StageName): readonly StageName[] {
  return STAGES.slice(STAGES.indexOf(name));
}
