import type { ModelFormula } from '../../compiler/plan/model.ts';
import { type CodedColumn, type CodingOptions, codeEachTerm, codeTerms } from './coding.ts';
import type { Instruments } from './design.ts';

export interface CodedColumns {
  /** Regressors without the constant, the instrumented ones last. */
  readonly columns: readonly CodedColumn[];
  readonly instruments: Instruments | null;
}

/** The columns of a formula and, of an instrumented one, its instruments, coded as if they followed the regressors. */
export function codedColumns(formula: ModelFormula, rows: Int32Array, options: CodingOptions): CodedColumns {
  const { terms, instruments: part } = formula;
  if (part === null) return { columns: codeTerms(formula, rows, options), instruments: null };
  const own = terms.length;
  const regressors = codeEachTerm({ ...formula, terms: [...terms, ...part.endogenous] }, rows, options);
  const others = codeEachTerm({ ...formula, terms: [...terms, ...part.instruments] }, rows, options);
  const z = others.slice(own).flat();
  return {
    columns: regressors.flat(),
    instruments: {
      endogenous: regressors.slice(own).flat().length,
      names: z.map((column) => column.name),
      z: z.map((column) => column.values),
    },
  };
}
