import type { PrintedNumber } from '../../../compiler/plan/reported.ts';
import { describedRows, fewerRows } from '../fewer-rows.ts';
import type { CellPlace, Finding } from '../finding.ts';
import { type Paper, type PaperColumn, placeOf, placeOfRow } from '../paper.ts';
import { monthsOf, periodText, yearsOf } from '../periods.ts';
import type { AuditRule } from '../rule.ts';

const CODE = 'sample-arithmetic';

/**
 * Rows of a panel are units times periods at most. Where the whole sample is that many rows or more, none is missing,
 * so that a part by period has exactly its units times its years. Periods are years: months name parts of them.
 */
export const sampleArithmetic: AuditRule = {
  code: CODE,
  doc: 'Rows are at most the stated units times the stated periods, and no fewer than those of a model that needs more.',
  check: (paper) => {
    const { units, periods } = paper.reported.design;
    const rows = [...fewerRows(paper), ...describedRows(paper)];
    if (typeof units !== 'number' || !periods) return rows;
    const years = yearsOf(monthsOf(periods)).touched;
    return [...ofWhole(paper, units, years), ...ofParts(paper, units, years), ...rows];
  },
};

interface Counted {
  readonly place: CellPlace;
  readonly n: PrintedNumber;
}

/** Every printed n that is about no part of the sample. */
function wholeSamples({ columns, described }: Paper): readonly Counted[] {
  const rows = [...described.values()].flatMap((variable) => {
    const { n } = variable.row.statistics;
    return n ? [{ place: placeOfRow(variable), n }] : [];
  });
  const whole = columns.filter(({ column }) => !column.group && !column.period);
  return [
    ...rows,
    ...whole.flatMap((column) => {
      const { n } = column.column.statistics;
      return n ? [{ place: placeOf(column), n }] : [];
    }),
  ];
}

function ofWhole(paper: Paper, units: number, years: number): readonly Finding[] {
  const product = units * years;
  const beyond = wholeSamples(paper).filter(({ n }) => Number(n.value) > product);
  const sizes = [...new Set(beyond.map(({ n }) => Number(n.value)))];
  return sizes.map((reported): Finding => {
    const cells = beyond.filter(({ n }) => Number(n.value) === reported);
    const fits = reported % units === 0 ? reported / units : null;
    const { first, last } = paper.reported.design.periods!;
    return {
      code: CODE,
      severity: 'impossible',
      cells: cells.map(({ place }) => place),
      values: { entities: units, years, product, reported, years_that_fit: fits },
      message: `${units} units x ${years} periods (${periodText({ first, last })}) is ${product}; ${reported} rows are printed.`,
      repair: fits === null ? null : `${fits} periods`,
      span: cells[0]!.n.span,
    };
  });
}

function ofParts(paper: Paper, units: number, years: number): readonly Finding[] {
  const complete = wholeSamples(paper).some(({ n }) => Number(n.value) >= units * years);
  const parts = paper.columns.filter(({ column, n }) => column.period !== null && n !== null);
  const wrong = parts.filter((column) => misfit(column, units, complete) !== null);
  const keys = [...new Set(wrong.map(keyOf))];
  return keys.map((key) => {
    const columns = wrong.filter((column) => keyOf(column) === key);
    return partFinding(columns, misfit(columns[0]!, units, complete)!);
  });
}

const keyOf = ({ column, n, table }: PaperColumn): string =>
  [table.id.value, periodText(column.period!), n].join('\u0000');

type Misfit = { readonly expected: number } | { readonly expected_max: number };

/** What n should be, where it cannot be what is printed. */
function misfit({ column, n }: PaperColumn, units: number, complete: boolean): Misfit | null {
  const { touched, whole } = yearsOf(monthsOf(column.period!));
  if (touched === whole) {
    const expected = units * touched;
    return n! > expected || (complete && n! < expected) ? { expected } : null;
  }
  return n! > units * touched ? { expected_max: units * touched } : null;
}

function partFinding(columns: readonly PaperColumn[], expected: Misfit): Finding {
  const { column, n } = columns[0]!;
  const [bound] = Object.values(expected) as readonly number[];
  const period = periodText(column.period!);
  const rows = 'expected' in expected ? `has ${bound} rows` : `has at most ${bound} rows of annual data`;
  return {
    code: CODE,
    severity: n! > bound! ? 'impossible' : 'inconsistent',
    cells: columns.map((one) => placeOf(one)),
    values: { ...expected, reported: n! },
    message: `The period ${period} ${rows}, if the panel is complete as its size says; ${n} are printed.`,
    repair: null,
    span: column.statistics.n!.span,
  };
}
