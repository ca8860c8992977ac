import type { Analysis, FigureSpec } from '../parse/study.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { CheckContext } from './context.ts';
import { analysisNamed, someModels } from './references.ts';
import { namedTerms } from './table-terms.ts';

/** What each kind of figure draws, and the verb of the analysis that has it. */
const drawn: Readonly<Record<string, { readonly verb: Analysis['verb']; readonly needs: string }>> = {
  density: { verb: 'placebo', needs: 'a placebo' },
  curve: { verb: 'curve', needs: 'a specification curve' },
};

/** A figure shows an analysis of its kind, or models; `terms` chooses among their coefficients. */
export function figureMistakes(figure: FigureSpec, context: CheckContext, out: Diagnostic[]): void {
  const { of, draw, terms } = figure;
  const { world } = context;
  const analysis = analysisNamed({ value: of.value.parts[0] ?? '', span: of.span }, world, out);
  const kind = Object.hasOwn(drawn, draw.value) ? drawn[draw.value]! : null;
  if (kind && terms[0]) {
    const owner = `a figure that draws ${draw.value}`;
    out.push(diagnostic('not-applicable', terms[0].span, { key: 'terms', owner }));
  }
  if (!analysis) return;
  if (kind) {
    const whole = of.value.parts.length === 1 && of.value.group === null;
    if (analysis.verb !== kind.verb || !whole)
      out.push(diagnostic('wrong-figure', of.span, { draw: draw.value, needs: kind.needs }));
  } else if (draw.value === 'coefficients') {
    const models = someModels(of, world, out);
    if (models) namedTerms(terms, [{ models, names: [] }], figure.id.value, context, out);
  }
}
