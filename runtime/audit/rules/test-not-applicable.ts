import type { AuditRule } from '../rule.ts';

/** A placebo test that could be redone: it names what is exchanged, how often, and what came out. */
export const testNotApplicable: AuditRule = {
  code: 'test-not-applicable',
  doc: 'A placebo test names the variable that is permuted, the number of draws, and prints a summary.',
  check: ({ reported }) => {
    const { placebo } = reported;
    if (!placebo) return [];
    const lacks = [
      ...(placebo.permute === null ? ['the variable or date that is exchanged'] : []),
      ...(placebo.draws === null ? ['the number of draws'] : []),
      ...(placebo.summary === false || placebo.summary === null ? ['any number of its result'] : []),
    ];
    if (lacks.length === 0) return [];
    const words = lacks.length === 1 ? lacks[0]! : `${lacks.slice(0, -1).join(', ')} and ${lacks.at(-1)}`;
    return [
      {
        code: 'test-not-applicable',
        severity: 'suspicious',
        cells: [],
        values: { lacks },
        message: `The placebo test cannot be judged: the publication lacks ${words}.`,
        repair: null,
        span: placebo.span,
      },
    ];
  },
};
