import type { SourceDeclaration, TableSchema } from '../../compiler/plan/catalog.ts';
import type { ReadParameters } from '../../compiler/plan/plan.ts';
import type { Panel, Table } from '../engines/memory/table.ts';
import type { ByteInput } from './delimited/byte-input.ts';
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

/** What a description of a file finds on its way. */
export interface Described {
  readonly schema: TableSchema;
  /** The wanted columns whole, in the order of the file. */
  readonly table: Table;
}

/** A format that is read in pieces, so that no file is too large for it. `onBytes` sees every byte once, in order. */
export interface StreamingSource extends Source {
  /** `wanted`: the columns of which values, levels and facts are; of the others the name and type. */
  readonly describeInput: (
    input: ByteInput,
    options: ReadParameters['options'],
    panel: Panel | null,
    wanted: (name: string) => boolean,
    onBytes?: (bytes: Uint8Array) => void,
  ) => Described | SourceFailure;
  readonly readInput: (
    input: ByteInput,
    options: ReadParameters['options'],
    columns: readonly string[],
    panel: Panel | null,
    onBytes?: (bytes: Uint8Array) => void,
  ) => Table | SourceFailure;
}

/** Whether a format is read in pieces. */
export function isStreaming(source: Source): source is StreamingSource {
  return 'readInput' in source;
}
