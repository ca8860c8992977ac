import { compileValidators } from '../../build/schema.ts';
import { compile, parse } from '../../compiler/index.ts';
import type { TableSchema } from '../../compiler/plan/catalog.ts';
import type { ModelSpec } from '../../compiler/plan/model.ts';
import type { Plan } from '../../compiler/plan/plan.ts';
import { completeCatalog } from '../suite/complete-catalog.ts';

const validators = compileValidators(completeCatalog);
const number = (name: string) => ({ name, type: 'number' as const, levels: null });

const table: TableSchema = {
  rows: 60,
  columns: [
    { name: 'city', type: 'text', levels: ['A', 'B'] },
    ...['year', 'y', 'x', 'z', 'w', 'k'].map(number),
  ],
};

/** The plan of some analyses (and of a line of `tables`), as if everything of the language ran; the first mistake is thrown. */
export function completePlan(...analyses: readonly string[]): Plan {
  const head = [
    'study: complete',
    'seed: 7',
    'data: {file: toy.csv, panel: {unit: city, time: year}}',
    'defaults: {vcov: HC1}',
  ];
  const text = [
    ...head,
    'analyses:',
    ...analyses.map((line) => (line.startsWith('tables:') ? line : `  ${line}`)),
  ].join('\n');
  const draft = parse({ file: 'study.yaml', text }, { catalog: completeCatalog, validators });
  const { plan, diagnostics } = compile(draft, new Map([['data', table]]), '', completeCatalog);
  if (plan) return plan;
  throw new Error(diagnostics.map(({ code, message }) => `${code}: ${message}`).join('\n'));
}

/** What the estimation of a model is told. */
export function specOf(plan: Plan, ref: string): ModelSpec {
  const model = plan.analyses.flatMap((analysis) => analysis.models).find((one) => one.ref === ref);
  return plan.steps.find((step) => step.id === model?.step)!.parameters as ModelSpec;
}
