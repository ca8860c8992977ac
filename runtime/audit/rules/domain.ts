import type { Reported } from '../../../compiler/plan/reported.ts';
import { countAt, imageOf } from '../count-transform.ts';
import type { CellPlace, Finding } from '../finding.ts';
import { type Interval, middle } from '../interval.ts';
import { type Paper, placeOfRow } from '../paper.ts';
import type { AuditRule } from '../rule.ts';

const CODE = 'domain';

/** A variable made from counts lies where its definition can take it, and its largest value comes from a whole count. */
export const domain: AuditRule = {
  code: CODE,
  doc: 'The range of a variable is one that its stated transform of a count can have.',
  check: (paper) => paper.reported.transform.flatMap((stated) => ofVariable(paper, stated)),
};

type Transform = Reported['transform'][number];

function ofVariable(paper: Paper, stated: Transform): readonly Finding[] {
  const name = stated.variable.value;
  const [least, most] = [endOf(paper, name, 'min'), endOf(paper, name, 'max')];
  if (!least || !most || least.low > most.high) return [];
  const possible = imageOf(stated.expression, { low: 0, high: Infinity });
  if (least.high < possible.low || most.low > possible.high) {
    return [outside(paper, stated, { low: middle(least), high: middle(most) }, possible)];
  }
  const top = countAt(stated.expression, most);
  return top && !top.whole ? [notWhole(paper, stated, most, top.exact)] : [];
}

/** What the printed end of the range stands for: that of the text, or else of the table. */
function endOf({ reported, described }: Paper, name: string, end: 'min' | 'max'): Interval | null {
  const stated = reported.range.find(({ variable }) => variable.value === name);
  const number = stated ? stated[end === 'min' ? 'low' : 'high'] : described.get(name)?.row.statistics[end];
  return number && number.low !== null ? { low: Number(number.low), high: Number(number.high) } : null;
}

function placesOf({ described }: Paper, name: string): readonly CellPlace[] {
  const variable = described.get(name);
  return variable ? [placeOfRow(variable)] : [];
}

function outside(paper: Paper, { variable, text }: Transform, range: Interval, possible: Interval): Finding {
  const bound =
    range.low < possible.low ? `below ${rounded(possible.low)}` : `above ${rounded(possible.high)}`;
  return {
    code: CODE,
    severity: 'impossible',
    cells: placesOf(paper, variable.value),
    values: { range: [range.low, range.high], possible: [possible.low, finite(possible.high)] },
    message: `${variable.value} = ${text} of a count cannot be ${bound}; its range is [${rounded(range.low)}, ${rounded(range.high)}].`,
    repair: null,
    span: variable.span,
  };
}

function notWhole(paper: Paper, { variable, text }: Transform, range: Interval, count: number): Finding {
  return {
    code: CODE,
    severity: 'suspicious',
    cells: placesOf(paper, variable.value),
    values: { maximum: range.high, count_at_maximum: count },
    message: `The largest ${variable.value} = ${text} stands for a count of ${count.toPrecision(3)}, which is no whole number: it was rescaled, or is made in another way.`,
    repair: null,
    span: variable.span,
  };
}

/** Four digits; what is zero but for the outward rounding is zero. */
function rounded(value: number): string {
  return String(Math.abs(value) < 1e-12 ? 0 : Number(value.toPrecision(4)));
}

/** JSON has no infinity. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
