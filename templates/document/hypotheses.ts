import type { PlannedEquation, PlannedHypothesis, PlanStep } from '../../compiler/plan/plan.ts';
import type { HypothesisRecord } from '../../runtime/results/results.ts';
import { printedP } from './bounded.ts';
import { notApplicable, numberCell, STATISTIC_DIGITS } from './cells.ts';
import type { Context, Model } from './context.ts';
import type { Cell, Rich, Row } from './document.ts';
import { formatDecimal, formatTrimmed, withMinus } from './format-number.ts';
import { termLabel } from './labels.ts';
import { toRich } from './rich.ts';

/** A hypothesis on a model, with what it states and what came of it. */
export interface Hypothesis {
  readonly planned: PlannedHypothesis;
  readonly record: HypothesisRecord;
}

/** The hypotheses on a model, in written order; none of a model without any. */
export function hypothesesOf({ plan }: Context, { planned, record }: Model): readonly Hypothesis[] {
  const step = plan.steps.find((candidate) => candidate.id === planned.tests?.hypotheses);
  if (step === undefined) return [];
  return (step as PlanStep<'hypotheses'>).parameters.hypotheses.flatMap((one) => {
    const found = record.hypotheses[one.name];
    return found ? [{ planned: one, record: found }] : [];
  });
}

/** What a hypothesis states, by the labels of its terms: `a = b = 0, 2 × c − d = 1`. */
export function statement(context: Context, hypothesis: PlannedHypothesis): Rich {
  const label = (name: string): string => {
    const text = termLabel(context, name);
    return text.includes(' = ') ? `(${text})` : text;
  };
  const { terms, equations } = hypothesis;
  const zero = terms.length > 0 ? [`${terms.map(label).join(' = ')} = 0`] : [];
  return toRich([...zero, ...equations.map((one) => equationText(one, label))].join(', '));
}

function equationText({ coefficients, value }: PlannedEquation, label: (name: string) => string): string {
  const parts = coefficients.map(({ name, weight }, i) => {
    const size = Math.abs(weight) === 1 ? label(name) : `${formatTrimmed(Math.abs(weight))} × ${label(name)}`;
    if (i === 0) return weight < 0 ? `-${size}` : size;
    return weight < 0 ? ` - ${size}` : ` + ${size}`;
  });
  return `${withMinus(parts.join(''))} = ${withMinus(formatTrimmed(value))}`;
}

/** Each hypothesis that is tested in one of the models, once, by its name. */
function named(context: Context, models: readonly Model[]): ReadonlyMap<string, PlannedHypothesis> {
  const all = models
    .flatMap((model) => hypothesesOf(context, model))
    .filter(({ record }) => record.distribution !== null);
  return new Map(all.map(({ planned }) => [planned.name, planned]));
}

/** Two rows a hypothesis in the lower block of a table: the statistic, and p. */
export function hypothesisRows(context: Context, models: readonly Model[]): readonly Row[] {
  return [...named(context, models).keys()].flatMap((name) => {
    const records = models.map((model) => model.record.hypotheses[name]);
    const kinds = new Set(records.flatMap((one) => (one?.distribution ? [one.distribution] : [])));
    const cells = (of: 'statistic' | 'p', printed: (value: number) => string): readonly Cell[] =>
      models.map(({ record: { id } }, i) => {
        const source = `${id}.hypotheses.${name}.${of}`;
        return records[i] ? numberCell(records[i][of], printed, source) : notApplicable;
      });
    const [first = 'f', second] = kinds;
    const { rows, p } = context.locale.tests;
    const stub = rows(name, second === undefined ? first : 'both');
    const statistic = cells('statistic', (value) => formatDecimal(value, STATISTIC_DIGITS));
    return [
      { kind: 'data', stub, cells: statistic, continues: false, indent: 0 },
      { kind: 'data', stub: p, cells: cells('p', printedP(context)), continues: true, indent: 1 },
    ];
  });
}

/** What the rows of a table test, as a sentence; none without such rows. */
export function hypothesisNote(context: Context, models: readonly Model[]): readonly Rich[] {
  const items = [...named(context, models)].map(([name, planned]) => ({
    name,
    states: statement(context, planned),
  }));
  return items.length > 0 ? [context.locale.tests.sentence(items)] : [];
}
