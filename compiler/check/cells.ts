import type { ColumnFacts } from '../plan/catalog.ts';
import type { Binary, Expression } from '../plan/expression.ts';
import { callCells } from './cell-functions.ts';
import type { ColumnFact, Sample } from './scope.ts';

export type PanelKey = 'unit' | 'time';

/** What is known of the cells of a column, or of an expression, before anything runs. */
export interface CellFacts {
  /** Least and most rows where the cell is missing. */
  readonly missing: readonly [number, number];
  /** Numbers lie within; null where nothing is known. */
  readonly range: Range | null;
  /** At least two different values occur. */
  readonly varies: boolean;
  /** Most different values; null where nothing is known. */
  readonly distinct: number | null;
  /** Keys of the panel within each of whose values the cells that are not missing are equal. */
  readonly within: readonly PanelKey[];
  /** Cells of a text column that read as numbers. */
  readonly numeric: number;
}

export type Range = readonly [number, number];

/** Whether cells are missing: none is, some may be, some are. */
export type Missingness = 'none' | 'possible' | 'certain';

/** Of which nothing is known. */
export const anyCells: CellFacts = {
  missing: [0, Number.POSITIVE_INFINITY],
  range: null,
  varies: false,
  distinct: null,
  within: [],
  numeric: 0,
};

/** What the description of a file counted; nothing where nobody did. */
export function cellsInFile(facts: ColumnFacts | undefined): CellFacts {
  if (!facts) return anyCells;
  const { missing, range, distinct, constantWithin, numeric } = facts;
  const varies = distinct === null || distinct > 1;
  return { missing: [missing, missing], range, varies, distinct, within: constantWithin, numeric };
}

/** The columns and the rows that an expression is over. */
export interface CellScope {
  readonly columns: ReadonlyMap<string, Pick<ColumnFact, 'cells'>>;
  readonly sample: Sample;
}

export function missingness({ missing: [least, most] }: CellFacts): Missingness {
  return most === 0 ? 'none' : least > 0 ? 'certain' : 'possible';
}

/**
 * What the cells of an expression hold, as far as the columns tell. Safe in one direction: what it says is so, what it
 * leaves open may be either way. Sums and products of finite numbers count as finite; an overflow is noted by the run.
 */
export function cellsOf(node: Expression, scope: CellScope): CellFacts {
  const inner = (part: Expression): CellFacts => cellsOf(part, scope);
  switch (node.kind) {
    case 'number':
      return { ...constant, range: [node.value, node.value] };
    case 'text':
      return constant;
    case 'missing':
      return { ...constant, missing: [scope.sample.rows ?? 1, Number.POSITIVE_INFINITY], distinct: 0 };
    case 'name':
      return scope.columns.get(node.name)?.cells ?? anyCells;
    case 'reference':
      return anyCells;
    case 'unary': {
      const operand = inner(node.operand);
      if (node.operator === '+') return operand;
      if (node.operator === 'not') return answered(asked(operand));
      return { ...strict([operand]), range: operand.range && [-operand.range[1], -operand.range[0]] };
    }
    case 'binary':
      return binary(node, scope);
    case 'interval':
      return answered(strict([node.operand, node.low, node.high].map(inner)));
    case 'membership':
      return answered(strict([inner(node.operand)]));
    case 'call':
      return callCells(node, node.arguments.map(inner), scope);
  }
}

const constant: CellFacts = {
  missing: [0, 0],
  range: null,
  varies: false,
  distinct: 1,
  within: ['unit', 'time'],
  numeric: 0,
};

/** Values that are 1 or 0. */
export function answered(cells: CellFacts): CellFacts {
  return { ...cells, range: [0, 1], distinct: Math.min(2, cells.distinct ?? 2) };
}

/** What a question gets to see: another number than 1 and 0 is no answer, and counts as missing. */
export function asked(cells: CellFacts): CellFacts {
  const { range, distinct } = cells;
  if (!range || distinct === null) return partial([cells]);
  const ends = range.every((end) => end === 0 || end === 1);
  return ends && distinct <= (range[0] === range[1] ? 1 : 2) ? strict([cells]) : partial([cells]);
}

/** Missing exactly where one of the parts is, else a function of them. */
export function strict(parts: readonly CellFacts[]): CellFacts {
  const least = parts.reduce((most, part) => Math.max(most, part.missing[0]), 0);
  const sum = parts.reduce((all, part) => all + part.missing[1], 0);
  const keys: readonly PanelKey[] = ['unit', 'time'];
  return {
    missing: [least, sum],
    range: null,
    varies: false,
    distinct: parts.length === 1 ? parts[0]!.distinct : null,
    within: keys.filter((key) => parts.every((part) => part.within.includes(key))),
    numeric: 0,
  };
}

/** The same, with cells that may be missing beside. */
export function partial(parts: readonly CellFacts[]): CellFacts {
  const { missing, ...rest } = strict(parts);
  return { ...rest, missing: [missing[0], Number.POSITIVE_INFINITY] };
}

/** Walks down the left operands in a loop: a long sum is a deep tree. */
function binary(node: Binary, scope: CellScope): CellFacts {
  const chain: Binary[] = [node];
  let left = node.left;
  while (left.kind === 'binary') {
    chain.push(left);
    left = left.left;
  }
  return chain.reduceRight(
    (value, one) => operation(one, value, cellsOf(one.right, scope)),
    cellsOf(left, scope),
  );
}

function operation({ operator, right }: Binary, a: CellFacts, b: CellFacts): CellFacts {
  switch (operator) {
    case '+':
      return { ...strict([a, b]), range: span(a, b, (x, y) => x + y) };
    case '-':
      return { ...strict([a, b]), range: span(a, b, (x, y) => x - y) };
    case '*':
      return { ...strict([a, b]), range: span(a, b, (x, y) => x * y) };
    case '/':
      return excludesZero(b.range)
        ? { ...strict([a, b]), range: span(a, b, (x, y) => x / y) }
        : partial([a, b]);
    case '^':
      return right.kind === 'number' && Number.isInteger(right.value) && right.value >= 0
        ? strict([a, b])
        : partial([a, b]);
    case 'and':
    case 'or': {
      // One operand may decide where the other is missing: then the cell is not.
      const both = strict([asked(a), asked(b)]);
      const whole = both.missing[1] === 0;
      return answered({ ...both, missing: [0, both.missing[1]], within: whole ? both.within : [] });
    }
    default:
      return answered(strict([a, b]));
  }
}

export function excludesZero(range: Range | null): boolean {
  return range !== null && (range[0] > 0 || range[1] < 0);
}

/** The corners bound the result, since rounding keeps order; none where a corner is not finite. */
function span(a: CellFacts, b: CellFacts, f: (x: number, y: number) => number): Range | null {
  if (!a.range || !b.range) return null;
  const { range: x } = a;
  const corners = b.range.flatMap((y) => [f(x[0], y), f(x[1], y)]);
  return corners.every(Number.isFinite) ? [Math.min(...corners), Math.max(...corners)] : null;
}
