import { entriesOf, isText, itemsOf, type Tree, valueAt } from '../parse/tree.ts';
import type { CellPart } from '../plan/reported.ts';
import type { CheckContext } from './context.ts';

/** What sentences of the text may refer to: a column with the rows of its cells, or a variable of a table. */
export interface ReportedPlaces {
  /** Column id → what is in it. */
  readonly columns: ReadonlyMap<string, ColumnPlace>;
  /** Table id → variable → statistics. */
  readonly rows: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
}

export interface ColumnPlace {
  readonly rows: readonly string[];
  /** `n`, `adj_r2`: numbers of the column itself; `outcome`, its name. */
  readonly statistics: readonly string[];
  /** What can be said of a coefficient. */
  readonly values: readonly string[];
}

const statistics = ['n', 'r2', 'adj_r2', 'within_r2', 'f', 'rmse', 'clusters'];

/** Of an estimate with one of t and se, the other and p follow. */
const printedValues: Readonly<Record<CellPart, readonly string[]>> = {
  t: ['std_error', 'statistic', 'p'],
  se: ['std_error', 'statistic', 'p'],
  p: ['p'],
  ci: ['conf_low', 'conf_high'],
};

/** Taken from the file as written: a cell that cannot be read is there all the same, and reported already. */
export function reportedPlaces({ spec }: CheckContext): ReportedPlaces {
  const tables = entriesOf(valueAt(valueAt(spec.tree, 'reported'), 'tables'));
  const columns = new Map<string, ColumnPlace>();
  const rows = new Map<string, ReadonlyMap<string, readonly string[]>>();
  for (const { key, value } of tables) {
    const values = valuesOf(value);
    for (const column of entriesOf(valueAt(value, 'columns'))) {
      const keys = entriesOf(column.value).map((entry) => entry.key.text);
      columns.set(column.key.text, {
        rows: namesAt(column.value, 'cells').map(termOf),
        statistics: [...statistics, 'outcome'].filter((name) => keys.includes(name)),
        values,
      });
    }
    const variables = entriesOf(valueAt(value, 'rows'));
    rows.set(key.text, new Map(variables.map((one) => [one.key.text, namesAt(value, 'rows', one.key.text)])));
  }
  return { columns, rows };
}

/** `_cons` is `(Intercept)`. */
export function termOf(row: string): string {
  return row === '_cons' ? '(Intercept)' : row;
}

function namesAt(tree: Tree, ...path: readonly string[]): readonly string[] {
  const found = path.reduce<Tree | undefined>((at, key) => valueAt(at, key), tree);
  return entriesOf(found).map((entry) => entry.key.text);
}

function valuesOf(table: Tree): readonly string[] {
  const parts = ['parentheses', 'brackets'].flatMap((key) => itemsOf(valueAt(table, key)).filter(isText));
  const values = parts.flatMap((part) =>
    Object.hasOwn(printedValues, part.text) ? printedValues[part.text as CellPart] : [],
  );
  return [...new Set(['estimate', ...values])];
}
