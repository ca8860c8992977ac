import type { ModelReference } from '../parse/study.ts';
import { printExpression, termName } from '../plan/print.ts';
import { quotePart } from '../plan/quote.ts';
import { underlyingOf } from '../plan/underlying.ts';
import type { ModelEntry } from './checked.ts';
import { estimatorFacts, estimatorOf } from './estimators.ts';

/** `REF.first`, `REF.first.X` or `REF.margins`: a model that follows from another one. */
export interface Derivation {
  /** REF itself. */
  readonly model: ModelReference;
  readonly kind: 'first' | 'margins';
  /** What stands after the word. */
  readonly rest: readonly string[];
}

/** Null where a reference names models of an analysis themselves. */
export function derivationOf(reference: ModelReference): Derivation | null {
  const { parts } = reference;
  const at = parts.findIndex((part, i) => i > 0 && isDerived(part));
  const kind = parts[at];
  if (!isDerived(kind)) return null;
  return { model: { ...reference, parts: parts.slice(0, at) }, kind, rest: parts.slice(at + 1) };
}

/** Whether a part of a reference is the word of a derived model. */
export function isDerived(part: string | undefined): part is Derivation['kind'] {
  return part === 'first' || part === 'margins';
}

/** The models that follow from models; none from a model that has no such thing. */
export function derivedModels(
  models: readonly ModelEntry[],
  { kind, rest }: Omit<Derivation, 'model'>,
): readonly ModelEntry[] {
  if (kind === 'first') return rest.length > 1 ? [] : models.flatMap((model) => firstStages(model, rest[0]));
  if (rest.length > 0) return [];
  return models.filter((model) => estimatorFacts(estimatorOf(model))?.margins === true).map(margins);
}

/** One regression of each endogenous term, or of the one that is named, on all regressors and instruments. */
function firstStages(model: ModelEntry, of: string | undefined): readonly ModelEntry[] {
  const { formula, ref } = model;
  const part = formula.instruments;
  if (!part) return [];
  const several = part.endogenous.length > 1;
  return part.endogenous.flatMap((term): readonly ModelEntry[] => {
    const name = termName(term);
    if (of !== undefined && of !== name && of !== name.split(':').reverse().join(':')) return [];
    const outcome = term.factors.reduce((left, right) => ({ kind: 'binary', operator: '*', left, right }));
    const terms = [...formula.terms, ...part.instruments];
    return [
      {
        ...model,
        ref: several ? `${ref}.first.${quotePart(name)}` : `${ref}.first`,
        formula: { ...formula, outcome, terms, instruments: null },
        outcome: printExpression(outcome),
      },
    ];
  });
}

/** The effects of the variables behind the terms: the constant has none, and absorbed effects are no rows of the table. */
function margins(model: ModelEntry): ModelEntry {
  const { formula, ref } = model;
  const terms = underlyingOf(formula).map(({ written }) => ({ factors: [written] }));
  return { ...model, ref: `${ref}.margins`, formula: { ...formula, terms, intercept: false, fixed: [] } };
}
