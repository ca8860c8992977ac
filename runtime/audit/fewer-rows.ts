import type { Finding } from './finding.ts';
import { monthsOf, yearsOf } from './periods.ts';
import { type Paper, type PaperColumn, placeOf } from './paper.ts';

const CODE = 'sample-arithmetic';

/**
 * Rows go for want of a value: with the rows that each variable is described with, a model of several has at least as
 * many as are left when no two of them are missing together, and at most as many as the scarcest.
 */
export function describedRows({ columns, described, reported }: Paper): readonly Finding[] {
  const { units, periods } = reported.design;
  if (typeof units !== 'number' || periods === null) return [];
  const total = units * (periods ? yearsOf(monthsOf(periods)).touched : 1);
  return columns.flatMap((column) => {
    const names = [...variablesOf(column)];
    const sizes = names.map((name) => Number(described.get(name)?.row.statistics['n']?.value ?? Number.NaN));
    const { n } = column;
    if (n === null || column.column.group || column.column.period || sizes.some(Number.isNaN)) return [];
    if (sizes.some((size) => size > total)) return [];
    const least = sizes.reduce((rows, size) => rows - (total - size), total);
    const most = Math.min(...sizes);
    return n < least || n > most ? [outside(column, least, most)] : [];
  });
}

function outside(column: PaperColumn, least: number, most: number): Finding {
  return {
    code: CODE,
    severity: 'suspicious',
    cells: [placeOf(column)],
    values: { n: column.n, least, most },
    message: `${column.id} has ${column.n} rows; its variables are described with so many that it has ${least === most ? most : `${least} to ${most}`}.`,
    repair: null,
    span: column.column.statistics.n!.span,
  };
}

/**
 * Rows go for want of a value: a model whose variables are all among those of another has no fewer rows than that one,
 * where both are about the same part of the sample and absorb the same effects.
 */
export function fewerRows({ columns }: Paper): readonly Finding[] {
  return columns.flatMap((column) => {
    const larger = columns.find((other) => needsMore(other, column));
    return larger ? [finding(column, larger)] : [];
  });
}

/** Whether `other` needs every variable of `column` and prints more rows all the same. */
function needsMore(other: PaperColumn, column: PaperColumn): boolean {
  if (other === column || other.n === null || column.n === null || other.n <= column.n) return false;
  const part = ({ column: { group, period }, table }: PaperColumn): string =>
    group || period ? [table.id.value, group?.value, period?.first, period?.last].join('\u0000') : '';
  const same = part(other) === part(column);
  const effects = JSON.stringify(other.column.fixed ?? null) === JSON.stringify(column.column.fixed ?? null);
  return same && effects && [...variablesOf(column)].every((name) => variablesOf(other).has(name));
}

/** Names in the terms and of the outcome; a product needs both of its parts. */
function variablesOf({ cells, outcome }: PaperColumn): ReadonlySet<string> {
  const names = [...cells.keys()].filter((term) => term !== '(Intercept)').flatMap((term) => term.split(':'));
  return new Set([...names, ...(outcome === null ? [] : [outcome])]);
}

function finding(column: PaperColumn, larger: PaperColumn): Finding {
  return {
    code: CODE,
    severity: 'suspicious',
    cells: [placeOf(column), placeOf(larger)],
    values: { n: [column.n, larger.n] },
    message: `${column.id} has ${column.n} rows, and ${larger.id}, which needs all of its variables, has ${larger.n}: no missing value explains it.`,
    repair: null,
    span: column.column.statistics.n!.span,
  };
}
