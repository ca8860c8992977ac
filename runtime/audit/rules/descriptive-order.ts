import type { Finding } from '../finding.ts';
import { type Interval, negate, printed } from '../interval.ts';
import { type DescribedVariable, placeOfRow } from '../paper.ts';
import type { AuditRule } from '../rule.ts';

const CODE = 'descriptive-order';
/** Statistics that stand in this order, whatever the data. */
const ORDER = ['min', 'p1', 'p5', 'p10', 'p25', 'median', 'p75', 'p90', 'p95', 'p99', 'max'] as const;

export const descriptiveOrder: AuditRule = {
  code: CODE,
  doc: 'Minimum, percentiles and maximum are in their order, and the mean lies between the ends.',
  check: ({ described }) => [...described.values()].flatMap(ofVariable),
};

interface Named {
  readonly name: string;
  readonly interval: Interval;
}

function ofVariable(variable: DescribedVariable): readonly Finding[] {
  const order = namedStatistics(variable, ORDER);
  const mean = namedStatistics(variable, ['min', 'mean', 'max']);
  const wrong = [...contradictions(order), ...contradictions(mean)];
  if (wrong.length === 0) return [];
  const involved = [...order, ...mean.filter(({ name }) => name === 'mean')];
  const texts = wrong.map(([a, b]) => `${a.name} ${textOf(variable, a)} > ${b.name} ${textOf(variable, b)}`);
  return [
    {
      code: CODE,
      severity: 'impossible',
      cells: [placeOfRow(variable)],
      values: Object.fromEntries(
        involved.map(({ name }) => [name, Number(variable.row.statistics[name]!.value)]),
      ),
      message: `${variable.row.variable.value}: ${[...new Set(texts)].join(', ')}.`,
      repair: repairOf(order, mean),
      span: variable.row.span,
    },
  ];
}

function namedStatistics({ row }: DescribedVariable, names: readonly string[]): readonly Named[] {
  return names.flatMap((name) => {
    const number = Object.hasOwn(row.statistics, name) ? row.statistics[name] : undefined;
    return number ? [{ name, interval: printed(number) }] : [];
  });
}

function textOf({ row }: DescribedVariable, { name }: Named): string {
  return row.statistics[name]!.text;
}

/** Neighbours of which no value of the first is at most some value of the second. */
function contradictions(order: readonly Named[]): readonly (readonly [Named, Named])[] {
  return order.flatMap((a, i) => {
    const b = order[i + 1];
    return b && a.interval.low > b.interval.high ? [[a, b] as const] : [];
  });
}

/** A lost minus on all of them, or two ends in one another's place: what alone would restore the order. */
function repairOf(order: readonly Named[], mean: readonly Named[]): string | null {
  const turned = (list: readonly Named[]): readonly Named[] =>
    list.map((one) => ({ ...one, interval: negate(one.interval) }));
  const swapped = (list: readonly Named[]): readonly Named[] => {
    const ends = new Map(list.map(({ name, interval }) => [name, interval]));
    const other: Readonly<Record<string, string>> = { min: 'max', max: 'min' };
    return list.map((one) => ({ ...one, interval: ends.get(other[one.name] ?? one.name) ?? one.interval }));
  };
  const fits = (change: typeof turned): boolean =>
    contradictions(change(order)).length === 0 && contradictions(change(mean)).length === 0;
  const repairs = [
    ...(fits(turned) ? ['minus signs before all of them'] : []),
    ...(fits(swapped) ? ['minimum and maximum in one another’s place'] : []),
  ];
  return repairs.length === 1 ? repairs[0]! : null;
}
