import type { Command } from 'commander';
import { HELP } from '../help.ts';
import { demo } from './demo.ts';
import { serve } from './serve.ts';

/** Adds a command with its help to the whole. */
type Add = (name: string, what: string, help: string) => Command;

/** What somebody does first with a package that is new to them. */
export function addFirstCommands(add: Add): void {
  add('demo', 'draw the default plan before, after and five years on', HELP.demo)
    .option('-o, --output <folder>', 'folder for the pictures, made if it is not there', 'out')
    .option('--size <WxH>', 'pixels', '1200x1200')
    .action((_: unknown, command: Command) => demo(command.optsWithGlobals()));

  add('serve', 'serve the page on this machine', HELP.serve)
    .option('--port <n>', 'port; 0 takes any that is free', '4173')
    .option('--host <address>', 'address of this machine to listen at', '127.0.0.1')
    .action((_: unknown, command: Command) => serve(command.optsWithGlobals()));
}
