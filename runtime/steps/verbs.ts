import type { VerbDeclaration } from '../../compiler/plan/catalog.ts';

const verb = (name: string, doc: string, ...parts: readonly string[]): VerbDeclaration => ({
  name,
  doc,
  parts,
});

/** The verbs of analyses that run, for the compiler's catalog. Nothing is loaded here that only running needs. */
export const analysisVerbs: readonly VerbDeclaration[] = [
  verb('define', 'The variable-definition table.'),
  verb('describe', 'Descriptive statistics.'),
  verb('correlate', 'Correlations of every pair, with p-values.'),
  verb('regress', 'Regression models.'),
  verb('mediate', 'Mediation by models on one sample.', 'parallel', 'bca'),
  verb('vary', 'A model again, each variant with something exchanged.'),
  verb('placebo', 'A model again on permuted values of one term.'),
  verb('contrast', 'Equality of coefficients in two models.'),
  verb('curve', 'A specification curve: every combination of choices.', 'draws'),
];
