import type { AuditRule } from '../rule.ts';

const CODE = 'mediation-criterion';

/** A mediation needs both of its paths, or the indirect effect itself. */
export const mediationCriterion: AuditRule = {
  code: CODE,
  doc: 'The criterion of a mediation names its a and b paths, or the indirect effect.',
  check: ({ reported }) =>
    reported.tables.flatMap((table) =>
      table.mediations.flatMap(({ criterion, mediator, direct, total, span }) => {
        if (criterion === null || criterion.includes('indirect')) return [];
        const missing = (['a', 'b'] as const).filter((path) => !criterion.includes(path));
        if (missing.length === 0) return [];
        const columns = [total, mediator, direct].flatMap((id) => id?.value ?? []);
        return [
          {
            code: CODE,
            severity: 'suspicious' as const,
            cells: columns.map((column) => ({ table: table.id.value, column, row: null })),
            values: { criterion, missing },
            message: `Mediation is declared from ${criterion.join(', ')}; the ${missing.join(' and ')} path is never required, nor the indirect effect.`,
            repair: null,
            span,
          },
        ];
      }),
    ),
};
