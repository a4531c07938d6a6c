import { type DotFootprint, dotFootprint } from '../../light/dot/footprint.ts';
import type { Skin } from '../../light/layers.ts';
import { serve } from '../workers/serve.ts';

const skills = { footprint: (skin: Skin): DotFootprint => dotFootprint(skin) };

/** What the worker of the skins of an ensemble can do. */
export type FootprintSkills = typeof skills;

serve(skills);
