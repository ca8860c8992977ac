/** One error of a compiled JSON Schema, as ajv gives it with `verbose`. */
export interface SchemaError {
  readonly keyword: string;
  /** JSON pointer to the value. */
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The name that `propertyNames` judged. */
  readonly propertyName?: string;
  readonly parentSchema?: unknown;
  readonly data?: unknown;
}

/** All errors of one value; none where it fits. */
export type Validate = (value: unknown) => readonly SchemaError[];

/**
 * The pieces of the language, compiled, by the names of `schemaPieces`. Made by build/schema.ts: as a module of plain
 * code at build time (compiling takes longer than all the rest of a check), on the fly in tests.
 */
export type Validators = ReadonlyMap<string, Validate>;
