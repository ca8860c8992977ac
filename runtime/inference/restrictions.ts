import type { PlannedHypothesis } from '../../compiler/plan/plan.ts';
import { sameTerm } from '../claims/terms.ts';
import type { Estimated } from '../estimators/estimate.ts';
import { factorise, project } from '../linalg/qr.ts';
import { solveUpper } from '../linalg/triangular.ts';
import type { Restrictions } from './wald-test.ts';

export interface Stated {
  /** Null where nothing is left to test, or an equation names what the model does not have. */
  readonly restrictions: Restrictions | null;
  /** Coefficients that the model does not have. */
  readonly dropped: readonly string[];
}

/** What a hypothesis restricts in a model, each term for all its columns. */
export function restrictionsOf({ terms, equations }: PlannedHypothesis, model: Estimated): Stated {
  const reported = model.fit.report.terms;
  const positionOf = (name: string): number => reported.findIndex((term) => sameTerm(term, name));
  const has = (name: string): boolean => positionOf(name) >= 0;
  const columns = [...new Set(terms.flatMap((term) => columnsOf(term, model)))];
  const named = equations.flatMap(({ coefficients }) => coefficients.map(({ name }) => name));
  const dropped = [...new Set([...columns, ...named])].filter((name) => !has(name));
  const zero = columns.filter(has).map((name) => ({ coefficients: [{ name, weight: 1 }], value: 0 }));
  const all = [...zero, ...equations];
  if (all.length === 0 || !named.every(has)) return { restrictions: null, dropped };
  const rows = new Float64Array(all.length * reported.length);
  all.forEach(({ coefficients }, i) => {
    for (const { name, weight } of coefficients) rows[i * reported.length + positionOf(name)]! += weight;
  });
  return { restrictions: { rows, values: Float64Array.from(all, ({ value }) => value) }, dropped };
}

/** The columns that a term was coded into; a name that is no term is one column. */
function columnsOf(term: string, { design }: Estimated): readonly string[] {
  const coded = design.names.filter((name) => design.termOf?.get(name) === term);
  return coded.length > 0 ? coded : [term];
}

/** Rounding of a value that other restrictions determine, as a share of what it is made of. */
const SAME = 1e-9;

/** Those that do not follow from earlier ones, in their order; null where one contradicts them. */
export function withoutRedundant({ rows, values }: Restrictions): Restrictions | null {
  const k = rows.length / values.length;
  const each = Array.from(values, (_, i) => rows.slice(i * k, (i + 1) * k));
  const { kept, dropped, q, r } = factorise(each);
  for (const { column } of dropped) {
    const weights = solveUpper(r, project(q, each[column]!).coordinates, kept.length);
    const parts = kept.map((at, i) => weights[i]! * values[at]!);
    const scale = parts.reduce((total, part) => total + Math.abs(part), Math.abs(values[column]!));
    const implied = parts.reduce((total, part) => total + part, 0);
    if (Math.abs(implied - values[column]!) > SAME * scale) return null;
  }
  return {
    rows: Float64Array.from(kept.flatMap((at) => [...each[at]!])),
    values: Float64Array.from(kept, (at) => values[at]!),
  };
}
