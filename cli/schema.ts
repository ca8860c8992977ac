import { readFileSync } from 'node:fs';
import type { CommandCode } from './main.ts';

/** Prints the JSON Schema that the build generated from the declarations. */
export const execute: CommandCode['execute'] = async (_specs, _options, terminal) => {
  terminal.out(readFileSync(new URL('./study.schema.json', import.meta.url), 'utf8'));
  return 0;
};
