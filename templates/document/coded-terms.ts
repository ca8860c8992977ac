import type { Call, Expression } from '../../compiler/plan/expression.ts';
import type { ModelSpec, ModelTerm } from '../../compiler/plan/model.ts';
import type { PlannedTable } from '../../compiler/plan/plan.ts';
import { printExpression, termName } from '../../compiler/plan/print.ts';
import type { Context, Model } from './context.ts';
import { type Naming, variableLabel } from './labels.ts';

/** A coefficient of a term that was coded into several columns: `factor(year)2015`, `rel::0:x`. */
export interface CodedColumn {
  readonly column: string;
  readonly term: ModelTerm;
  /** The level of each coded factor, in the order of the term. */
  readonly levels: readonly string[];
}

/** The step that estimates a model; null where the plan has none of its own (a model made by hand in a test). */
export function specOf({ plan }: Context, { planned }: Model): ModelSpec | null {
  const step = plan.steps.find((one) => one.id === planned.step && one.kind === 'estimate');
  return step ? (step.parameters as ModelSpec) : null;
}

/** The coefficients of a model that are columns of coded terms, in the model's order. */
export function codedColumns(context: Context, model: Model): readonly CodedColumn[] {
  const formula = specOf(context, model)?.formula;
  if (!formula) return [];
  const { terms, instruments } = formula;
  const all = [...terms, ...(instruments?.endogenous ?? []), ...(instruments?.instruments ?? [])];
  const plain = new Set(all.map(termName));
  const patterns = all.map(patternOf);
  return model.record.terms.flatMap(({ term: column }) => {
    if (plain.has(column) || column === '(Intercept)') return [];
    const matches = patterns.flatMap(({ term, regex, literal }) => {
      const levels = regex
        .exec(column)
        ?.slice(1)
        .filter((level) => level !== '');
      return levels && levels.length > 0 ? [{ term, levels, literal }] : [];
    });
    // `ind` and `industry` may both be text: the longer name leaves less to be a level.
    const [best] = matches.sort((a, b) => b.literal - a.literal);
    return best ? [{ column, term: best.term, levels: best.levels }] : [];
  });
}

interface Pattern {
  readonly term: ModelTerm;
  readonly regex: RegExp;
  /** Characters that are no level. */
  readonly literal: number;
}

/** How the names of a term's columns look; whether a factor is text, only they tell. */
function patternOf(term: ModelTerm): Pattern {
  const parts = term.factors.map((factor): readonly [string, string, string] =>
    isIndicators(factor)
      ? [`${nameOf(factor.arguments[0]!)}::`, '(.+)', slopeEnding(factor)]
      : [nameOf(factor), '(.*?)', ''],
  );
  const source = parts.map(([begins, level, ends]) => `${escaped(begins)}${level}${escaped(ends)}`).join(':');
  const literal = parts.reduce((sum, [begins, , ends]) => sum + begins.length + ends.length, 0);
  return { term, regex: new RegExp(`^${source}$`, 'su'), literal };
}

function slopeEnding({ arguments: [, slope] }: Call): string {
  return slope === undefined ? '' : `:${nameOf(slope)}`;
}

/** Whether a factor of a term is an `i()`. */
export function isIndicators(factor: Expression): factor is Call {
  return factor.kind === 'call' && factor.function === 'i';
}

function nameOf(e: Expression): string {
  return e.kind === 'name' ? e.name : printExpression(e);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** What a term as a whole may be called: `i(rel)` for `i(rel, ref=-1)`, in either order of its factors. */
function namesOf(term: ModelTerm): readonly string[] {
  const short = term.factors.map((factor) =>
    factor.kind === 'call' ? printExpression({ ...factor, named: {} }) : nameOf(factor),
  );
  return [termName(term), short.join(':'), [...short].reverse().join(':')];
}

/** The columns that a name stands for in these models: those of the coded term that it names, else itself. */
export function columnsNamed(context: Context, models: readonly Model[], name: string): readonly string[] {
  const coded = models.flatMap((model) => codedColumns(context, model));
  const own = coded.filter(({ term }) => namesOf(term).includes(name)).map(({ column }) => column);
  return own.length > 0 ? [...new Set(own)] : [name];
}

/** A table in which names of coded terms are replaced by those of their columns, a row for each. */
export function writtenOut(context: Context, table: PlannedTable, models: readonly Model[]): PlannedTable {
  const columns = (names: readonly string[]): readonly string[] =>
    names.flatMap((name) => columnsNamed(context, models, name));
  return {
    ...table,
    rows: table.rows.flatMap(({ name, terms }) => {
      const own = columns(terms);
      const single = terms.length === 1 && terms[0] === name;
      return single ? own.map((term) => ({ name: term, terms: [term] })) : [{ name, terms: own }];
    }),
    omit: columns(table.omit),
    indicate: table.indicate.map(({ heading, terms }) => ({ heading, terms: columns(terms) })),
  };
}

/** A coded term as a whole in the reader's words: the labels of its columns. */
export function codedTermLabel(context: Context, { factors }: ModelTerm, naming: Naming): string {
  return factors
    .flatMap((factor) =>
      factor.kind === 'call' && (factor.function === 'i' || factor.function === 'factor')
        ? factor.arguments
        : [factor],
    )
    .map((part) => variableLabel(context, nameOf(part), naming))
    .join(' × ');
}
