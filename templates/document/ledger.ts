import type { SampleRecord } from '../../runtime/results/results.ts';
import { type Context, type Model, modelOf, say } from './context.ts';
import { optionOf, preparation } from './data-facts.ts';
import type { Grid, Rich } from './document.ts';
import type { Interval, LedgerFact } from './facts.ts';
import { nounOf } from './labels.ts';
import { concat, toRich } from './rich.ts';
import { intervalOf, panelFact } from './sample-facts.ts';
import { factWording } from './fact-wording.ts';

/** What happened to rows and cells: reading, each step of the preparation, the samples of the models. */
export function ledger(context: Context): Grid {
  const { words } = context.locale;
  return {
    kind: 'grid',
    header: words.report.ledgerHeader.map((text) => toRich(text)),
    rows: [...readRows(context), ...stepRows(context), ...modelRows(context)],
    align: ['left', 'left', 'right'],
  };
}

function line(
  context: Context,
  fact: LedgerFact,
  rows: Interval,
  remarks: readonly string[] = [],
): readonly Rich[] {
  const { step, change } = context.locale.report.ledger(fact);
  const { count } = context.locale;
  const size = rows[0] === rows[1] ? count(rows[0]) : `${count(rows[0])}–${count(rows[1])}`;
  const remarked = remarks.flatMap((remark) => [' ', remark]);
  return [step, concat(change, ...remarked), toRich(size)];
}

function readRows(context: Context): readonly (readonly Rich[])[] {
  return context.results.data.map((data) => {
    const fact = {
      kind: 'read',
      file: data.file,
      panel: panelFact(context, data.panel),
      columns: data.columns,
    } as const;
    const remarks = data.notes.map((note) => factWording(context, note));
    return line(context, fact, [data.rows, data.rows], remarks);
  });
}

/** Largest first, else in the order of the record; columns without any are left out. */
function ranked(counts: Readonly<Record<string, number>>): readonly (readonly [string, number])[] {
  return Object.entries(counts)
    .map((entry, position) => ({ entry, position }))
    .filter(({ entry }) => entry[1] > 0)
    .sort((a, b) => b.entry[1] - a.entry[1] || a.position - b.position)
    .map(({ entry }) => entry);
}

function stepRows(context: Context): readonly (readonly Rich[])[] {
  return preparation(context).map(({ parameters, record }) => {
    const { verb, options } = parameters;
    const panel = context.plan.panel;
    const method = optionOf(options, 'method');
    const fact: LedgerFact = {
      kind: 'step',
      verb,
      method: typeof method === 'string' ? method : null,
      columns: record.columns,
      filled: ranked(record.filled),
      missing: ranked(record.missing),
      dropped: record.dropped,
      joined: record.matched ? { source: String(optionOf(options, 'with')), ...record.matched } : null,
      unit: verb === 'interpolate' && panel ? nounOf(context, panel.unit) : null,
    };
    const remarks = record.notes.map((note) => factWording(context, note));
    return line(context, fact, [record.rows, record.rows], remarks);
  });
}

function modelRows(context: Context): readonly (readonly Rich[])[] {
  return context.plan.analyses.flatMap((analysis) => {
    const models = analysis.models
      .filter((planned) => context.models.has(planned.ref))
      .map((planned) => modelOf(context, planned.ref));
    return groupsOf(context, models).map((members) => {
      const group = members[0]!.planned.group;
      const name = group ? `${analysis.id}@${group.name}` : analysis.id;
      return line(context, modelsFact(name, members), intervalOf(members.map((model) => model.record.n)));
    });
  });
}

/** The models of one analysis, those of each group of a split apart. */
function groupsOf(context: Context, models: readonly Model[]): readonly (readonly Model[])[] {
  const groups = new Map<string, Model[]>();
  for (const model of models) {
    const key = model.planned.group ? say(context, model.planned.group.label) : '';
    groups.set(key, [...(groups.get(key) ?? []), model]);
  }
  return [...groups.values()];
}

function modelsFact(name: string, models: readonly Model[]): LedgerFact {
  const samples = models.map((model) => model.record.sample);
  const range = (of: (sample: SampleRecord) => number): Interval => intervalOf(samples.map(of));
  const missing = new Map<string, number>();
  for (const sample of samples) {
    for (const [variable, count] of Object.entries(sample.missing)) {
      missing.set(variable, Math.max(missing.get(variable) ?? 0, count));
    }
  }
  return {
    kind: 'models',
    analysis: name,
    models: models.length,
    excluded: range((sample) => sample.excluded),
    undecided: range((sample) => sample.undecided),
    incomplete: range((sample) => sample.incomplete),
    lags: range((sample) => sample.lags),
    singletons: range((sample) => sample.singletons),
    weightless: range((sample) => sample.weightless ?? 0),
    separated: range((sample) => sample.separated ?? 0),
    missing: ranked(Object.fromEntries(missing)),
  };
}
