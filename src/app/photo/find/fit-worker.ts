import { serve } from '../../workers/serve.ts';
import { fitSkills } from './fit-skills.ts';

serve(fitSkills());
