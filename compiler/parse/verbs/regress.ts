import type { OptionSchema } from '../../plan/catalog.ts';
import { condition, formula, located, locatedList, numberAt, type Reader } from '../read.ts';
import {
  ids,
  modelWords,
  list,
  onceOffered,
  type Piece,
  record,
  TEXT,
  text,
  textOrList,
  whole,
  word,
} from '../schema/piece.ts';
import type { KnownWords } from '../schema/words.ts';
import type { AnalysisBase, Comparison, Condition, Hypothesis, Located, RegressAnalysis } from '../study.ts';
import { type EntryTree, entriesOf, entryOf, itemsOf, type MapTree, textSpan, valueAt } from '../tree.ts';

/** `regress` with `compare`, `hypotheses` and `diagnostics`. */
export function regressKeys(words: KnownWords): Readonly<Record<string, OptionSchema>> {
  const hypothesis: Piece = {
    ...textOrList(
      'A list of terms that are zero and of linear equations, all at once; or one equation.',
      'term',
    ),
    minItems: 1,
  };
  return {
    regress: formulas(),
    compare: record(
      onceOffered(
        'Coefficients across the groups of the split, all at once and every pair.',
        words.comparisons,
      ),
      {
        terms: { ...textOrList('The terms that are compared.', 'term'), minItems: 1 },
        test: word('How; suest unless stated.', words.comparisons),
        draws: whole('How many permutations.', 1, 10_000_000),
        unit: text('Whole units change their group in a permutation; rows otherwise.', 'column'),
      },
      ['terms'],
    ),
    hypotheses: {
      type: 'object',
      description: onceOffered(
        'Name → terms that are jointly zero, linear equations in coefficients, or both.',
        words.hypotheses,
      ),
      minProperties: 1,
      additionalProperties: hypothesis,
    },
    diagnostics: list(
      onceOffered('Tests of each model.', words.modelTests),
      word('A test of the model.', words.modelTests),
    ),
  };
}

function formulas(): Piece {
  const one = text('A formula.', 'formula');
  return {
    ...one,
    type: [...TEXT, 'array', 'object'],
    description: 'A formula, a list of formulas, or a map from name to formula.',
    items: one,
    minItems: 1,
    minProperties: 1,
    additionalProperties: one,
    ...ids(modelWords),
  };
}

export function regress(tree: MapTree, base: AnalysisBase, reader: Reader): RegressAnalysis | null {
  const value = valueAt(tree, 'regress')!;
  const named = entriesOf(value).map(({ key, value: written }) => ({
    name: { value: key.text, span: textSpan(key) },
    formula: formula(written, reader),
  }));
  const bare = itemsOf(value).map((item) => ({ name: null, formula: formula(item, reader) }));
  const read = [...named, ...bare].flatMap((one) =>
    one.formula ? [{ name: one.name, formula: one.formula }] : [],
  );
  const extras = {
    compare: comparisonOf(entryOf(tree, 'compare')),
    hypotheses: entriesOf(valueAt(tree, 'hypotheses')).flatMap((one) => hypothesisOf(one, reader) ?? []),
    diagnostics: locatedList(valueAt(tree, 'diagnostics')),
  };
  return read.length > 0 ? { ...base, verb: 'regress', formulas: read, ...extras } : null;
}

function comparisonOf(entry: EntryTree | undefined): Comparison | null {
  if (entry?.value.kind !== 'map') return null;
  const { key, value } = entry;
  return {
    terms: locatedList(valueAt(value, 'terms')),
    test: located(valueAt(value, 'test')),
    draws: numberAt(value, 'draws'),
    unit: located(valueAt(value, 'unit')),
    span: key.span,
  };
}

/** Null, and reported, where an equation cannot be read. */
function hypothesisOf({ key, value }: EntryTree, reader: Reader): Hypothesis | null {
  const name = { value: key.text, span: textSpan(key) };
  if (value.kind !== 'list') {
    const equation = condition(value, reader);
    return equation && { name, terms: [], equations: [equation] };
  }
  const terms: Located<string>[] = [];
  const equations: Condition[] = [];
  for (const item of value.items) {
    const text = located(item);
    if (text === null) return null;
    if (!compares(text.value)) {
      terms.push(text);
      continue;
    }
    const equation = condition(item, reader);
    if (equation === null) return null;
    equations.push(equation);
  }
  return { name, terms, equations };
}

/** Whether a sign of comparison stands outside parentheses and backticks: no term does that. */
function compares(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (const sign of text) {
    if (sign === '`') quoted = !quoted;
    else if (quoted) continue;
    else if (sign === '(') depth += 1;
    else if (sign === ')') depth -= 1;
    else if (depth === 0 && '=<>'.includes(sign)) return true;
  }
  return false;
}
