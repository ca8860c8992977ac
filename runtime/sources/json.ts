import { columnarSource } from './columnar-source.ts';
import { decode } from './decode.ts';
import { isSourceFailure, rowAndLine, type SourceFailure } from './failure.ts';
import { typedOptions } from './format-options.ts';
import { readJsonRows } from './json-rows.ts';
import { type NamedColumns, nameFailure } from './named-columns.ts';
import type { ImmediateSource, Source } from './source.ts';
import { readTypedCells } from './typed-cells.ts';

const OPTIONS = ['encoding', 'na', 'columns'] as const;

/** A list of rows as JSON objects, or one object a line. */
export const json: ImmediateSource = columnarSource(
  {
    name: 'json',
    doc: 'JSON: a list of rows as objects, or one object a line.',
    extensions: ['json', 'ndjson', 'jsonl'],
    options: OPTIONS,
  },
  open,
);

function open(bytes: Uint8Array, given: Parameters<Source['describe']>[1]): NamedColumns | SourceFailure {
  const options = typedOptions(given, OPTIONS);
  if (isSourceFailure(options)) return options;
  const { encoding = 'utf-8' } = given;
  const text = decode(bytes, String(encoding));
  if (typeof text !== 'string') return text;
  const read = readJsonRows(text);
  if (isSourceFailure(read)) return read;
  const names = [...read.columns.keys()];
  const wrong = nameFailure(names, options.columns.keys());
  if (wrong) return wrong;
  const { rows, lines } = read;
  return {
    rows,
    names,
    column: (name) => {
      const cells = read.columns.get(name)!;
      const where = (row: number): string => rowAndLine(row + 1, lines[row]!);
      return readTypedCells({ name, rows, cell: (row) => cells[row]!, where, empty: 'number' }, options);
    },
  };
}
