import { type Command, Option } from 'commander';
import { BALANCES, LIGHT_NAMES, NAMED_VIEWS } from '../../view/view-api.ts';

/** Adds the flags of every command that draws heads: from where, in what light. */
export function withCamera(command: Command): Command {
  const view = new Option('--view <name>', 'camera').choices(NAMED_VIEWS).default('three-quarter');
  return withPlace(command.addOption(view))
    .option('--shine <share>', 'shine of the skin, 0 matt to 1 wet')
    .option('--grown-days <days>', 'days since the hair was cut, 0 to 60')
    .option('--distance-m <m>', 'how far the eye is from the skin, such as 0.3, 0.5, 1 or 3')
    .addOption(new Option('--light <name>', 'where it is seen').choices(LIGHT_NAMES))
    .addOption(
      new Option('--white-balance <by>', 'what takes the light for white').choices(BALANCES),
    );
}

/** Adds the flags of a camera that a link takes along. */
export function withLinkCamera(command: Command): Command {
  const words = 'camera of the link; none leaves it to the page';
  return withPlace(command.addOption(new Option('--view <name>', words).choices(NAMED_VIEWS)));
}

function withPlace(command: Command): Command {
  return command
    .option('--eye <x,y,z>', 'camera place, mm in the head frame (x left, y up, z forward)')
    .option('--target <x,y,z>', 'what the camera looks at, mm')
    .option('--fov <degrees>', 'vertical field of view with --eye and --target', '30');
}
