import { execute } from '../../runtime/index.ts';
import { assemble } from '../../runtime/assemble.ts';
import type { EstimateRecord, ModelRecord, Results } from '../../runtime/results/results.ts';
import type { Plan } from '../../compiler/plan/plan.ts';
import type { Execution } from '../../runtime/index.ts';
import { compileStudy, runOptions, studyFolder } from '../study.ts';

export type Spec = Readonly<Record<string, unknown>>;

/** Raw columns of the panel that have gaps. */
export const raw = [
  ...['m_city', 'g_city', 'kw_ai', 'kw_cloud', 'kw_bigdata', 'kw_iot', 'ai_mentions'],
  ...['population', 'employees', 'fai', 'fai_prev', 'vht', 'rd'],
];

export const derived = {
  AGG: '(m_city / g_city) / (m_nation / g_nation)',
  TIN_raw: 'log(kw_ai + kw_cloud + kw_bigdata + kw_iot + 1)',
  AI_raw: 'log(ai_mentions + 1)',
  GRA_raw: '(fai - fai_prev) / fai_prev * 100',
  RD_raw: 'log(rd + 1)',
  TIN: 'TIN_raw',
  AI: 'AI_raw',
  POS: 'population',
  NUE: 'employees',
  GRA: 'GRA_raw',
  VHT: 'vht',
  RD: 'RD_raw',
  period: "if(year <= 2015, 'incubation', if(year <= 2019, 'development', 'formation'))",
};

export const normalised = ['TIN', 'AI', 'POS', 'NUE', 'GRA', 'VHT', 'RD'];

/** The preparation of the reference; `interpolate` null leaves the gaps. */
export function preparation(interpolate: Spec | null, more: readonly Spec[] = []): readonly Spec[] {
  return [
    ...(interpolate ? [{ interpolate: { columns: raw, method: 'linear', ...interpolate } }] : []),
    { derive: derived },
    { normalize: { columns: normalised, method: 'minmax' } },
    ...more,
  ];
}

export interface Ran {
  readonly plan: Plan;
  readonly execution: Execution;
  readonly results: Results;
  readonly model: (id: string) => ModelRecord;
}

/** Compiles and runs a study on a file of the seed study's folder; any diagnostic or failure is an error. */
export async function study(
  file: string,
  prepare: readonly Spec[],
  analyses: Readonly<Record<string, Spec>>,
  more: Spec = {},
): Promise<Ran> {
  const spec = {
    study: 'reference',
    seed: 1,
    data: { file: `data/${file}`, panel: { unit: 'city', time: 'year' } },
    prepare,
    analyses,
    ...more,
  };
  return runStudy(studyFolder, spec);
}

/** Compiles and runs a whole study on the files of a folder; any diagnostic or failure is an error. */
export async function runStudy(folder: string, spec: Spec): Promise<Ran> {
  const plan = compileStudy(JSON.stringify(spec), folder);
  const execution = await execute(plan, runOptions(folder));
  if (execution.failures.length > 0)
    throw new Error(execution.failures.map((failure) => failure.message).join('\n'));
  const results = assemble(plan, execution.outputs, '0.0.0');
  return { plan, execution, results, model: (id) => modelOf(results, id) };
}

function modelOf(results: Results, id: string): ModelRecord {
  for (const record of Object.values(results.analyses)) {
    if (!('models' in record)) continue;
    const model = record.models.find((candidate) => candidate.id === id);
    if (model) return model;
  }
  throw new Error(`no model ${id}`);
}

export const termOf = (model: EstimateRecord, name: string) => {
  const term = model.terms.find((candidate) => candidate.term === name);
  if (!term) throw new Error(`no term ${name}`);
  return term;
};
