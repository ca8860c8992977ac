import type { VcovChoice } from '../parse/study.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { CheckContext } from './context.ts';
import { columnFact } from './scope.ts';
import { isSetting } from './stated.ts';

/** Every model has a vcov, since there is none by default; clusters are existing columns. */
export function covariances(context: CheckContext): readonly Diagnostic[] {
  return [...missing(context), ...clusters(context)];
}

function missing({ spec, catalog }: CheckContext): readonly Diagnostic[] {
  if (isSetting(spec, 'defaults', 'vcov')) return [];
  const words = catalog.vcovs.map((one) => (one.form === 'columns' ? `{${one.name}: COLUMN}` : one.name));
  return spec.analyses
    .filter(({ verb, vcov, id }) => {
      const estimates = verb === 'regress' || verb === 'mediate';
      return estimates && vcov === null && !spec.broken.analyses.includes(id.value);
    })
    .map(({ verbSpan }) => diagnostic('missing-vcov', verbSpan, { allowed: words }));
}

function clusters({ spec, catalog, scope }: CheckContext): readonly Diagnostic[] {
  const out: Diagnostic[] = [];
  const offered = new Set(catalog.vcovs.map((one) => one.name));
  const judge = (vcov: VcovChoice | null): void => {
    if (!vcov || !offered.has(vcov.type)) return;
    for (const column of vcov.by) if (!column.value.includes('^')) columnFact(column, scope, out);
  };
  judge(spec.defaults.vcov);
  for (const analysis of spec.analyses) {
    judge(analysis.vcov);
    if (analysis.verb === 'vary') for (const variant of analysis.variants) judge(variant.vcov);
    if (analysis.verb === 'curve') for (const vcov of analysis.over.vcov) judge(vcov);
  }
  return out;
}
