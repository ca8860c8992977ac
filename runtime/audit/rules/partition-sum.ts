import type { Finding } from '../finding.ts';
import { groupsOf, partitions, sizeOf } from '../groups.ts';
import { type Paper, type PaperColumn, placeOf } from '../paper.ts';
import type { AuditRule } from '../rule.ts';
import { sameTerms } from '../same-model.ts';

const CODE = 'partition-sum';

/** The sizes of the parts add up to the whole. Only where the publication prints one size of the whole sample. */
export const partitionSum: AuditRule = {
  code: CODE,
  doc: 'The rows of groups that divide one sample add up to the rows of the whole.',
  check: (paper) => partitions(paper.columns).flatMap((columns) => ofTable(paper, columns)),
};

/** Each equation by itself: columns of one outcome and one set of terms, one of every group. */
function ofTable(paper: Paper, columns: readonly PaperColumn[]): readonly Finding[] {
  const groups = groupsOf(columns);
  const whole = wholeOf(paper);
  if (whole === null || groups.length < 2) return [];
  const findings = equationsOf(columns)
    .filter((equation) => groupsOf(equation).length === groups.length)
    .flatMap((equation) => ofEquation(equation, whole));
  const wrong = findings.filter(({ severity }) => severity !== 'note');
  return wrong.length > 0
    ? wrong
    : findings.slice(0, 1).map((note) => ({ ...note, cells: columns.map((column) => placeOf(column)) }));
}

function equationsOf(columns: readonly PaperColumn[]): readonly (readonly PaperColumn[])[] {
  const firsts = columns.filter(
    (column, i) => columns.findIndex((other) => isSameEquation(other, column)) === i,
  );
  return firsts.map((first) => columns.filter((column) => isSameEquation(first, column)));
}

function isSameEquation(a: PaperColumn, b: PaperColumn): boolean {
  return a.outcome === b.outcome && sameTerms(a, b);
}

function ofEquation(columns: readonly PaperColumn[], whole: number): readonly Finding[] {
  const parts = groupsOf(columns).map(sizeOf);
  if (parts.some((size) => size === null)) return [];
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
