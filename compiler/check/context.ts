import type { StudySpec } from '../parse/study.ts';
import type { Catalog, TableSchema } from '../plan/catalog.ts';
import type { Diagnostic } from '../plan/diagnostic.ts';
import type { DataFailure } from '../plan/failure.ts';
import type { ModelIndex } from './models.ts';
import type { Preparation } from './preparation.ts';
import type { ReferenceWorld } from './references.ts';
import type { Scope } from './scope.ts';
import type { Sets } from './sets.ts';

/** By the name of the source; a source that is not there was not looked at (--no-data). */
export type DescribedTables = ReadonlyMap<string, TableSchema | DataFailure>;

/** What is known before the models are: enough to judge names and types. Nothing in it changes. */
export interface NameContext {
  readonly spec: StudySpec;
  readonly catalog: Catalog;
  readonly tables: DescribedTables;
  /** Data files may lie outside the study's folder. */
  readonly outside: boolean;
  /** Of the main source. Null: nobody looked (--no-data). */
  readonly data: TableSchema | DataFailure | null;
  /** The columns of the file where they are known. */
  readonly file: TableSchema | null;
  readonly sets: Sets;
  readonly preparation: Preparation;
  /** What analyses see. */
  readonly scope: Scope;
  /** The same with what only formulas have: `factor()`, `I()`. */
  readonly formulaScope: Scope;
}

/** What every rule may look at. */
export interface CheckContext extends NameContext {
  readonly index: ModelIndex;
  readonly world: ReferenceWorld;
}

/** One rule: what is wrong, in any order. */
export type Rule = (context: CheckContext) => readonly Diagnostic[];
/** A rule about names and types in what makes models; where it finds a mistake, the models are not relied upon. */
export type NameRule = (context: NameContext) => readonly Diagnostic[];
