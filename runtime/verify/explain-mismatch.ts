import type { Plan, PlannedAnalysis, PlanStep } from '../../compiler/plan/plan.ts';
import type { Reported } from '../../compiler/plan/reported.ts';
import type { Results } from '../results/results.ts';
import { type Attempt, attemptsOf, type EstimateStep } from './attempts.ts';
import type { ReportedCheck } from './check.ts';
import type { Verification } from './index.ts';
import { explainColumn, type Tried } from './mismatch-words.ts';
import { type ComparedColumn, comparedColumns, modelsById } from './reported.ts';

/** At most so many models are estimated anew, the first in the order of the file. */
const MODELS = 24;

/** A model of the study in its variants. */
interface Case {
  /** The model's reference without what follows from it: `mediation.direct`, not `first.first`. */
  readonly ref: string;
  readonly attempts: readonly (Attempt & { readonly id: string })[];
}

/** What must be computed before differences can be explained, and the explaining itself. */
export interface Explainer {
  /** The same data and preparation, and every variant as an analysis of its own. */
  readonly plan: Plan;
  /** The verification with what would reproduce a column in its explanations. Pure. */
  readonly explain: (results: Results) => Verification;
}

/**
 * What the reported columns that differ can be explained by: each of their models under other covariances, conventions
 * and samples. Null where no model that was estimated differs.
 */
export function explainer(
  plan: Plan,
  computed: Results,
  reported: Reported | null,
  verification: Verification,
): Explainer | null {
  if (reported === null) return null;
  const columns = comparedColumns(reported, computed);
  const differing = columns.filter(({ checks }) => checks.some(({ holds }) => !holds));
  const cases = casesOf(plan, differing);
  if (cases.length === 0) return null;
  return {
    plan: planOf(plan, cases),
    explain(results) {
      const models = modelsById(results);
      const texts = new Map<string, string>();
      for (const column of differing) {
        const found = cases.find(({ ref }) => isOf(column.model.id, ref));
        const tried = found ? triedOf(found, column, models) : [];
        for (const [check, text] of explainColumn(column, tried, { columns, legend: reported.legend })) {
          texts.set(keyOf(check), text);
        }
      }
      return { ...verification, reported: verification.reported.map((check) => withText(check, texts)) };
    },
  };
}

function isOf(id: string, ref: string): boolean {
  return id === ref || id.startsWith(`${ref}.`);
}

function casesOf(plan: Plan, columns: readonly ComparedColumn[]): readonly Case[] {
  const cases = new Map<string, Case>();
  const models = plan.analyses.flatMap((analysis) => analysis.models.map((model) => ({ analysis, model })));
  for (const { model: record } of columns) {
    if (cases.size === MODELS) break;
    const owner =
      models.find(({ model }) => model.ref === record.id) ??
      models.find(({ model }) => isOf(record.id, model.ref));
    const step = plan.steps.find((one): one is EstimateStep => one.id === owner?.model.step);
    if (owner === undefined || step === undefined || cases.has(owner.model.ref)) continue;
    const id = cases.size;
    const attempts = attemptsOf(step, owner.analysis, plan, record.n).map((attempt, i) => ({
      ...attempt,
      id: `attempt_${id}_${i}`,
    }));
    cases.set(owner.model.ref, { ref: owner.model.ref, attempts });
  }
  return [...cases.values()];
}

function planOf(plan: Plan, cases: readonly Case[]): Plan {
  const steps = plan.steps.filter(({ kind }) => kind === 'read' || kind === 'prepare');
  const models = new Map(
    plan.analyses.flatMap((analysis) => analysis.models.map((model) => [model.ref, model] as const)),
  );
  const made = cases.flatMap(({ ref, attempts }) => {
    const base = plan.steps.find(({ id }) => id === models.get(ref)!.step)!;
    return attempts.map(({ id, spec }): PlanStep => ({ ...base, id, parameters: spec }));
  });
  const analyses = cases.flatMap(({ ref, attempts }) =>
    attempts.map(
      ({ id }): PlannedAnalysis => ({
        ...{ id, verb: 'regress', steps: {}, options: {}, note: null },
        models: [{ ...models.get(ref)!, ref: id, step: id, group: null, tests: {} }],
      }),
    ),
  );
  return { ...plan, steps: [...steps, ...made], analyses, tables: [], figures: [], claims: [] };
}

/** The variants that could be estimated. */
function triedOf(
  { ref, attempts }: Case,
  column: ComparedColumn,
  models: ReturnType<typeof modelsById>,
): readonly Tried[] {
  return attempts.flatMap((attempt) => {
    const model = models.get(attempt.id + column.model.id.slice(ref.length));
    const estimated = model?.terms.some(({ std_error }) => std_error !== null) ?? false;
    return model && estimated ? [{ ...attempt, model }] : [];
  });
}

function keyOf({ table, column, row, part }: ReportedCheck): string {
  return JSON.stringify([table, column, row, part]);
}

function withText(check: ReportedCheck, texts: ReadonlyMap<string, string>): ReportedCheck {
  const text = texts.get(keyOf(check));
  if (text === undefined || check.holds) return check;
  return { ...check, explanation: check.explanation === null ? text : `${check.explanation}. ${text}` };
}
