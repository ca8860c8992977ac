import type { Reported } from '../../../compiler/plan/reported.ts';
import { countAt, imageOf } from '../count-transform.ts';
import { readingOf } from '../described.ts';
import type { CellPlace, Finding } from '../finding.ts';
import type { Interval } from '../interval.ts';
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
  const range = readingOf(paper, name)?.range ?? statedRange(paper, name);
  if (!range) return [];
  const possible = imageOf(stated.expression, { low: 0, high: Infinity });
  if (range.low < possible.low || range.high > possible.high)
    return [outside(paper, stated, range, possible)];
  const top = countAt(stated.expression, maximumOf(paper, name) ?? range);
  return top && !top.whole ? [notWhole(paper, stated, range, top.exact)] : [];
}

function statedRange({ reported }: Paper, name: string): Interval | null {
  const stated = reported.range.find(({ variable }) => variable.value === name);
  return stated ? { low: Number(stated.low.low), high: Number(stated.high.high) } : null;
}

/** What the printed maximum stands for. */
function maximumOf({ reported, described }: Paper, name: string): Interval | null {
  const stated = reported.range.find(({ variable }) => variable.value === name)?.high;
  const number = stated ?? described.get(name)?.row.statistics['max'];
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
