import { serve } from '../workers/serve.ts';
import { scalpSkills } from './scalp-skills.ts';

serve(scalpSkills());
