import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { FixedEffect, ModelFormula, ModelTerm } from '../plan/model.ts';
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
  for (const column of tree.fixed.flatMap((effect) => effect.columns)) {
    refuseSets(column, 'among fixed effects', sets, tree.span, diagnostics);
  }
  const terms = writeOutSets(tree.terms, sets, diagnostics);
  const count = tree.outcomes.length * countAlternatives(terms);
  if (count > modelLimit) {
    diagnostics.push(diagnostic('too-many-models', tree.span, { count, limit: modelLimit }));
  }
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  const fixed = distinctEffects(tree.fixed.map((effect) => ({ columns: effect.columns.map((c) => c.name) })));
  const sides: RightSide[] = [];
  for (const one of alternativesOf(terms)) {
    sides.push(evaluateTerms(one, diagnostics));
    // What is too long in one model is too long in all: it is said once.
    if (diagnostics.length > 0) return { ok: false, diagnostics };
  }
  const models = tree.outcomes.flatMap((outcome) =>
    sides.map((side, i) => ({ formula: { outcome, ...side, fixed }, step: i + 1 })),
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

/** Each effect once, and each column once within a combination; `city^year` is `year^city`. */
export function distinctEffects(effects: readonly FixedEffect[]): readonly FixedEffect[] {
  const kept = new Map<string, FixedEffect>();
  for (const effect of effects) {
    const columns = [...new Set(effect.columns)];
    const key = JSON.stringify([...columns].sort());
    if (!kept.has(key)) kept.set(key, { columns });
  }
  return [...kept.values()];
}
