import { buildIfStale } from './built.ts';

/** The command line as it is built, for all files that run it. */
export default function setUp(): void {
  buildIfStale('node');
}
