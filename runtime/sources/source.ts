import type { SourceDeclaration, TableSchema } from '../../compiler/plan/catalog.ts';
import type { ReadParameters } from '../../compiler/plan/plan.ts';
import type { Panel, Table } from '../engines/memory/table.ts';
import type { SourceFailure } from './failure.ts';

/**
 * A file format; one file each, listed in index.ts. Bytes in, so that it needs no file system. What needs a library that
 * is loaded late, or decompresses in steps, answers with a promise.
 */
export interface Source {
  readonly declaration: SourceDeclaration;
  /** Names, types, levels and facts of all columns; of the panel, where one is declared. */
  readonly describe: (
    bytes: Uint8Array,
    options: ReadParameters['options'],
    panel?: Panel | null,
  ) => Answer<TableSchema>;
  /**
   * The named columns (and the keys of the panel), in the order of the file. A name that the file lacks is a
   * failure. Uniqueness of the panel's keys is `checkPanel`'s to judge.
   */
  readonly read: (
    bytes: Uint8Array,
    options: ReadParameters['options'],
    columns: readonly string[],
    panel: Panel | null,
  ) => Answer<Table>;
}

type Answer<T> = T | SourceFailure | Promise<T | SourceFailure>;

/** A format that is read at once. */
export interface ImmediateSource extends Source {
  readonly describe: (...given: Parameters<Source['describe']>) => TableSchema | SourceFailure;
  readonly read: (...given: Parameters<Source['read']>) => Table | SourceFailure;
}
