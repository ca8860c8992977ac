import type { SourceDeclaration } from '../../compiler/plan/catalog.ts';
import { isSourceFailure, type SourceFailure } from './failure.ts';
import { allColumns, type NamedColumns, tableFrom } from './named-columns.ts';
import type { ImmediateSource, Source } from './source.ts';
import { schemaOf } from './table-schema.ts';

type Options = Parameters<Source['describe']>[1];

/** A format that can open a file and then read one column after the other. */
export function columnarSource(
  declaration: SourceDeclaration,
  open: (bytes: Uint8Array, options: Options) => NamedColumns | SourceFailure,
): ImmediateSource {
  return {
    declaration,
    describe(bytes, options, panel = null) {
      const file = open(bytes, options);
      if (isSourceFailure(file)) return file;
      const columns = allColumns(file);
      return isSourceFailure(columns) ? columns : schemaOf(columns, file.rows, panel);
    },
    read(bytes, options, columns, panel) {
      const file = open(bytes, options);
      return isSourceFailure(file) ? file : tableFrom(file, columns, panel);
    },
  };
}

/**
 * The same for a format behind a library, which is loaded when such a file is first opened. wanted: the columns that
 * will be asked for; null for all.
 */
export function lateSource(
  declaration: SourceDeclaration,
  open: (
    bytes: Uint8Array,
    options: Options,
    wanted: readonly string[] | null,
  ) => Promise<NamedColumns | SourceFailure>,
): Source {
  return {
    declaration,
    async describe(bytes, options, panel = null) {
      const file = await open(bytes, options, null);
      return columnarSource(declaration, () => file).describe(bytes, options, panel);
    },
    async read(bytes, options, columns, panel) {
      const file = await open(bytes, options, [...columns, ...(panel ? [panel.unit, panel.time] : [])]);
      return columnarSource(declaration, () => file).read(bytes, options, columns, panel);
    },
  };
}
