import type { Analysis, FigureSpec, Located, ModelReference } from '../parse/study.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { CheckContext } from './context.ts';
import { analysisNamed, someModels } from './references.ts';
import { namedTerms } from './table-terms.ts';

/** What each kind of figure draws, and the verbs of the analyses that have it. */
const drawn: Readonly<
  Record<string, { readonly verbs: readonly Analysis['verb'][]; readonly needs: string }>
> = {
  density: { verbs: ['placebo', 'describe'], needs: 'a placebo, or variables that are described' },
  curve: { verbs: ['curve'], needs: 'a specification curve' },
};

/** As many as marks that greyscale tells apart. */
const MOST_MODELS = 12;

/** A figure shows one analysis of its kind, or models; `terms` chooses among their coefficients. */
export function figureMistakes(figure: FigureSpec, context: CheckContext, out: Diagnostic[]): void {
  const { of, draw, terms } = figure;
  const kind = Object.hasOwn(drawn, draw.value) ? drawn[draw.value]! : null;
  if (kind && terms[0]) {
    const owner = `a figure that draws ${draw.value}`;
    out.push(diagnostic('not-applicable', terms[0].span, { key: 'terms', owner }));
  }
  if (kind && of[1]) {
    const expected = `one analysis where ${draw.value} is drawn`;
    out.push(diagnostic('wrong-value', of[1].span, { where: 'of', expected }));
  }
  const analyses = of.map((one) => ownerOf(one, context, out));
  if (analyses.includes(null)) return;
  if (kind) {
    const { value, span } = of[0]!;
    const whole = value.parts.length === 1 && value.group === null;
    if (!kind.verbs.includes(analyses[0]!.verb) || !whole)
      out.push(diagnostic('wrong-figure', span, { draw: draw.value, needs: kind.needs }));
  } else if (draw.value === 'coefficients') {
    coefficientMistakes(figure, context, out);
  }
}

function ownerOf({ value, span }: Located<ModelReference>, { world }: CheckContext, out: Diagnostic[]) {
  return analysisNamed({ value: value.parts[0] ?? '', span }, world, out);
}

function coefficientMistakes({ id, of, terms }: FigureSpec, context: CheckContext, out: Diagnostic[]): void {
  const shown = of.map((one) => someModels(one, context.world, out));
  if (shown.includes(null)) return;
  const models = shown.flatMap((one) => one ?? []);
  if (models.length > MOST_MODELS) {
    const expected = `at most ${MOST_MODELS} models; here are ${models.length}`;
    out.push(diagnostic('wrong-value', of[0]!.span, { where: `of in ${id.value}`, expected }));
  }
  namedTerms(terms, [{ models, names: [] }], id.value, context, out);
}
