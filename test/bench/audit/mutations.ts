import type { Printed, PrintedColumn, PrintedColumns, PrintedRows } from './printed.ts';

/** Numbers in [0, 1), the same for a seed (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** One printed error; null where the publication has no place for it, or the change would print the same. */
export interface Mutation {
  readonly name: string;
  /** What the issue asks 95 % of. */
  readonly promised: boolean;
  readonly make: (printed: Printed, random: () => number) => Printed | null;
}

const pick = <T>(list: readonly T[], random: () => number): T | undefined =>
  list[Math.floor(random() * list.length)];
const copy = (printed: Printed): Printed => structuredClone(printed);

function columnsOf(
  { reported }: Printed,
  wanted: (table: PrintedColumns) => boolean = () => true,
): PrintedColumn[] {
  return Object.values(reported.tables).flatMap((table) =>
    'columns' in table && wanted(table) ? Object.values(table.columns) : [],
  );
}

interface Parts {
  readonly estimate: string;
  readonly stars: string;
  readonly second: string;
}

function partsOf(cell: string): Parts {
  const [, estimate = '', stars = '', second = ''] = /^([-\d.]+)(\**) \(([-\d.]+)\)$/.exec(cell)!;
  return { estimate, stars, second };
}

const cellOf = ({ estimate, stars, second }: Parts): string => `${estimate}${stars} (${second})`;

/** Changes one cell of a coefficient. */
function cell(
  change: (parts: Parts, random: () => number) => Parts | null,
  wanted?: (table: PrintedColumns) => boolean,
): Mutation['make'] {
  return (printed, random) => {
    const made = copy(printed);
    const column = pick(columnsOf(made, wanted), random);
    const term = column && pick(Object.keys(column.cells), random);
    if (!column || term === undefined) return null;
    const parts = partsOf(column.cells[term]!);
    const changed = change(parts, random);
    if (!changed || cellOf(changed) === column.cells[term]) return null;
    column.cells[term] = cellOf(changed);
    return made;
  };
}

/** Another digit in the place of one; `but`: the last ones that stay. */
function otherDigit(number: string, random: () => number, but = 0): string | null {
  const all = [...number].flatMap((sign, i) => (/\d/.test(sign) ? [i] : []));
  const places = all.slice(0, all.length - but);
  const at = pick(places, random)!;
  const digit = String((Number(number[at]) + 1 + Math.floor(random() * 9)) % 10);
  return `${number.slice(0, at)}${digit}${number.slice(at + 1)}`;
}

const turned = (number: string): string => (number.startsWith('-') ? number.slice(1) : `-${number}`);
const isZero = (number: string): boolean => Number(number) === 0;

function digitOfEstimate(parts: Parts, random: () => number): Parts | null {
  const estimate = otherDigit(parts.estimate, random);
  return estimate === null ? null : { ...parts, estimate };
}

function star(parts: Parts, random: () => number): Parts {
  const others = ['', '*', '**', '***'].filter((stars) => stars !== parts.stars);
  return { ...parts, stars: pick(others, random)! };
}

const signOfEstimate = (parts: Parts): Parts | null =>
  isZero(parts.estimate) || isZero(parts.second) ? null : { ...parts, estimate: turned(parts.estimate) };

/** Two rows of a column in one another's place, the numbers and the stars. */
const swappedCells: Mutation['make'] = (printed, random) => {
  const made = copy(printed);
  const column = pick(columnsOf(made), random);
  const terms = column ? Object.keys(column.cells) : [];
  const [a, b] = [pick(terms, random), pick(terms, random)];
  if (!column || a === undefined || b === undefined || column.cells[a] === column.cells[b]) return null;
  [column.cells[a], column.cells[b]] = [column.cells[b]!, column.cells[a]!];
  return made;
};

/** One row of a table printed again over another. */
const copiedRow: Mutation['make'] = (printed, random) => {
  const made = copy(printed);
  const tables = Object.values(made.reported.tables).filter(
    (table): table is PrintedColumns => 'columns' in table,
  );
  const table = pick(tables, random);
  if (!table) return null;
  const columns = Object.values(table.columns);
  const terms = Object.keys(columns[columns.length - 1]!.cells);
  const [from, over] = [pick(terms, random)!, pick(terms, random)!];
  let changed = false;
  for (const { cells } of columns) {
    if (from === over || !cells[from] || !cells[over] || cells[from] === cells[over]) continue;
    cells[over] = cells[from];
    changed = true;
  }
  return changed ? made : null;
};

/** The cells of one column printed again under the heading of another. */
const copiedColumn: Mutation['make'] = (printed, random) => {
  const made = copy(printed);
  const tables = Object.values(made.reported.tables).filter(
    (table): table is PrintedColumns => 'columns' in table && table.partition === true,
  );
  const table = pick(tables, random);
  if (!table) return null;
  const columns = Object.values(table.columns);
  const from = pick(columns, random)!;
  const over = pick(
    columns.filter((column) => column !== from && column.outcome === from.outcome),
    random,
  );
  if (!over) return null;
  over.cells = { ...from.cells };
  return made;
};

/** The rows of a column with another digit. */
const wrongN: Mutation['make'] = (printed, random) => {
  const made = copy(printed);
  const column = pick(columnsOf(made), random);
  if (!column) return null;
  const n = otherDigit(column.n, random)!;
  if (n === column.n || n.startsWith('0')) return null;
  column.n = n;
  return made;
};

/** The last digit is what the rounding of the other numbers hides. */
function earlierDigit(parts: Parts, random: () => number): Parts | null {
  const estimate = otherDigit(parts.estimate, random, 1);
  return estimate === null ? null : { ...parts, estimate };
}

const isMediation = (table: PrintedColumns): boolean => table.mediation !== undefined;

function described(change: (row: Record<string, string>, random: () => number) => boolean): Mutation['make'] {
  return (printed, random) => {
    const made = copy(printed);
    const rows = Object.values(made.reported.tables)
      .filter((table): table is PrintedRows => 'rows' in table)
      .flatMap((table) => Object.values(table.rows));
    const row = pick(rows, random);
    return row && change(row, random) ? made : null;
  };
}

const endsSwapped = described((row) => {
  if (row['min'] === row['max']) return false;
  [row['min'], row['max']] = [row['max']!, row['min']!];
  return true;
});

const spreadSlipped = described((row) => {
  row['sd'] = String(Number(row['sd']) * 10);
  return Number(row['sd']) > 0;
});

const meanDigit = described((row, random) => {
  const mean = otherDigit(row['mean']!, random)!;
  const changed = Number(mean) !== Number(row['mean']);
  row['mean'] = mean;
  return changed;
});

const adjustedDigit: Mutation['make'] = (printed, random) => {
  const made = copy(printed);
  const column = pick(columnsOf(made), random);
  if (!column) return null;
  column.adj_r2 = otherDigit(column.adj_r2, random)!;
  return Number(column.adj_r2) < 1 ? made : null;
};

/** Every kind of error, in the order of docs/audit.md. */
export const mutations: readonly Mutation[] = [
  { name: 'other stars', promised: true, make: cell(star) },
  { name: 'other rows (n)', promised: true, make: wrongN },
  { name: 'a row copied over another', promised: true, make: copiedRow },
  { name: 'a column copied over another group', promised: true, make: copiedColumn },
  { name: 'a digit of a mediation, not the last', promised: true, make: cell(earlierDigit, isMediation) },
  {
    name: 'a lost or added sign, beside t',
    promised: false,
    make: cell(signOfEstimate, ({ parentheses }) => parentheses === 't'),
  },
  { name: 'two cells in one another’s place', promised: false, make: swappedCells },
  { name: 'any digit of a mediation', promised: false, make: cell(digitOfEstimate, isMediation) },
  { name: 'a digit of a coefficient', promised: false, make: cell(digitOfEstimate) },
  { name: 'a digit of adjusted R2', promised: false, make: adjustedDigit },
  { name: 'minimum and maximum swapped', promised: false, make: endsSwapped },
  { name: 'a standard deviation ten times as large', promised: false, make: spreadSlipped },
  { name: 'a digit of a mean', promised: false, make: meanDigit },
];
