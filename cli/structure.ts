import { createRequire } from 'node:module';
import { pieces } from 'studyc:pieces';
import { fits } from '../compiler/parse/fits.ts';
import type { Validate, Validators } from '../compiler/parse/validators.ts';
import { invariant } from '../compiler/plan/invariant.ts';

/** What judges the structure of a study. Only a value with a mistake loads the validators that say which. */
export const validators: Validators = new Map(
  Object.entries(pieces).map(([name, piece]): readonly [string, Validate] => [
    name,
    (value) => (fits(piece, value) ? [] : explaining(name)(value)),
  ]),
);

/** Compiled when studyc is built, by ajv, into a file of their own beside this one. */
function explaining(piece: string): Validate {
  const load = createRequire(import.meta.url);
  const validate = (load('./validators.cjs') as { readonly validators: Validators }).validators.get(piece);
  invariant(validate, `the compiled validator of ${piece}`);
  return validate;
}
