declare module 'studyc:catalog' {
  import type { Catalog } from '../compiler/plan/catalog.ts';
  /** What cli/catalog.ts collects from the registries, as plain data. */
  export const catalog: Catalog;
}

declare module 'studyc:pieces' {
  import type { PlainSchema } from '../compiler/parse/fits.ts';
  /** The pieces of the language's schema by their names, without what is for readers. */
  export const pieces: Readonly<Record<string, PlainSchema>>;
}
