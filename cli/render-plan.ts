import type { ModelSpec } from '../compiler/plan/model.ts';
import type { Plan, PlanStep } from '../compiler/plan/plan.ts';
import { printExpression } from '../compiler/plan/print.ts';
import { sharedWords, sharingLines } from './render-sharing.ts';

/** The plan as a tree: steps in order, below each analysis the steps that it uses. */
export function planTree(plan: Plan): string {
  const steps = new Map(plan.steps.map((step) => [step.id, step]));
  const lines = [plan.study, '', 'data and preparation'];
  for (const step of plan.steps) {
    if (step.kind === 'read' || step.kind === 'prepare') lines.push(`  ${shortId(step)}  ${words(step)}`);
  }
  for (const analysis of plan.analyses) {
    lines.push('', `${analysis.id}  (${analysis.verb})`);
    const width = Math.max(0, ...analysis.models.map((model) => model.ref.length));
    for (const model of analysis.models) {
      const step = steps.get(model.step)!;
      lines.push(`  ${shortId(step)}  ${model.ref.padEnd(width)}  ${model.formula}${modelWords(step)}`);
      for (const id of Object.values(model.tests ?? {})) {
        const test = steps.get(id)!;
        lines.push(`  ${shortId(test)}  ${' '.repeat(width)}  ${words(test)}`);
      }
    }
    for (const id of Object.values(analysis.steps)) {
      const step = steps.get(id)!;
      lines.push(`  ${shortId(step)}  ${words(step)}`);
    }
  }
  lines.push('', ...sharingLines(plan), counts(plan));
  return `${lines.join('\n')}\n`;
}

/** The plan as a Mermaid flowchart. */
export function planMermaid(plan: Plan): string {
  const names = new Map<string, string[]>();
  for (const model of plan.analyses.flatMap((analysis) => analysis.models)) {
    names.set(model.step, [...(names.get(model.step) ?? []), `${model.ref}: ${model.formula}`]);
  }
  const nodes = plan.steps.map((step) => {
    const text = names.get(step.id)?.join('\n') ?? words(step);
    return `  s${step.id}["${mermaidText(text)}"]`;
  });
  const edges = plan.steps.flatMap((step) => step.inputs.map((input) => `  s${input} --> s${step.id}`));
  return `${['flowchart TD', ...nodes, ...edges, ...sharedNodes(plan)].join('\n')}\n`;
}

/** What steps share, as a node beside them. */
function sharedNodes(plan: Plan): readonly string[] {
  return (plan.sharing?.groups ?? []).flatMap((group, i) => [
    `  shared${i}(["${mermaidText(sharedWords(group, plan))}"])`,
    ...group.steps.map((id) => `  shared${i} -.- s${id}`),
  ]);
}

function mermaidText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\n', '<br/>');
}

const shortId = (step: PlanStep): string => step.id.slice(0, 8);

function words(step: PlanStep): string {
  if (isKind(step, 'read')) return `read ${step.parameters.file}: ${step.parameters.columns.length} columns`;
  if (isKind(step, 'prepare')) return step.parameters.verb;
  if (isKind(step, 'describe')) {
    return `describe ${step.parameters.variables.length} variables: ${step.parameters.statistics.join(' ')}`;
  }
  if (isKind(step, 'correlate')) {
    return `${step.parameters.method} correlations of ${step.parameters.variables.length} variables`;
  }
  if (isKind(step, 'mediate') || isKind(step, 'mediate-parallel')) {
    const { bootstrap, tests } = step.parameters;
    const draws = bootstrap ? [`bootstrap ${bootstrap.draws} draws of ${bootstrap.cluster ?? 'rows'}`] : [];
    return `indirect effect: ${[...tests, ...draws].join(', ')}`;
  }
  if (isKind(step, 'hypotheses'))
    return `hypotheses: ${step.parameters.hypotheses.map((one) => one.name).join(', ')}`;
  if (isKind(step, 'diagnose')) return `tests: ${step.parameters.tests.join(', ')}`;
  if (isKind(step, 'compare')) {
    const { test, terms, groups } = step.parameters;
    return `${test} of ${terms.join(', ')} across ${groups.map((one) => one.name).join(', ')}`;
  }
  if (isKind(step, 'contrast')) return `${step.parameters.test}: ${step.parameters.terms.join(', ')}`;
  if (isKind(step, 'curve')) {
    const { draws, terms } = step.parameters;
    return `summary of ${terms.length} models${draws === null ? '' : `, joint test by ${draws} permutations`}`;
  }
  if (isKind(step, 'placebo'))
    return `placebo: ${step.parameters.draws} permutations of ${step.parameters.permute}`;
  return step.kind;
}

function isKind<K extends PlanStep['kind']>(step: PlanStep, kind: K): step is PlanStep<K> {
  return step.kind === kind;
}

function modelWords(step: PlanStep): string {
  const spec = step.parameters as ModelSpec;
  const { type, by, lag, draws } = spec.vcov;
  const options = [
    ...(by ? [` by ${by.join(', ')}`] : []),
    ...(lag === undefined ? [] : [`, lag ${lag}`]),
    ...(draws === undefined ? [] : [`, ${draws} draws`]),
  ];
  const vcov = type + options.join('');
  const estimator = spec.tau === undefined ? spec.estimator : `${spec.estimator} ${spec.tau}`;
  const weights = spec.weights === undefined ? '' : `, weights ${spec.weights}`;
  const where = spec.where.length > 0 ? `  where ${spec.where.map(printExpression).join(' and ')}` : '';
  return `  [${estimator}, ${vcov}, ${spec.conventions}${weights}]${where}`;
}

function counts(plan: Plan): string {
  const models = plan.analyses.flatMap((analysis) => analysis.models);
  const estimated = plan.steps.filter((step) => step.kind === 'estimate').length;
  return `${plan.steps.length} steps; ${models.length} models, of which ${estimated} are estimated and the rest are the same`;
}
