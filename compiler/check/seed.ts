import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { Span } from '../plan/span.ts';
import type { CheckContext } from './context.ts';
import { isStated } from './stated.ts';

/** What is drawn at random needs a seed. One message, at the first draw: the cure is one line. */
export function seed({ spec }: CheckContext): readonly Diagnostic[] {
  if (isStated(spec, 'seed')) return [];
  const draws = spec.analyses.flatMap((analysis): readonly { what: string; span: Span }[] => {
    if (analysis.verb === 'placebo') return [{ what: 'placebo', span: analysis.verbSpan }];
    if (analysis.verb === 'curve' && analysis.draws) {
      return [{ what: 'the joint test of a curve', span: analysis.draws.span }];
    }
    const draws = analysis.verb === 'regress' ? analysis.compare?.draws : null;
    if (draws) return [{ what: 'a permutation of groups', span: draws.span }];
    const bootstrap = analysis.verb === 'mediate' ? analysis.bootstrap : null;
    return bootstrap ? [{ what: 'bootstrap', span: bootstrap.span }] : [];
  });
  const variants = spec.analyses.flatMap((one) => (one.verb === 'vary' ? one.variants : []));
  const axes = spec.analyses.flatMap((one) => (one.verb === 'curve' ? one.over.vcov : []));
  const stated = [spec.defaults, ...spec.analyses, ...variants].map((one) => one.vcov);
  for (const vcov of [...stated, ...axes]) {
    if (vcov && vcov.draws !== null) draws.push({ what: `vcov ${vcov.type}`, span: vcov.span });
  }
  const first = draws.sort((a, b) => a.span.start - b.span.start)[0];
  return first ? [diagnostic('missing-seed', first.span, { what: first.what })] : [];
}
