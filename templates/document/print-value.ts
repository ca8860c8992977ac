import { STATISTIC_DIGITS } from './cells.ts';
import { formatCount, formatDecimal, formatP } from './format-number.ts';

/** A share is printed in percent, with one decimal. */
const SHARE_DIGITS = 1;

const statistics: ReadonlySet<string> = new Set(['statistic', 't', 'z', 'f', 'chi2']);

/** What counts something where it is a whole number; degrees of freedom may be none. */
const counts: ReadonlySet<string> = new Set([
  ...['n', 'units', 'periods', 'missing', 'df', 'df2', 'df_residual', 'draws', 'failed', 'k'],
  ...['rows', 'excluded', 'undecided', 'incomplete', 'lags', 'weightless', 'singletons', 'separated', 'used'],
]);

const isShare = (name: string): boolean => name === 'share' || name.startsWith('share_');

/**
 * A number of the results as tables print it: p with three decimals or `<0.001`, test statistics with two, shares in
 * percent with one, counts with none, all else with the table's `digits`. names: the path to it in results.json, of
 * which the last name that says what it is decides. A hyphen-minus.
 */
export function printValue(names: readonly string[], value: number, digits: number): string {
  const name = names.at(-1) ?? '';
  const within = names.at(-2) ?? '';
  if (isShare(name) || isShare(within)) return formatDecimal(100 * value, SHARE_DIGITS);
  if (name === 'p' || name.endsWith('_p')) return formatP(value);
  if (statistics.has(name)) return formatDecimal(value, STATISTIC_DIGITS);
  const counted = [name, within].some((one) => counts.has(one) || /^(clusters|.*_df)$/.test(one));
  if (counted && Number.isInteger(value)) return formatCount(value);
  return formatDecimal(value, digits);
}

/** The same with so many decimals; a share stays in percent. */
export function printValueTo(names: readonly string[], value: number, digits: number): string {
  return formatDecimal(names.slice(-2).some(isShare) ? 100 * value : value, digits);
}
