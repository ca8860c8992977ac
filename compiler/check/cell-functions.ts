import type { Call } from '../plan/expression.ts';
import {
  answered,
  anyCells,
  asked,
  type CellFacts,
  type CellScope,
  cellsOf,
  type PanelKey,
  partial,
  type Range,
  strict,
} from './cells.ts';

/** What a call gives, from what its arguments are. */
type CellRule = (args: readonly CellFacts[], call: Call, scope: CellScope) => CellFacts;

const first = (args: readonly CellFacts[]): CellFacts => args[0] ?? anyCells;

const total: CellRule = (args) => strict(args);

/** Defined on part of the numbers only: `inside` tells whether a range lies within that part. */
const where =
  (inside: (range: Range) => boolean): CellRule =>
  (args) => {
    const { range } = first(args);
    return range && inside(range) ? strict(args) : partial(args);
  };

/** Along time: a unit's first row has none before it. How many units there are is known while all rows are. */
const shift: CellRule = (args, call, { sample }) => {
  const arg = first(args);
  const k = call.named['k'] ?? call.arguments[1];
  if (k?.kind === 'number' && k.value === 0) return arg;
  return {
    ...anyCells,
    ...arg,
    missing: [sample.units ?? 1, Number.POSITIVE_INFINITY],
    varies: false,
    numeric: 0,
  };
};

const change: CellRule = (args, call, scope) => ({
  ...shift(args, call, scope),
  range: null,
  distinct: null,
});

/** Missing where nothing is aggregated, so nowhere as long as no cell and no group is missing. */
const aggregate =
  (keepsRange: boolean): CellRule =>
  (args, call, scope) => {
    if (args.length > 1) return strict(args);
    const by = Object.hasOwn(call.named, 'by') ? call.named['by'] : undefined;
    const groups = by ? cellsOf(by, scope) : null;
    const whole = first(args).missing[1] === 0 && (groups?.missing[1] ?? 0) === 0;
    const keys: readonly PanelKey[] = groups ? groups.within : ['unit', 'time'];
    return {
      ...anyCells,
      missing: [0, whole ? 0 : Number.POSITIVE_INFINITY],
      range: keepsRange ? first(args).range : null,
      distinct: groups ? groups.distinct : 1,
      within: keys,
    };
  };

/** Of one value there is no deviation. */
const deviation: CellRule = (args, call, scope) => ({
  ...aggregate(false)(args, call, scope),
  missing: [0, Number.POSITIVE_INFINITY],
});

function union(parts: readonly CellFacts[]): Range | null {
  const ranges = parts.flatMap((part) => part.range ?? []);
  return ranges.length === 2 * parts.length ? [Math.min(...ranges), Math.max(...ranges)] : null;
}

const choice: CellRule = ([condition, ...branches]) => {
  const all = strict([asked(condition ?? anyCells), ...branches]);
  return { ...all, missing: [0, all.missing[1]], range: union(branches) };
};

const coalesce: CellRule = (args) => {
  const most = args.reduce((least, one) => Math.min(least, one.missing[1]), Number.POSITIVE_INFINITY);
  const within = first(args).missing[1] === 0 ? first(args).within : [];
  return { ...anyCells, missing: [0, most], range: union(args), within };
};

const isMissing: CellRule = (args) =>
  answered({
    ...anyCells,
    missing: [0, 0],
    within: first(args).missing[1] === 0 ? ['unit', 'time'] : [],
  });

/** By name. Of a function that does not stand here any cell may be missing: that is safe, and says little. */
const rules: ReadonlyMap<string, CellRule> = new Map<string, CellRule>([
  ...['abs', 'floor', 'ceil', 'sign', 'round', 'factor', 'I'].map((name) => [name, total] as const),
  ['log', where(([low]) => low > 0)],
  ['sqrt', where(([low]) => low >= 0)],
  ['exp', where(([, high]) => high <= 700)],
  ['cut', partial],
  ...['lag', 'lead', 'l', 'f'].map((name) => [name, shift] as const),
  ...['diff', 'growth', 'd'].map((name) => [name, change] as const),
  ...['mean', 'sum'].map((name) => [name, aggregate(false)] as const),
  ...['min', 'max', 'median'].map((name) => [name, aggregate(true)] as const),
  ['sd', deviation],
  ['rank', (args) => ({ ...partial(args), distinct: null, within: [] })],
  ['if', choice],
  ['coalesce', coalesce],
  ['is_missing', isMissing],
]);

/** What is known of the cells of a call whose arguments are known so far. */
export function callCells(call: Call, args: readonly CellFacts[], scope: CellScope): CellFacts {
  const rule = rules.get(call.function);
  return rule ? rule(args, call, scope) : anyCells;
}
