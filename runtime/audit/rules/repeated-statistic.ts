import type { Finding } from '../finding.ts';
import { type Paper, type PaperColumn, placeOf } from '../paper.ts';
import type { AuditRule } from '../rule.ts';
import { sampleOf } from '../same-model.ts';

const CODE = 'repeated-statistic';
/** Outcomes or samples with one R2 to all digits: three are no accident where R2 has three decimals. */
const FEWEST = 3;
const DECIMALS = 3;

/** The same R2 to three decimals for different outcomes or samples. Models of one outcome and sample may well share it. */
export const repeatedStatistic: AuditRule = {
  code: CODE,
  doc: 'Models of different outcomes or samples rarely share an R2 to three decimals.',
  check: (paper) => (['r2', 'adj_r2', 'within_r2'] as const).flatMap((name) => ofStatistic(paper, name)),
};

function ofStatistic({ columns }: Paper, name: 'r2' | 'adj_r2' | 'within_r2'): readonly Finding[] {
  const byValue = new Map<string, PaperColumn[]>();
  for (const column of columns) {
    const value = column.column.statistics[name]?.value;
    if (value === undefined || (value.split('.')[1]?.length ?? 0) < DECIMALS) continue;
    byValue.set(value, [...(byValue.get(value) ?? []), column]);
  }
  const repeated = [...byValue].filter(([, same]) => differentModels(same) >= 2);
  if (!repeated.some(([, same]) => differentModels(same) >= FEWEST)) return [];
  const texts = repeated.map(([value, same]) => `${value} in ${same.map(({ id }) => id).join(', ')}`);
  return [
    {
      code: CODE,
      severity: 'suspicious',
      cells: repeated.flatMap(([, same]) => same.map((column) => placeOf(column, name))),
      values: Object.fromEntries(repeated.map(([value, same]) => [value, same.map(({ id }) => id)])),
      message: `${name} is the same to all digits for different outcomes or samples: ${texts.join('; ')}.`,
      repair: null,
      span: repeated[0]![1][0]!.column.statistics[name]!.span,
    },
  ];
}

/** Different pairs of outcome and sample. */
function differentModels(columns: readonly PaperColumn[]): number {
  return new Set(columns.map((column) => `${column.outcome}\u0000${sampleOf(column)}`)).size;
}
