import type { Finding } from '../finding.ts';
import { type Group, groupsOf, partitions } from '../groups.ts';
import { type PaperColumn, placeOf } from '../paper.ts';
import { cutsYear, type Months, monthsOf, monthsOverlap, periodText } from '../periods.ts';
import type { AuditRule } from '../rule.ts';

/** The parts of a sample have no row in common. */
export const partition: AuditRule = {
  code: 'partition',
  doc: 'The periods of a table whose groups divide one sample do not overlap.',
  check: (paper) => partitions(paper.columns).flatMap(ofTable),
};

function ofTable(columns: readonly PaperColumn[]): readonly Finding[] {
  const groups = groupsOf(columns).flatMap((group) => {
    const period = group.columns[0]!.column.period;
    return period ? [{ group, months: monthsOf(period), text: periodText(period) }] : [];
  });
  const overlaps = groups.flatMap((a, i) =>
    groups
      .slice(i + 1)
      .filter((b) => monthsOverlap(a.months, b.months))
      .map((b) => [a, b] as const),
  );
  if (overlaps.length === 0) return [];
  const pairs = overlaps.map(([a, b]) => `${a.text} and ${b.text}`);
  const involved = groups.filter((one) => overlaps.some((pair) => pair.includes(one)));
  const cut = involved.filter(({ months }) => cutsYear(months));
  const within = cut.length > 0 ? ` ${listed(cut)} cut a year of annual data in two.` : '';
  return [
    {
      code: 'partition',
      severity: 'inconsistent',
      cells: involved.flatMap(({ group }) => group.columns.map((column) => placeOf(column))),
      values: { overlaps: pairs },
      message: `Groups that divide one sample overlap: ${pairs.join('; ')}.${within}`,
      repair: null,
      span: involved[0]!.group.columns[0]!.column.period!.span,
    },
  ];
}

function listed(
  groups: readonly { readonly group: Group; readonly months: Months; readonly text: string }[],
): string {
  return groups.map(({ text }) => text).join(' and ');
}
