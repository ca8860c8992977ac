import { expandFormula } from '../../../compiler/formula/expand.ts';
import { parseExpression, parseFormula } from '../../../compiler/formula/parse.ts';
import type { Expression } from '../../../compiler/plan/expression.ts';
import { canonicalJson } from '../../../compiler/plan/hash.ts';
import type { ModelFormula, ModelTerm } from '../../../compiler/plan/model.ts';
import { printExpression, printFormula } from '../../../compiler/plan/print.ts';
import { randomExpression, randomFormula } from '../formulas.ts';
import { accepted, type Kind, rejected, type Verdict } from '../verdict.ts';

export const formulas: Kind = {
  make: (choices) => ({ bytes: Buffer.from(randomFormula(choices)), as: '' }),
  judge: ({ bytes }) => judgeFormula(bytes.toString()),
};

export const expressions: Kind = {
  make: (choices) => ({
    bytes: Buffer.from(randomExpression(choices)),
    as: choices.pick(['columns', 'results']),
  }),
  judge: ({ bytes, as }) => judgeExpression(bytes.toString(), as === 'results' ? 'results' : 'columns'),
};

const sets = new Map([
  ['Controls', ['x', 'z', 'log(w)']],
  ['Nested', ['Controls', 'w']],
]);

/** A formula is accepted and comes back from its own print as the same model, or is rejected at a place. */
function judgeFormula(text: string): Verdict {
  const parsed = read(text);
  if (!parsed.ok) return rejected(parsed.diagnostics, text.length);
  for (const { formula } of parsed.value) {
    const printed = printFormula(formula);
    const again = read(printed);
    const [same] = again.ok ? again.value : [];
    if (!same || essence(same.formula) !== essence(formula)) {
      return accepted([], `reads back differently: ${printed}`);
    }
  }
  return accepted();
}

function read(text: string) {
  const parsed = parseFormula({ text, span: { file: 'f', start: 0, end: text.length }, offsets: 'direct' });
  return parsed.ok ? expandFormula(parsed.value, sets) : parsed;
}

/**
 * What a model is, whatever the order: R orders the factors of an interaction by where a name first stands in the
 * formula, so that `a:b + b` prints as `b + a:b` and reads as `b + b:a`.
 */
function essence({ terms, instruments: part, ...rest }: ModelFormula): string {
  const written = (list: readonly ModelTerm[]) =>
    list.map((term) => term.factors.map(printExpression).sort().join(':')).sort();
  const instruments = part && [written(part.endogenous), written(part.instruments)];
  return canonicalJson({ ...rest, terms: written(terms), instruments });
}

/** An expression likewise. */
function judgeExpression(text: string, context: 'columns' | 'results'): Verdict {
  const parsed = readExpression(text, context);
  if (!parsed.ok) return rejected(parsed.diagnostics, text.length);
  const printed = printExpression(parsed.value);
  const again = readExpression(printed, context);
  const same = again.ok && withoutSpans(again.value) === withoutSpans(parsed.value);
  return accepted([], same ? null : `reads back differently: ${printed}`);
}

function readExpression(text: string, context: 'columns' | 'results') {
  return parseExpression(
    { text, span: { file: 'e', start: 0, end: text.length }, offsets: 'direct' },
    context,
  );
}

function withoutSpans(expression: Expression): string {
  return JSON.stringify(expression, (key, value: unknown) => (key === 'span' ? undefined : value));
}
