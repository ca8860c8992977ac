import type { PlannedAnalysis } from '../../compiler/plan/plan.ts';
import type { PanelRecord } from '../../runtime/results/results.ts';
import type { Context, Model } from './context.ts';
import type { Interval, Noun, PanelFact, SampleFact } from './facts.ts';
import { nounOf } from './labels.ts';

/** Smallest and largest of one number or more. */
export function intervalOf(values: readonly number[]): Interval {
  return [Math.min(...values), Math.max(...values)];
}

/** A panel as declared, that of the main source unless another is given; or none. */
export function panelFact(
  context: Context,
  panel: PanelRecord | null = context.results.data[0]?.panel ?? null,
): PanelFact | null {
  if (!panel) return null;
  const { units, periods, balanced } = panel;
  // The main panel's keys have labels under the names that a study gives them.
  const main = panel === context.results.data[0]?.panel ? context.plan.panel : null;
  const unit = nounOf(context, main?.unit ?? panel.unit);
  return { unit, units, periods, balanced, first: String(panel.first), last: String(panel.last) };
}

/** Rows of the data before any was dropped. */
export function dataRows(context: Context): number {
  return context.results.data[0]?.rows ?? 0;
}

/** Which rows the models of a table use. */
export function sampleFact(context: Context, models: readonly Model[]): SampleFact {
  const rows = dataRows(context);
  const used = intervalOf(models.map((model) => model.record.n));
  const grouped = models.every((model) => model.planned.group);
  const whole = (used[0] === rows && used[1] === rows) || (grouped && dividesAll(models, rows));
  const split = grouped ? { by: splitColumn(context, models[0]!.analysis) } : null;
  const separated = intervalOf(models.map(({ record }) => record.sample.separated ?? 0));
  return {
    panel: panelFact(context),
    ...{ rows, used, whole, split, separated: separated[1] > 0 ? separated : null },
  };
}

/** Whether, formula by formula, the groups together have every row. */
function dividesAll(models: readonly Model[], rows: number): boolean {
  const totals = new Map<string, number>();
  for (const { planned, record, analysis } of models) {
    const key = `${analysis.id} ${planned.formula}`;
    totals.set(key, (totals.get(key) ?? 0) + record.n);
  }
  return [...totals.values()].every((total) => total === rows);
}

function splitColumn(context: Context, analysis: PlannedAnalysis): Noun | null {
  const { split } = analysis.options;
  return typeof split === 'string' ? nounOf(context, split) : null;
}
