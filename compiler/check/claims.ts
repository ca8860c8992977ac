import { referencesIn } from '../formula/names.ts';
import type { Analysis, Claim, MediateAnalysis } from '../parse/study.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { Name, Reference } from '../plan/expression.ts';
import { printExpression } from '../plan/print.ts';
import type { Span } from '../plan/span.ts';
import { nearest } from '../plan/suggest.ts';
import type { ModelEntry } from './checked.ts';
import { codedColumns } from './coded-terms.ts';
import type { CheckContext } from './context.ts';
import { type Derivation, derivedModels, isDerived } from './derived.ts';
import { analysisNamed, chooseModels, noDerivedModel } from './references.ts';
import { freeScope } from './scope-of-results.ts';
import { reversed, termNames } from './table-terms.ts';
import { isTestPath, testValue } from './test-values.ts';
import { requireCondition } from './types.ts';

/** Claims are conditions on values of analyses and models that exist. Whether a value exists, the run tells. */
export function claims(context: CheckContext): readonly Diagnostic[] {
  const out: Diagnostic[] = [];
  for (const claim of context.spec.claims) {
    bareValue(claim, out);
    requireCondition(claim.holds.tree, freeScope(claim.holds.tree, context.scope), claim.holds.span, out);
    for (const node of referencesIn(claim.holds.tree)) value(node, claim.holds.span, context, out);
  }
  return out;
}

/** A value by itself says nothing that could fail. */
function bareValue({ holds: { tree, span } }: Claim, out: Diagnostic[]): void {
  if (tree.kind !== 'reference' && tree.kind !== 'name') return;
  const text = printExpression(tree);
  out.push(diagnostic('not-a-condition', span, { text, example: `${text} > 0` }));
}

const termValues = ['estimate', 'std_error', 'statistic', 'p', 'conf_low', 'conf_high', 'df'];

/** Values of a model beside its terms: plain numbers and texts of the record, and those of `fit`. */
const modelNumbers = [
  ...['n', 'units', 'periods', 'df_residual', 'outcome', 'formula', 'estimator', 'level', 'statistic'],
  ...['r2', 'adj_r2', 'within_r2', 'between_r2', 'overall_r2', 'pseudo_r2', 'rmse', 'sigma'],
  ...['log_lik', 'aic', 'bic', 'f', 'f_p', 'chi2', 'chi2_df', 'chi2_p', 'rss', 'tss', 'outcome_mean'],
  ...['sigma_u', 'sigma_e', 'rho'],
];

const modelValues = [
  ...modelNumbers,
  ...['fit', 'sample', 'conventions', 'clusters', 'vcov', 'hypotheses', 'diagnostics', 'terms', 'collinear'],
];

/** Values of an analysis that are no models; what follows them is a path in results.json. */
const analysisValues: Readonly<Record<string, readonly string[]>> = {
  mediate: [
    ...['verdict', 'reason', 'alpha', 'total', 'a', 'b', 'direct', 'share', 'ratio', 'indirect', 'notes'],
    'models',
  ],
  placebo: ['actual', 'permuted', 'draws', 'summary', 'p', 'statistic', 'monte_carlo_error', 'notes'],
  describe: ['rows'],
  correlate: ['rows', 'method', 'sample'],
  define: ['rows'],
  contrast: ['rows', 'test'],
  curve: ['summary', 'p', 'joint', 'terms', 'models', 'notes'],
  regress: ['models'],
  vary: ['models'],
};

function value(node: Name | Reference, at: Span, context: CheckContext, out: Diagnostic[]): void {
  const span = node.span ?? at;
  const parts = node.kind === 'name' ? [node.name] : node.parts;
  const group = node.kind === 'reference' ? node.group : undefined;
  const analysis = analysisNamed({ value: parts[0]!, span }, context.world, out);
  if (!analysis) return;
  const all = context.index.models.get(analysis.id.value) ?? [];
  const grouped = group ? all.filter((model) => model.group?.name === group.name) : all;
  const text = printExpression(node);
  if (group && all.length > 0 && grouped.length === 0) {
    const allowed = all.map((model) => model.ref);
    out.push(diagnostic('unknown-model', span, { text, analysis: analysis.id.value, allowed }));
    return;
  }
  const { models, rest } = choose(grouped, parts.slice(1));
  const own = ownValues(analysis, group !== undefined && group.after === 1);
  if (rest.length > 0 && rest.length === parts.length - 1 && own.includes(rest[0]!)) {
    if (analysis.verb === 'mediate' && analysis.parallel) ofMediator(analysis, rest, text, span, out);
    return;
  }
  const [kind, ...below] = rest;
  if (models.length > 0 && isDerived(kind)) {
    derivedValue(analysis, { models, kind, rest: below, text, span }, context, out);
    return;
  }
  if (all.length === 0) analysisValue(rest, analysis.id.value, own, text, span, out);
  else
    modelValue(
      models,
      rest,
      { text, analysis: analysis.id.value, all, own, tested: analysis, span },
      context,
      out,
    );
}

/** A value of `REF.margins`, or of `REF.first` with the instrumented variable where there are several. */
function derivedValue(
  { id }: Analysis,
  {
    models,
    kind,
    rest,
    text,
    span,
  }: Pick<Derivation, 'kind' | 'rest'> & {
    readonly models: readonly ModelEntry[];
    readonly text: string;
    readonly span: Span;
  },
  context: CheckContext,
  out: Diagnostic[],
): void {
  // The variable of a first stage is no term of it, since it is its outcome.
  const chosen = derivedModels(models, { kind, rest: rest.slice(0, 1) });
  const named = kind === 'first' && chosen.length > 0;
  const found = named ? chosen : derivedModels(models, { kind, rest: [] });
  if (found.length === 0) out.push(noDerivedModel(text, kind, span));
  else if (!context.world.derived.includes(kind)) {
    out.push(diagnostic('not-available', span, { what: `REF.${kind}` }));
  } else {
    const place = { text, analysis: id.value, all: found, own: [], tested: null, span };
    modelValue(found, named ? rest.slice(1) : rest, place, context, out);
  }
}

/** `indirect.M`, `indirect.total`, `verdict.M` of several mediators. */
function ofMediator(
  { id, mediators }: MediateAnalysis,
  [name, which]: readonly string[],
  text: string,
  span: Span,
  out: Diagnostic[],
): void {
  if (name !== 'indirect' && name !== 'verdict') return;
  const allowed = [...mediators.map((one) => one.value), ...(name === 'indirect' ? ['total'] : [])];
  if (which === undefined) out.push(diagnostic('no-value', span, { text }));
  else if (!allowed.includes(which)) {
    const payload = {
      name: which,
      where: `${id.value}.${name}`,
      allowed,
      suggestion: nearest(which, allowed),
    };
    out.push(diagnostic('unknown-result', span, payload));
  }
}

/** Verbs whose results, under a split, stand under each group: `mediation@early.verdict`. */
const grouped: ReadonlySet<string> = new Set(['mediate', 'curve', 'placebo']);

function ownValues(analysis: Analysis, atGroup: boolean): readonly string[] {
  const { verb, split } = analysis;
  const compared = verb === 'regress' && analysis.compare ? ['compare'] : [];
  const own = [...(analysisValues[verb] ?? []), ...compared];
  if (split === null || !grouped.has(verb)) return atGroup ? [] : own;
  return atGroup ? own.filter((name) => name !== 'models') : ['groups', 'models'];
}

/** The models that the first parts choose, and the parts that are left. */
function choose(models: readonly ModelEntry[], parts: readonly string[]) {
  let [left, rest] = [models, parts];
  for (let part = rest[0]; part !== undefined; part = rest[0]) {
    const chosen = chooseModels(left, part);
    if (!/^\d+$/.test(part) && (part === 'n' || chosen.length === 0)) break;
    left = chosen;
    rest = rest.slice(1);
  }
  return { models: left, rest };
}

function analysisValue(
  rest: readonly string[],
  where: string,
  own: readonly string[],
  text: string,
  span: Span,
  out: Diagnostic[],
): void {
  if (own.includes('models')) return;
  const [name] = rest;
  if (name === undefined) out.push(diagnostic('no-value', span, { text }));
  else if (!own.includes(name)) {
    out.push(
      diagnostic('unknown-result', span, { name, where, allowed: own, suggestion: nearest(name, own) }),
    );
  }
}

interface Place {
  readonly text: string;
  readonly analysis: string;
  readonly all: readonly ModelEntry[];
  /** Values of the analysis itself. */
  readonly own: readonly string[];
  /** The analysis whose tests concern the models; null for models that follow from them, which have none. */
  readonly tested: Analysis | null;
  readonly span: Span;
}

function modelValue(
  models: readonly ModelEntry[],
  rest: readonly string[],
  { text, analysis, all, own, tested, span }: Place,
  context: CheckContext,
  out: Diagnostic[],
): void {
  const { scope } = context;
  const refs = (some: readonly ModelEntry[]): readonly string[] => some.map((model) => model.ref);
  if (models.length === 0) {
    out.push(diagnostic('unknown-model', span, { text, analysis, allowed: refs(all) }));
    return;
  }
  const names = termNames(models);
  const [name, stat] = rest;
  const isTerm = (one: string): boolean => [one, reversed(one)].some((form) => names.includes(form));
  const known = name === undefined || isTerm(name) || modelValues.includes(name) || name === '(Intercept)';
  if (!known && !codedColumns(models, scope)(name)) {
    const ofAnalysis = models.length === all.length ? own.filter((one) => one !== 'models') : [];
    const allowed = [...names, ...ofAnalysis, ...modelNumbers];
    const payload = { name, where: models.length === 1 ? models[0]!.ref : analysis, allowed };
    out.push(diagnostic('unknown-result', span, { ...payload, suggestion: nearest(name, allowed) }));
  } else if (models.length > 1) {
    out.push(diagnostic('several-models', span, { text, models: refs(models) }));
  } else if (name === undefined) {
    out.push(diagnostic('no-value', span, { text }));
  } else if (!names.includes(name) && isTestPath(rest)) {
    testValue(rest, { tested, model: models[0]!, text, span }, context, out);
  } else if (
    stat !== undefined &&
    isTerm(name) &&
    !modelValues.includes(name) &&
    !termValues.includes(stat)
  ) {
    const payload = { name: stat, where: name, allowed: termValues, suggestion: nearest(stat, termValues) };
    out.push(diagnostic('unknown-result', span, payload));
  }
}
