import { run } from '../../../runtime/index.ts';
import type { ModelRecord, Results, TermRecord } from '../../../runtime/results/results.ts';
import { formatDecimal } from '../../../templates/document/format-number.ts';
import { compileStudy, runOptions } from '../../study.ts';
import type { PrintedTable, TrueStudy } from './studies.ts';

/** A publication as `reported` has it: plain data that a mutation can change. */
export interface Printed {
  readonly study: string;
  readonly reported: {
    readonly legend: Readonly<Record<string, number>>;
    readonly design: object;
    readonly tables: Record<string, PrintedRows | PrintedColumns>;
  };
}

export interface PrintedRows {
  readonly rows: Record<string, Record<string, string>>;
}

export interface PrintedColumns {
  readonly parentheses: 't' | 'se';
  readonly partition?: true;
  readonly mediation?: object;
  readonly columns: Record<string, PrintedColumn>;
}

export interface PrintedColumn {
  outcome: string;
  group?: string;
  n: string;
  adj_r2: string;
  cells: Record<string, string>;
}

const LEGEND = { '***': 0.01, '**': 0.05, '*': 0.1 };

/** Runs a study and prints its tables: three decimals, t with two, stars by p. */
export async function printedStudy(study: TrueStudy): Promise<Printed> {
  const plan = compileStudy(study.text, study.folder);
  const { results, failures } = await run(plan, runOptions(study.folder));
  if (failures.length > 0) throw new Error(failures.map(({ message }) => message).join('\n'));
  const tables = Object.entries(study.tables).map(
    ([id, table]) => [id, printedTable(id, table, results)] as const,
  );
  return {
    study: study.name,
    reported: { legend: LEGEND, design: study.design, tables: Object.fromEntries(tables) },
  };
}

function printedTable(id: string, table: PrintedTable, results: Results): PrintedRows | PrintedColumns {
  const record = results.analyses[table.of]!;
  if (record.verb === 'describe') {
    const rows = record.rows.map((row) => {
      const statistics = Object.entries(row).filter(
        (entry): entry is [string, number] => typeof entry[1] === 'number' && entry[0] !== 'missing',
      );
      const cells = statistics.map(
        ([name, value]) => [name, formatDecimal(value, name === 'n' ? 0 : 3)] as const,
      );
      return [row.variable, Object.fromEntries(cells)] as const;
    });
    return { rows: Object.fromEntries(rows) };
  }
  const models = 'models' in record ? record.models : [];
  const columns = models.map((model, i) => [`${id}.${i + 1}`, printedColumn(model, table)] as const);
  const [total, mediator, direct] = columns.map(([column]) => column);
  return {
    parentheses: table.parentheses,
    ...(table.partition ? { partition: true } : {}),
    ...(table.mediation ? { mediation: { total, mediator, direct, criterion: ['a', 'b', 'indirect'] } } : {}),
    columns: Object.fromEntries(columns),
  };
}

function printedColumn(model: ModelRecord, { parentheses }: PrintedTable): PrintedColumn {
  return {
    outcome: model.outcome,
    ...(model.group ? { group: model.group.name } : {}),
    n: String(model.n),
    adj_r2: formatDecimal(model.fit.adj_r2!, 3),
    cells: Object.fromEntries(
      model.terms.map((term) => [
        term.term === '(Intercept)' ? '_cons' : term.term,
        cellText(term, parentheses),
      ]),
    ),
  };
}

function cellText(term: TermRecord, parentheses: 't' | 'se'): string {
  const stars = Object.entries(LEGEND).find(([, below]) => term.p! < below)?.[0] ?? '';
  const second = parentheses === 't' ? formatDecimal(term.statistic!, 2) : formatDecimal(term.std_error!, 3);
  return `${formatDecimal(term.estimate!, 3)}${stars} (${second})`;
}
