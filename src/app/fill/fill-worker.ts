import { wasmFiller } from '../../engine/placement/cpu/wasm-filler.ts';
import { serve } from '../workers/serve.ts';

const skills = { fill: wasmFiller };

/** What the worker of the fill can do. */
export type FillSkills = typeof skills;

serve(skills);
