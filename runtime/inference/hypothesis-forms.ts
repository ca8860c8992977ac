/** The forms of `hypotheses` that are tested, for the compiler's catalog. */
export const hypothesisForms = [
  {
    name: 'zero',
    doc: 'Coefficients that are jointly zero: a list of terms, each standing for all its columns.',
  },
  { name: 'equation', doc: 'A linear equation in coefficients, or several at once, in a list.' },
] as const;
