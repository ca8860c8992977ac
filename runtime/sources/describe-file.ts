import { createHash } from 'node:crypto';
import { fstatSync, readSync } from 'node:fs';
import type { TableSchema } from '../../compiler/plan/catalog.ts';
import type { ReadParameters } from '../../compiler/plan/plan.ts';
import type { Panel } from '../engines/memory/table.ts';
import type { ByteInput } from './delimited/byte-input.ts';
import { isSourceFailure, type SourceFailure, sourceFailure } from './failure.ts';
import { openRegular, within } from './files.ts';
import type { HeldTable } from './held-table.ts';
import type { StreamingSource } from './source.ts';

/** A file of the study's folder, and how it is to be read. */
export interface FileToDescribe {
  readonly file: string;
  readonly format: string;
  readonly options: ReadParameters['options'];
  readonly panel: Panel | null;
  /** Whether the study may use a column of this name. */
  readonly mentions: (name: string) => boolean;
}

/**
 * Describes a file that is read in pieces, opened once, and holds what the study may use of it. A file that is written
 * to in the meantime is a failure: what was hashed would not be what was parsed.
 */
export function describeFile(
  source: StreamingSource,
  folder: string,
  { file, format, options, panel, mentions }: FileToDescribe,
  outside: boolean,
): { readonly schema: TableSchema; readonly held: HeldTable } | SourceFailure {
  return within(folder, file, outside, (real, path) =>
    openRegular(real, path, (handle) => {
      const before = stateOf(handle);
      const hash = createHash('sha256');
      const found = source.describeInput(inputOf(handle), options, panel, mentions, (bytes) => {
        hash.update(bytes);
      });
      if (stateOf(handle) !== before) return changed(path);
      if (isSourceFailure(found)) return found;
      const { rows, columns } = found.table;
      const held = { path, format, options, sha256: hash.digest('hex'), rows, columns };
      return { schema: found.schema, held };
    }),
  );
}

function inputOf(handle: number): ByteInput {
  return {
    size: fstatSync(handle).size,
    readAt: (into, position) => readSync(handle, into, 0, into.length, position),
  };
}

/** What changes when somebody writes to the file. */
function stateOf(handle: number): string {
  const { size, mtimeNs } = fstatSync(handle, { bigint: true });
  return `${size} ${mtimeNs}`;
}

function changed(path: string): SourceFailure {
  return sourceFailure(
    'file-changed',
    `${path} was written to while it was read`,
    'run studyc again when nothing writes to the file any more',
  );
}
