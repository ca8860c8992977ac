import type { TextColumn, Table } from '../../runtime/engines/memory/table.ts';
import type { CorrelateRecord, DescribeRecord } from '../../runtime/results/results.ts';
import { type Account, relative } from './account.ts';
import { normalised, type Ran, raw, type Spec } from './studies.ts';

const prepared = ['AGG', ...normalised];
const descriptiveNames: Readonly<Record<string, string>> = { n_missing: 'missing' };
const statistics = [
  'n',
  'missing',
  'mean',
  'sd',
  'min',
  'p25',
  'median',
  'p75',
  'max',
  'skewness',
  'kurtosis',
];
const rawNames = ['TIN_raw', 'AI_raw', 'population', 'employees', 'GRA_raw', 'vht', 'RD_raw'];

/** R's percentiles are of type 7, Stata's of type 2. */
export const describeAnalyses: Readonly<Record<string, Spec>> = {
  described: { describe: [...prepared, ...rawNames], statistics, conventions: 'fixest' },
  correlated: { correlate: prepared },
};

interface PreparedReference {
  readonly preparation: {
    readonly n_interpolated: number;
    readonly interpolated: Readonly<Record<'column' | 'city', string[]>> &
      Readonly<Record<'year' | 'value', number[]>>;
  };
  readonly prepared_first_rows: Readonly<Record<string, readonly (number | string)[]>>;
  readonly prepared_column_sums: Readonly<Record<string, number>>;
}

/** Cells filled, first rows (sorted by city, then year) and sums of the prepared columns. */
export function comparePreparation(book: Account, reference: PreparedReference, ran: Ran): void {
  const { interpolated } = reference.preparation;
  const filled = ran.results.prepare[0]!.filled;
  const total = raw.reduce((sum, name) => sum + (filled[name] ?? 0), 0);
  book.compare('preparation.n_interpolated', total, 0);
  const table = tableOf(ran);
  const rowOf = rowIndex(table);
  interpolated.value.forEach((value, i) => {
    const row = rowOf.get(`${interpolated.city[i]} ${interpolated.year[i]}`)!;
    book.compare(`preparation.interpolated.year[${i}]`, numbers(table, 'year')[row], 0);
    book.compare(
      `preparation.interpolated.value[${i}]`,
      numbers(table, interpolated.column[i]!)[row],
      relative(value),
    );
  });
  const order = [...rowOf.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  for (const [name, values] of Object.entries(reference.prepared_first_rows)) {
    values.forEach((value, i) => {
      if (typeof value !== 'number') return;
      book.compare(`prepared_first_rows.${name}[${i}]`, numbers(table, name)[order[i]!], relative(value));
    });
  }
  for (const [name, expected] of Object.entries(reference.prepared_column_sums)) {
    const sum = numbers(table, name).reduce((total_, value) => total_ + value, 0);
    book.compare(`prepared_column_sums.${name}`, sum, relative(expected));
  }
}

function tableOf(ran: Ran): Table {
  return (ran.execution.outputs.get(ran.plan.table) as { readonly table: Table }).table;
}

function numbers(table: Table, name: string): Float64Array {
  const column = table.columns.get(name);
  if (column?.kind !== 'number') throw new Error(`no numbers in ${name}`);
  return column.values;
}

function rowIndex(table: Table): Map<string, number> {
  const city = table.columns.get('city') as TextColumn;
  const year = numbers(table, 'year');
  return new Map(Array.from(year, (value, row) => [`${city.levels[city.codes[row]!]} ${value}`, row]));
}

type Descriptives = Readonly<Record<string, Readonly<Record<string, number>>>>;

export function compareDescriptives(
  book: Account,
  reference: { readonly descriptives: Descriptives; readonly descriptives_raw: Descriptives },
  ran: Ran,
): void {
  const { rows } = ran.results.analyses['described'] as DescribeRecord;
  for (const key of ['descriptives', 'descriptives_raw'] as const) {
    for (const [variable, values] of Object.entries(reference[key])) {
      const row = rows.find((candidate) => candidate.variable === variable)!;
      for (const [statistic, expected] of Object.entries(values)) {
        const actual = row[descriptiveNames[statistic] ?? statistic] as number;
        book.compare(`${key}.${variable}.${statistic}`, actual, relative(expected));
      }
    }
  }
}

/**
 * Both triangles are R's; ours is the lower one. p multiplies the rounding of r by n r^2 / (1 - r^2), here below 4e3, so
 * that 1e-9 relative is far.
 */
export function compareCorrelations(
  book: Account,
  reference: { readonly vars: readonly string[]; readonly p: readonly (readonly (number | null)[])[] },
  ran: Ran,
): void {
  const { rows } = ran.results.analyses['correlated'] as CorrelateRecord;
  for (const row of rows) {
    const [i, j] = [row.variable, row.with].map((name) => reference.vars.indexOf(name)) as [number, number];
    for (const place of [`[${i}][${j}]`, `[${j}][${i}]`]) {
      book.compare(`correlation.pearson${place}`, row.estimate, 1e-12);
      book.compare(`correlation.p${place}`, row.p, reference.p[i]![j]! * 1e-9);
    }
  }
}
