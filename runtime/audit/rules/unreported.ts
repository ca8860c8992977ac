import type { StatedDesign } from '../../../compiler/plan/reported.ts';
import { type Paper, placeOf } from '../paper.ts';
import type { AuditRule } from '../rule.ts';

/** What a reader needs to redo the models, and the author of the study looked for in vain: null, not absent. */
const needed: readonly { readonly key: keyof StatedDesign; readonly words: string }[] = [
  { key: 'fixed', words: 'whether there are fixed effects' },
  { key: 'vcov', words: 'which standard errors are printed' },
  { key: 'clusters', words: 'the number of clusters' },
  { key: 'units', words: 'the number of units' },
  { key: 'periods', words: 'the periods' },
];

export const unreported: AuditRule = {
  code: 'unreported',
  doc: 'The publication states its effects, standard errors, clusters, units and periods.',
  check: (paper) => {
    const missing = needed.filter(({ key }) => paper.reported.design[key] === null && !inColumns(paper, key));
    if (missing.length === 0 || paper.columns.length === 0) return [];
    return [
      {
        code: 'unreported',
        severity: 'suspicious',
        cells: paper.columns.map((column) => placeOf(column)),
        values: { missing: missing.map(({ key }) => key) },
        message: `The publication does not say ${listed(missing.map(({ words }) => words))}.`,
        repair: null,
        span: paper.columns[0]!.column.span,
      },
    ];
  },
};

/** Whether every column states it for itself. */
function inColumns({ columns }: Paper, key: keyof StatedDesign): boolean {
  return columns.every(({ column }) => {
    if (key === 'fixed') return Array.isArray(column.fixed);
    if (key === 'vcov') return column.vcov !== undefined && column.vcov !== null;
    if (key === 'clusters') return column.statistics.clusters !== undefined;
    return false;
  });
}

function listed(words: readonly string[]): string {
  return words.length === 1 ? words[0]! : `${words.slice(0, -1).join(', ')} or ${words[words.length - 1]}`;
}
