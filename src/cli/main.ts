#!/usr/bin/env node
import { endWhenReaderLeaves, endWith } from './exit.ts';
import { speakAsAsked } from './language.ts';
import { program } from './program.ts';

// Explicit, because Dawn may keep the process alive; and only once stdout has drained.
endWhenReaderLeaves();
try {
  await program().parseAsync(await speakAsAsked(process.argv));
  await endWith(0);
} catch (error) {
  await endWith(error);
}
