import type { Expression } from '../plan/expression.ts';
import type { FixedEffect, ModelTerm } from '../plan/model.ts';
import { printExpression } from '../plan/print.ts';
import { quoteName } from '../plan/quote.ts';
import { type Substitution, substituted, substitutesIn } from './substitute.ts';
import { crossed } from './terms.ts';

/** The exchange of single factors in one formula: what for what, which keys were met, and how to refuse. */
export interface Exchange {
  readonly substitutions: ReadonlyMap<string, Substitution>;
  readonly found: Set<string>;
  readonly refuse: (key: string, reason: string) => void;
}

/** The terms that a term becomes; none where a factor is dropped, several where a list stands for one. */
export function exchangeTerm(term: ModelTerm, exchange: Exchange): readonly ModelTerm[] {
  return term.factors
    .map((factor) => exchangeFactor(factor, exchange))
    .reduce((terms, next) => crossed(terms, next), [{ factors: [] }]);
}

function exchangeFactor(factor: Expression, exchange: Exchange): readonly ModelTerm[] {
  const whole = exchange.substitutions.get(printExpression(factor));
  if (whole !== undefined) {
    exchange.found.add(whole.key);
    return whole.terms;
  }
  const within = substitutesIn(factor, exchange.substitutions);
  for (const { key } of within) exchange.found.add(key);
  if (within.length === 0) return [{ factors: [factor] }];
  if (within.some(({ terms }) => terms.length === 0)) return [];
  const several = within.find(({ terms }) => terms.length > 1 || terms[0]!.factors.length > 1);
  if (several === undefined) {
    const changed = substituted(factor, exchange.substitutions);
    if (!isMiscoded(changed)) return [{ factors: [changed] }];
    exchange.refuse(within[0]!.key, `the categories of ${printExpression(factor)} are those of a column`);
    return [{ factors: [factor] }];
  }
  exchange.refuse(
    several.key,
    `within ${printExpression(factor)} only one variable or call can stand for it`,
  );
  return [{ factors: [factor] }];
}

/** `i()` of something that is no column: what it would be coded by has no levels of its own. */
function isMiscoded(factor: Expression): boolean {
  return factor.kind === 'call' && factor.function === 'i' && factor.arguments[0]?.kind !== 'name';
}

/** The outcome after the exchange; refused where it is no longer one expression. */
export function exchangeOutcome(outcome: Expression, exchange: Exchange): Expression {
  const terms = exchangeFactor(outcome, exchange);
  const only = terms[0]?.factors[0];
  if (terms.length === 1 && terms[0]!.factors.length === 1 && only !== undefined) return only;
  exchange.refuse(printExpression(outcome), 'it is the outcome, and a model has one');
  return outcome;
}

/** The fixed effects that one becomes: columns stand for columns, among slopes too. */
export function exchangeEffect(effect: FixedEffect, exchange: Exchange): readonly FixedEffect[] {
  const slopes = effect.slopes.flatMap((column) => exchangeColumn(column, exchange));
  return effect.columns
    .map((column) => exchangeColumn(column, exchange))
    .reduce<readonly FixedEffect[]>(
      (effects, next) =>
        effects.flatMap(({ columns }) => next.map((column) => ({ columns: [...columns, column], slopes }))),
      [{ columns: [], slopes }],
    );
}

function exchangeColumn(column: string, exchange: Exchange): readonly string[] {
  const substitution = exchange.substitutions.get(quoteName(column));
  if (substitution === undefined) return [column];
  exchange.found.add(substitution.key);
  return substitution.terms.flatMap(({ factors }) => {
    const only = factors[0]!;
    if (factors.length === 1 && only.kind === 'name') return [only.name];
    exchange.refuse(substitution.key, 'it is a fixed effect, and only a column can stand for one');
    return [];
  });
}
