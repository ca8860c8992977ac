import type { ClusterChoice, Settings, VcovChoice } from '../parse/study.ts';
import { vcovForms } from '../parse/vcov.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { CheckContext } from './context.ts';
import { columnFact, numericFact, requirePanel, type Scope } from './scope.ts';
import { isSetting } from './stated.ts';

/** Every model has a vcov, since there is none by default; clusters and weights are existing columns. */
export function covariances(context: CheckContext): readonly Diagnostic[] {
  return [...missing(context), ...columns(context)];
}

function missing({ spec, catalog }: CheckContext): readonly Diagnostic[] {
  if (isSetting(spec, 'defaults', 'vcov')) return [];
  return spec.analyses
    .filter(({ verb, vcov, id }) => {
      const estimates = verb === 'regress' || verb === 'mediate';
      return estimates && vcov === null && !spec.broken.analyses.includes(id.value);
    })
    .map(({ verbSpan }) => diagnostic('missing-vcov', verbSpan, { allowed: vcovForms(catalog) }));
}

function columns({ spec, scope, index }: CheckContext): readonly Diagnostic[] {
  const out: Diagnostic[] = [];
  const stated: Pick<Settings, 'vcov' | 'weights'>[] = [spec.defaults, ...spec.analyses];
  // Variants, and settings that a verb makes of its own.
  for (const models of index.models.values()) for (const model of models) stated.push(model);
  for (const analysis of spec.analyses) {
    if (analysis.verb === 'vary') stated.push(...analysis.variants);
    if (analysis.verb === 'curve')
      for (const vcov of analysis.over.vcov) stated.push({ vcov, weights: null });
  }
  for (const vcov of new Set(stated.map((one) => one.vcov))) if (vcov) judge(vcov, scope, out);
  for (const weights of new Set(stated.map((one) => one.weights))) {
    if (weights && weights.value !== 'none') numericFact(weights, 'a weight', scope, out);
  }
  return out;
}

function judge(vcov: VcovChoice, scope: Scope, out: Diagnostic[]): void {
  for (const column of vcov.by.flatMap((cluster) => cluster.columns)) columnFact(column, scope, out);
  const keys = vcov.by.map((cluster) => sortedNames(cluster));
  const again = vcov.by.find((_, i) => keys.indexOf(keys[i]!) < i);
  if (again) {
    const expected = 'a list without repetitions';
    out.push(diagnostic('wrong-value', again.span, { where: vcov.type, expected }));
  }
  if (vcov.lag !== null) requirePanel(`vcov ${vcov.type}`, vcov.span, scope, out);
}

/** The same for `city^year` and `year^city`. */
function sortedNames({ columns }: ClusterChoice): string {
  return JSON.stringify([...new Set(columns.map((column) => column.value))].sort());
}
