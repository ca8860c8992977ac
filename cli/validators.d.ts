declare module 'studyc:validators' {
  import type { Validators } from '../compiler/parse/validators.ts';
  /** The pieces of the language's schema, compiled when studyc is built. */
  export const validators: Validators;
}
