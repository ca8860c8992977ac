import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { ModelFormula, ModelTerm } from '../plan/model.ts';
import { printExpression } from '../plan/print.ts';
import type { Span } from '../plan/span.ts';
import { type Exchange, exchangeEffect, exchangeOutcome, exchangeTerm } from './exchange.ts';
import { distinctEffects, expandTerm } from './expand.ts';
import { outcomeOf, type Parsed } from './located.ts';
import { parseTerm } from './parse.ts';
import type { Sets } from './sets.ts';
import type { Substitution } from './substitute.ts';
import { arranged, crossed, termKey, unique } from './terms.ts';

export interface Replaced {
  readonly formula: ModelFormula;
  /** Keys of the replacements that the formula has nowhere, in their order. */
  readonly notFound: readonly string[];
}

/** `key` stands for `targets`: one factor, wherever it stands, or several terms, which go together. */
interface Rule {
  readonly key: string;
  readonly targets: readonly ModelTerm[];
  readonly replacement: readonly ModelTerm[];
}

/**
 * Exchanges variables, terms or sets of a model for terms, all at once: `{A: [B], B: [A]}` swaps. A variable, or a
 * call, is exchanged wherever it stands, in interactions, in calls, as the outcome and among fixed effects; an
 * empty list drops the terms that contain it. A set (or `a*b`) is exchanged where all its terms stand, also where
 * all of them are interacted with the same. `at` is the place that messages point at: texts that are no terms, and
 * exchanges that give no model.
 */
export function replaceInFormula(
  formula: ModelFormula,
  replacements: ReadonlyMap<string, readonly string[]>,
  sets: Sets,
  at: Span,
): Parsed<Replaced> {
  const diagnostics: Diagnostic[] = [];
  const rules = [...replacements].map(([key, texts]): Rule => {
    const read = (text: string): readonly ModelTerm[] => readTerms(text, sets, at, diagnostics);
    return { key, targets: read(key), replacement: unique(texts.flatMap(read)) };
  });
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  const found = new Set<string>();
  const exchange: Exchange = {
    substitutions: substitutionsOf(rules),
    found,
    refuse: (key, reason) => diagnostics.push(diagnostic('replace-form', at, { key, reason })),
  };
  const { instruments: part } = formula;
  const replaced: ModelFormula = {
    outcome: exchangeOutcome(formula.outcome, exchange),
    intercept: formula.intercept,
    terms: inOrder(exchangeTerms(formula.terms, rules, exchange)),
    fixed: distinctEffects(formula.fixed.flatMap((effect) => exchangeEffect(effect, exchange))),
    instruments: part && {
      endogenous: inOrder(exchangeTerms(part.endogenous, rules, exchange)),
      instruments: inOrder(exchangeTerms(part.instruments, rules, exchange)),
    },
  };
  const notFound = rules.map((rule) => rule.key).filter((key) => !found.has(key));
  return outcomeOf({ formula: replaced, notFound }, diagnostics);
}

/** Terms in R's order, factors in the order in which they now appear. */
function inOrder(terms: readonly ModelTerm[]): readonly ModelTerm[] {
  return arranged(
    terms,
    terms.flatMap((term) => term.factors),
  );
}

function readTerms(text: string, sets: Sets, at: Span, diagnostics: Diagnostic[]): readonly ModelTerm[] {
  const parsed = parseTerm({ text, span: at, offsets: 'whole' });
  const expanded = parsed.ok ? expandTerm(parsed.value, sets) : parsed;
  if (expanded.ok) return expanded.value;
  for (const one of expanded.diagnostics) diagnostics.push(one);
  return [];
}

/** The rules of one factor, by its printed text. */
function substitutionsOf(rules: readonly Rule[]): ReadonlyMap<string, Substitution> {
  return new Map(
    rules
      .filter(isFactorRule)
      .map((rule) => [
        printExpression(rule.targets[0]!.factors[0]!),
        { key: rule.key, terms: rule.replacement },
      ]),
  );
}

/** Whether a rule exchanges one factor. */
function isFactorRule(rule: Rule): boolean {
  return rule.targets.length === 1 && rule.targets[0]!.factors.length === 1;
}

/** The terms in order: sets and products of terms exchanged as wholes, the factors of the rest one by one. */
function exchangeTerms(
  terms: readonly ModelTerm[],
  rules: readonly Rule[],
  exchange: Exchange,
): readonly ModelTerm[] {
  const present = new Map(terms.map((term) => [termKey(term), term]));
  const claimed = new Map<string, readonly ModelTerm[]>();
  for (const rule of rules.filter((one) => !isFactorRule(one) && one.targets.length > 0)) {
    for (const term of terms) {
      const rest = quotient(term, rule.targets[0]!);
      if (rest === null) continue;
      const keys = rule.targets.map((target) => termKey({ factors: [...target.factors, ...rest.factors] }));
      if (!keys.every((key) => present.has(key) && !claimed.has(key))) continue;
      exchange.found.add(rule.key);
      for (const key of keys) claimed.set(key, []);
      const first = terms.map(termKey).find((key) => keys.includes(key))!;
      claimed.set(first, crossed(rule.replacement, exchangeTerm(rest, exchange)));
    }
  }
  return unique(terms.flatMap((term) => claimed.get(termKey(term)) ?? exchangeTerm(term, exchange)));
}

/** The factors of a term that are left without those of another; null where it has not all of them. */
function quotient(term: ModelTerm, divisor: ModelTerm): ModelTerm | null {
  const divided = new Set(divisor.factors.map(printExpression));
  const rest = term.factors.filter((factor) => !divided.has(printExpression(factor)));
  return rest.length === term.factors.length - divisor.factors.length ? { factors: rest } : null;
}
