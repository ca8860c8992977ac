import type { AuditRule } from '../rule.ts';

/** A table has a heading for each of its columns. */
export const header: AuditRule = {
  code: 'header',
  doc: 'A table prints as many headings as columns.',
  check: ({ reported }) =>
    reported.tables.flatMap(({ id, headings, columns }) =>
      headings === null || columns.length === 0 || headings.length === columns.length
        ? []
        : [
            {
              code: 'header',
              severity: 'suspicious' as const,
              cells: columns.map((column) => ({ table: id.value, column: column.id.value, row: null })),
              values: { headings: headings.length, columns: columns.length },
              message: `Table ${id.value} has ${headings.length} headings over ${columns.length} columns.`,
              repair: null,
              span: id.span,
            },
          ],
    ),
};
