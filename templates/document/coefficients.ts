import type { PlannedTable } from '../../compiler/plan/plan.ts';
import { printedP } from './bounded.ts';
import { type CellStyle, empty, termCell } from './cells.ts';
import { decimalColumn, widest } from './columns.ts';
import type { Context, Model } from './context.ts';
import type { HeaderRow, Rich, Row, TablePanel } from './document.ts';
import { toRich } from './rich.ts';
import { statisticsRows } from './statistics-rows.ts';
import { feeding, termRows } from './terms.ts';

/** A panel of coefficients: one column a model, one row a term with its statistic below, statistics under a rule. */
export function coefficientPanel(
  context: Context,
  table: PlannedTable,
  models: readonly Model[],
  header: readonly HeaderRow[],
  heading: Rich | null,
): TablePanel {
  const terms = termRows(context, table, models).flatMap((row) =>
    coefficientRows(context, table, models, row),
  );
  const statistics = statisticsRows(context, table, models);
  const rows = [...terms, ...statistics];
  const column = widest(models.map((_, i) => decimalColumn(rows, i)));
  return {
    heading,
    columns: models.map(() => column),
    header,
    blocks: [terms, statistics].filter((block) => block.length > 0),
    footer: null,
  };
}

function coefficientRows(
  context: Context,
  table: PlannedTable,
  models: readonly Model[],
  row: { readonly label: string; readonly terms: readonly string[] },
): readonly Row[] {
  const style: CellStyle = { digits: table.digits, stars: table.stars, p: printedP(context) };
  return table.cells.map((content, line) => ({
    kind: 'data',
    stub: line === 0 ? toRich(row.label) : [],
    cells: models.map((model) => {
      const term = feeding(model, row);
      return term ? termCell(model.record, term, content, bracketOf(content, line), style) : empty;
    }),
    continues: line > 0,
    indent: 0,
  }));
}

/** The second entry of a cell stands in parentheses, a third in brackets, an interval always in brackets. */
export function bracketOf(content: string, line: number): 'round' | 'square' {
  return content === 'ci' || line > 1 ? 'square' : 'round';
}

/** Whether any star is printed in a panel. */
export function hasStars(panels: readonly TablePanel[]): boolean {
  return panels.some((panel) =>
    panel.blocks.some((block) =>
      block.some((row) => row.cells.some((cell) => cell.kind === 'number' && cell.stars !== '')),
    ),
  );
}
