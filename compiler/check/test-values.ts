import type { Analysis } from '../parse/study.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { Span } from '../plan/span.ts';
import { quotePart } from '../plan/quote.ts';
import { nearest } from '../plan/suggest.ts';
import type { ModelEntry } from './checked.ts';
import type { CheckContext } from './context.ts';
import { hypothesesOf } from './hypotheses.ts';

/** Values of a hypothesis; those of a test under `diagnostics` are its own besides, and only the run knows them. */
const hypothesisValues: readonly string[] = [
  ...[
    'estimate',
    'std_error',
    'conf_low',
    'conf_high',
    'statistic',
    'distribution',
    'df',
    'df2',
    'p',
    'note',
  ],
];

/** What follows the reference of a model in a claim: `hypotheses.NAME.p`, `diagnostics.NAME.statistic`. */
export type TestPath = readonly [kind: 'hypotheses' | 'diagnostics', test?: string, value?: string];

/** Whether a part of a reference begins such a path. */
export function isTestPath(parts: readonly (string | undefined)[]): parts is TestPath {
  return parts[0] === 'hypotheses' || parts[0] === 'diagnostics';
}

/** A test that a model is asked for exists in its analysis, and concerns that model; a value of it is named. */
export function testValue(
  [kind, test, value]: TestPath,
  { tested, model, text, span }: TestPlace,
  context: CheckContext,
  out: Diagnostic[],
): void {
  const allowed = testsOf(tested, model, context)[kind];
  if (test === undefined) out.push(diagnostic('no-value', span, { text }));
  else if (!allowed.includes(test)) unknown(test, `${model.ref}.${kind}`, allowed, span, out);
  else if (value === undefined) out.push(diagnostic('no-value', span, { text }));
  else if (kind === 'hypotheses' && !hypothesisValues.includes(value))
    unknown(value, `${model.ref}.${kind}.${test}`, hypothesisValues, span, out);
}

export interface TestPlace {
  /** The analysis that states the tests; null for a model that has none. */
  readonly tested: Analysis | null;
  readonly model: ModelEntry;
  /** The reference as written. */
  readonly text: string;
  readonly span: Span;
}

/** The names of what is tested: the hypotheses of which the model has all terms, and every diagnostic. */
function testsOf(
  analysis: Analysis | null,
  model: ModelEntry,
  context: CheckContext,
): Readonly<Record<TestPath[0], readonly string[]>> {
  if (analysis?.verb !== 'regress') return { hypotheses: [], diagnostics: [] };
  return {
    hypotheses: hypothesesOf(analysis, model, context).map((one) => one.name),
    diagnostics: analysis.diagnostics.map((one) => one.value),
  };
}

function unknown(
  name: string,
  where: string,
  allowed: readonly string[],
  span: Span,
  out: Diagnostic[],
): void {
  const suggestion = nearest(name, allowed);
  const payload = { name, where, allowed: allowed.map(quotePart) };
  out.push(
    diagnostic('unknown-result', span, { ...payload, suggestion: suggestion && quotePart(suggestion) }),
  );
}
