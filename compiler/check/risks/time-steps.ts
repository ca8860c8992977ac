import { nodesIn } from '../../formula/names.ts';
import { distancesIn, shiftCall } from '../../formula/read-shift.ts';
import type { TermTree } from '../../formula/tree.ts';
import type { OptionNode, StudySpec } from '../../parse/study.ts';
import { type Diagnostic, diagnostic } from '../../plan/diagnostic.ts';
import type { Call, Expression } from '../../plan/expression.ts';
import type { Span } from '../../plan/span.ts';
import { literalNumber } from '../comparisons.ts';
import type { CheckContext } from '../context.ts';

interface Use {
  readonly call: Call;
  readonly span: Span;
}

/**
 * Lags, leads and differences along a panel with gaps, said once where the first stands; and a distance that no two
 * rows of a unit are apart, said each time. Only as long as no step has dropped rows.
 */
export function timeSteps(context: CheckContext): readonly Diagnostic[] {
  const distances = context.file?.panel?.kind === 'panel' ? context.file.panel.distances : null;
  if (!distances) return [];
  const { least, divisor, gaps } = distances;
  const uses = [...usesIn(context)];
  const never = uses.filter(({ call }) => {
    const k = distanceOf(call);
    return k !== null && k !== 0 && (Math.abs(k) < least || Math.abs(k) % divisor > 0);
  });
  const [first] = uses.filter((use) => !never.includes(use));
  return [
    ...never.map(({ call, span }) =>
      diagnostic('no-such-distance', span, { function: call.function, k: distanceOf(call)!, least }),
    ),
    ...(first && gaps > 0
      ? [diagnostic('panel-gaps', first.span, { function: first.call.function, gaps, least })]
      : []),
  ];
}

/** How far a call looks along time; null where that is not written as one number. */
function distanceOf(call: Call): number | null {
  const given = call.named['k'] ?? call.arguments[1];
  return given === undefined ? 1 : literalNumber(given);
}

function* usesIn({ spec, catalog, formulaScope, scope }: CheckContext): Generator<Use> {
  const along = (expression: Expression, otherwise: Span): readonly Use[] =>
    nodesIn(expression).flatMap((node) =>
      node.kind === 'call' && formulaScope.functions.get(node.function)?.needs.includes('panel')
        ? [{ call: node, span: node.span ?? otherwise }]
        : [],
    );
  for (const step of spec.prepare) {
    for (const { tree, span } of expressionsIn(step.options)) yield* along(tree, span);
    if (catalog.steps.find((one) => one.name === step.verb.value)?.effect === 'rows') return;
  }
  if (scope.sample.panel === null) return;
  for (const { tree, span } of inAnalyses(spec)) yield* along(tree, span);
}

interface Placed {
  readonly tree: Expression;
  readonly span: Span;
}

function expressionsIn(node: OptionNode): readonly Placed[] {
  if (node.kind === 'expression') return [{ tree: node.tree, span: node.span }];
  if (node.kind === 'list') return node.items.flatMap(expressionsIn);
  return node.kind === 'map' ? node.entries.flatMap((entry) => expressionsIn(entry.value)) : [];
}

function inAnalyses(spec: StudySpec): readonly Placed[] {
  return spec.analyses.flatMap((analysis) => [
    ...(analysis.where ? [analysis.where] : []),
    ...(analysis.verb === 'regress'
      ? analysis.formulas.flatMap(({ formula: { tree, span } }) => [
          ...tree.outcomes.map((outcome) => ({ tree: outcome, span })),
          ...inTerms(tree.terms),
        ])
      : []),
  ]);
}

function inTerms(term: TermTree): readonly Placed[] {
  switch (term.kind) {
    case 'regressor':
      return [{ tree: term.expression, span: term.span }];
    case 'shift': {
      const { function: called, operand, distances, span } = term;
      const each = distances === null ? [null] : distancesIn(distances);
      return each.map((k) => ({ tree: { ...shiftCall(called, operand, k), span }, span }));
    }
    case 'sum':
      return term.items.flatMap((item) => inTerms(item.term));
    case 'product':
      return [...inTerms(term.left), ...inTerms(term.right)];
    case 'power':
      return inTerms(term.base);
    case 'family':
      return term.alternatives.flatMap(inTerms);
    case 'constant':
      return [];
  }
}
