import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { Name } from '../plan/expression.ts';
import type { FixedEffect, InstrumentPart, ModelFormula, ModelTerm } from '../plan/model.ts';
import { evaluateTerms, type RightSide } from './evaluate.ts';
import { alternativesOf, countAlternatives } from './families.ts';
import { outcomeOf, type Parsed } from './located.ts';
import { refuseSets, type Sets, writeOutSets } from './sets.ts';
import type { FormulaTree, TermTree } from './tree.ts';

/** One model of a formula. `step` counts from 1 within one outcome. */
export interface ExpandedModel {
  readonly formula: ModelFormula;
  readonly step: number;
}

export const modelLimit = 5000;

/**
 * The models that a formula stands for, in fixest's order: outcomes outermost, then families as written, the first
 * slowest. Sets, `*`, powers and `-` are written out, duplicates removed, terms ordered as R orders them. A set
 * within a family is one alternative: `csw0(Controls)` is `csw0(POS + NUE + GRA)`. Mistakes: a set that contains
 * itself, has a member that is no term, or stands where no term may; too many models or terms.
 */
export function expandFormula(tree: FormulaTree, sets: Sets): Parsed<readonly ExpandedModel[]> {
  const diagnostics: Diagnostic[] = [];
  for (const outcome of tree.outcomes) refuseSets(outcome, 'as an outcome', sets, tree.span, diagnostics);
  for (const column of tree.fixed.flatMap((effect) => [...effect.columns, ...effect.slopes])) {
    refuseSets(column, 'among fixed effects', sets, tree.span, diagnostics);
  }
  const terms = writeOutSets(tree.terms, sets, diagnostics);
  const count = tree.outcomes.length * countAlternatives(terms);
  if (count > modelLimit) {
    diagnostics.push(diagnostic('too-many-models', tree.span, { count, limit: modelLimit }));
  }
  const instruments = instrumentsOf(tree, sets, diagnostics);
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  const names = (list: readonly Name[]): readonly string[] => list.map((one) => one.name);
  const fixed = distinctEffects(
    tree.fixed.map(({ columns, slopes }) => ({ columns: names(columns), slopes: names(slopes) })),
  );
  const sides: RightSide[] = [];
  for (const one of alternativesOf(terms)) {
    sides.push(evaluateTerms(one, diagnostics));
    // What is too long in one model is too long in all: it is said once.
    if (diagnostics.length > 0) return { ok: false, diagnostics };
  }
  const models = tree.outcomes.flatMap((outcome) =>
    sides.map((side, i) => ({ formula: { outcome, ...side, fixed, instruments }, step: i + 1 })),
  );
  return outcomeOf(models, diagnostics);
}

/** The terms that a term as written stands for: a set's members, both effects and the interaction of `a*b`. */
export function expandTerm(tree: TermTree, sets: Sets): Parsed<readonly ModelTerm[]> {
  const diagnostics: Diagnostic[] = [];
  const written = writeOutSets(tree, sets, diagnostics);
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  return outcomeOf(evaluateTerms(written, diagnostics).terms, diagnostics);
}

/** The terms after the last bar, sets and products written out; null where nothing is instrumented. */
function instrumentsOf(tree: FormulaTree, sets: Sets, diagnostics: Diagnostic[]): InstrumentPart | null {
  if (tree.instruments === null) return null;
  const written = [tree.instruments.endogenous, tree.instruments.instruments].map((part) =>
    writeOutSets(part, sets, diagnostics),
  );
  const [endogenous = [], instruments = []] = written.map((part) => evaluateTerms(part, diagnostics).terms);
  // What is taken away may be all that there was: `x ~ z - z`.
  if (diagnostics.length === 0 && (endogenous.length === 0 || instruments.length === 0)) {
    const found = 'a side of which no term is left';
    const expected = 'endogenous ~ instruments, with a term on either side';
    diagnostics.push(diagnostic('formula-syntax', tree.instruments.span, { found, after: '|', expected }));
  }
  return { endogenous, instruments };
}

/**
 * Each effect once, and each column once within a combination; `city^year` is `year^city`, and `city + city[x]` is
 * `city[x]`, because a slope that varies comes with the effect.
 */
export function distinctEffects(effects: readonly FixedEffect[]): readonly FixedEffect[] {
  const kept = new Map<string, FixedEffect>();
  for (const effect of effects) {
    const columns = [...new Set(effect.columns)];
    const key = JSON.stringify([...columns].sort());
    const before = kept.get(key);
    const slopes = [...new Set([...(before?.slopes ?? []), ...effect.slopes])];
    kept.set(key, { columns: before?.columns ?? columns, slopes });
  }
  return [...kept.values()];
}
