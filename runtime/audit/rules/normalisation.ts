import type { Finding } from '../finding.ts';
import { contains, type Interval } from '../interval.ts';
import { type DescribedVariable, describedStatistic, type Paper, placeOfRow } from '../paper.ts';
import type { AuditRule } from '../rule.ts';

const CODE = 'normalisation';

/** After min-max the ends are 0 and 1, after z-scores mean and standard deviation are. */
export const normalisation: AuditRule = {
  code: CODE,
  doc: 'Variables that are said to be normalised have the range, or the mean and spread, that this gives.',
  check: (paper) => {
    const wrong = paper.reported.normalized.flatMap(({ variable, method }) => {
      const described = paper.described.get(variable.value);
      return described && !fits(described, method) ? [{ described, method }] : [];
    });
    return wrong.length === 0 ? [] : [finding(paper, wrong)];
  },
};

const ways: Readonly<Record<string, readonly (readonly [statistic: string, value: number])[]>> = {
  minmax: [
    ['min', 0],
    ['max', 1],
  ],
  zscore: [
    ['mean', 0],
    ['sd', 1],
  ],
};

/** By the method stated, or by any where none is. What is not printed says nothing. */
function fits(variable: DescribedVariable, method: string | null): boolean {
  const possible = method !== null && ways[method] ? [ways[method]] : Object.values(ways);
  return possible.some((way) =>
    way.every(([name, value]) => {
      const interval: Interval | null = describedStatistic(variable, name);
      return interval === null || contains(interval, value);
    }),
  );
}

function finding(
  paper: Paper,
  wrong: readonly { readonly described: DescribedVariable; readonly method: string | null }[],
): Finding {
  const names = wrong.map(({ described }) => described.row.variable.value);
  const methods = [...new Set(wrong.map(({ method }) => method))];
  const only = methods.length === 1 && methods[0] !== null ? methods[0] : null;
  const lacks =
    only === 'minmax'
      ? 'no minimum of 0 and maximum of 1'
      : only === 'zscore'
        ? 'no mean of 0 and standard deviation of 1'
        : 'neither minimum 0 and maximum 1 nor mean 0 and standard deviation 1';
  return {
    code: CODE,
    severity: 'inconsistent',
    cells: wrong.map(({ described }) => placeOfRow(described)),
    values: { variables: names, stated: paper.reported.normalized.length },
    message: `Said to be normalised, ${names.length} of ${paper.reported.normalized.length} variables have ${lacks}: ${names.join(', ')}.`,
    repair: null,
    span: wrong[0]!.described.row.span,
  };
}
