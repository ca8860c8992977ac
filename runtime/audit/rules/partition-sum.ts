import type { Finding } from '../finding.ts';
import { groupsOf, partitions, sizeOf } from '../groups.ts';
import { type Paper, type PaperColumn, placeOf } from '../paper.ts';
import type { AuditRule } from '../rule.ts';

const CODE = 'partition-sum';

/** The sizes of the parts add up to the whole. Only where the publication prints one size of the whole sample. */
export const partitionSum: AuditRule = {
  code: CODE,
  doc: 'The rows of groups that divide one sample add up to the rows of the whole.',
  check: (paper) => partitions(paper.columns).flatMap((columns) => ofTable(paper, columns)),
};

function ofTable(paper: Paper, columns: readonly PaperColumn[]): readonly Finding[] {
  const groups = groupsOf(columns);
  const parts = groups.map(sizeOf);
  const whole = wholeOf(paper);
  if (whole === null || groups.length < 2 || parts.some((size) => size === null)) return [];
  const sum = parts.reduce((total: number, size) => total + size!, 0);
  const terms = `${parts.join(' + ')} = ${sum}`;
  const agrees = sum === whole;
  return [
    {
      code: CODE,
      severity: agrees ? 'note' : 'inconsistent',
      cells: columns.map((column) => placeOf(column)),
      values: { parts: parts as readonly number[], sum, whole },
      message: agrees
        ? `The groups add up: ${terms}, the rows of the whole sample.`
        : `The groups have ${terms} rows; the whole sample has ${whole}.`,
      repair: null,
      span: columns[0]!.column.span,
    },
  ];
}

/** The one n that every column about the whole sample prints. */
function wholeOf({ columns }: Paper): number | null {
  const sizes = new Set(
    columns.flatMap(({ column, n }) => (n !== null && !column.group && !column.period ? [n] : [])),
  );
  return sizes.size === 1 ? [...sizes][0]! : null;
}
