import type { SourceDeclaration, TableSchema } from '../../compiler/plan/catalog.ts';
import { tableOf } from '../engines/memory/columns.ts';
import type { Column, Panel, Table } from '../engines/memory/table.ts';
import { CSV_KEYS } from './csv-options.ts';
import { bytesInput } from './delimited/byte-input.ts';
import { type DelimitedFile, readDelimited } from './delimited/delimited-file.ts';
import { isSourceFailure, type SourceFailure } from './failure.ts';
import { noColumn } from './named-columns.ts';
import type { ImmediateSource, StreamingSource } from './source.ts';
import { schemaOf } from './table-schema.ts';

export const csv: ImmediateSource & StreamingSource = delimited(
  { name: 'csv', doc: 'Comma-separated text with a header line.', extensions: ['csv'], options: CSV_KEYS },
  ',',
);

export const tsv: ImmediateSource & StreamingSource = delimited(
  {
    name: 'tsv',
    doc: 'Tab-separated text with a header line.',
    extensions: ['tsv', 'tab'],
    options: CSV_KEYS,
  },
  '\t',
);

function delimited(
  declaration: SourceDeclaration,
  usualDelimiter: string,
): ImmediateSource & StreamingSource {
  const describeInput: StreamingSource['describeInput'] = (input, options, panel, wanted, onBytes) => {
    const file = readDelimited(input, options, usualDelimiter, {
      columns: (names) => new Set(names.filter((name) => wanted(name) || isKey(name, panel))),
      judgeOthers: true,
      onBytes,
    });
    if (isSourceFailure(file)) return file;
    const wrong = failureIn(file, file.names);
    return (
      wrong ?? { schema: schemaOfFile(file, panel), table: tableOf(file.rows, wholeColumns(file), null) }
    );
  };
  const readInput: StreamingSource['readInput'] = (input, options, columns, panel, onBytes) => {
    const needed = new Set([...columns, ...(panel ? [panel.unit, panel.time] : [])]);
    const file = readDelimited(input, options, usualDelimiter, {
      columns: () => needed,
      judgeOthers: false,
      onBytes,
    });
    return isSourceFailure(file) ? file : neededTable(file, needed, panel);
  };
  return {
    declaration,
    describeInput,
    readInput,
    describe(bytes, options, panel = null) {
      const found = describeInput(bytesInput(bytes), options, panel, () => true);
      return isSourceFailure(found) ? found : found.schema;
    },
    read: (bytes, options, columns, panel) => readInput(bytesInput(bytes), options, columns, panel),
  };
}

function isKey(name: string, panel: Panel | null): boolean {
  return panel !== null && (name === panel.unit || name === panel.time);
}

function neededTable(
  file: DelimitedFile,
  needed: ReadonlySet<string>,
  panel: Panel | null,
): Table | SourceFailure {
  const absent = [...needed].find((name) => !file.names.includes(name));
  if (absent !== undefined) return noColumn(absent, file.names);
  return (
    failureIn(
      file,
      file.names.filter((name) => needed.has(name)),
    ) ?? tableOf(file.rows, wholeColumns(file), panel)
  );
}

/** The first failure among these columns, in the order of the file. */
function failureIn({ columns }: DelimitedFile, names: readonly string[]): SourceFailure | null {
  for (const name of names) {
    const column = columns.get(name);
    if (typeof column === 'object' && isSourceFailure(column)) return column;
  }
  return null;
}

function wholeColumns({ names, columns }: DelimitedFile): readonly Column[] {
  return names.flatMap((name) => {
    const column = columns.get(name);
    return typeof column === 'object' && !isSourceFailure(column) ? [column] : [];
  });
}

/** Of columns that nobody wanted, the type alone. */
function schemaOfFile(file: DelimitedFile, panel: Panel | null): TableSchema {
  const known = schemaOf(wholeColumns(file), file.rows, panel);
  const whole = new Map(known.columns.map((column) => [column.name, column]));
  const columns = file.names.map(
    (name) => whole.get(name) ?? { name, type: typeOf(file.columns.get(name)), levels: null },
  );
  return { ...known, columns };
}

function typeOf(column: ReturnType<DelimitedFile['columns']['get']>): 'number' | 'text' | 'date' {
  return column === 'number' || column === 'date' ? column : 'text';
}
