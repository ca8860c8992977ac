import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { CheckContext } from './context.ts';

/** Parts of formulas that no estimator of the catalog takes: instruments, and slopes that vary. */
export function formulaParts({ spec, catalog }: CheckContext): readonly Diagnostic[] {
  const takes = (estimator: string, part: 'instruments' | 'slopes'): boolean =>
    catalog.estimators.some((one) => one.name === estimator && one.takes?.includes(part) === true);
  return spec.analyses.flatMap((analysis) => {
    if (analysis.verb !== 'regress') return [];
    const written = analysis.estimator?.value;
    return analysis.formulas.flatMap(({ formula }): readonly Diagnostic[] => {
      const { instruments, fixed } = formula.tree;
      const estimator = written ?? (instruments ? 'iv' : (spec.defaults.estimator?.value ?? 'ols'));
      const out: Diagnostic[] = [];
      if (instruments && written !== undefined && written !== 'iv') {
        out.push(diagnostic('estimator-instruments', instruments.span, { estimator: written }));
      } else if (instruments && !takes('iv', 'instruments')) {
        out.push(diagnostic('not-available', instruments.span, { what: 'an instruments part' }));
      }
      for (const { slopes, span } of fixed) {
        if (slopes.length === 0 || takes(estimator, 'slopes')) continue;
        const what = 'a slope that varies with a fixed effect';
        const instead = `write the slopes as a term, ${slopes[0]!.name}:f, beside the fixed effect f`;
        out.push(diagnostic('not-available', span, { what, instead }));
      }
      return out;
    });
  });
}
