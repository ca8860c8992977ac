import type { PlannedFigure } from '../../compiler/plan/plan.ts';
import type { DistributionRecord } from '../../runtime/results/results.ts';
import { captionOf } from './captions.ts';
import { analysisOf, type Context } from './context.ts';
import { describeRecord, groupLabel } from './descriptive.ts';
import type { DistributionFigure } from './document.ts';
import { variableLabel } from './labels.ts';
import { toRich } from './rich.ts';

/** The distributions of described variables as a figure: one panel a variable, its groups over one another. */
export function distributionFigure(context: Context, figure: PlannedFigure): DistributionFigure {
  const { locale } = context;
  const words = locale.figure.distribution;
  const records = describeRecord(context, figure.of).distributions ?? [];
  const variables = [...new Set(records.map(({ variable }) => variable))];
  const groups = [...new Set(records.flatMap(({ group }) => group ?? []))];
  const { title, caption, captionLines } = captionOf(context, 'figure', figure, words.title);
  const labels = groups.map((name) => groupLabel(context, analysisOf(context, figure.of), name));
  return {
    ...{ kind: 'figure', draw: 'distributions', id: figure.id, number: figure.number, title },
    ...{ caption, captionLines },
    description: words.description(variables.length, groups.length),
    groups: labels.map(toRich),
    panels: variables.map((variable) => {
      const shapes = records.filter((record) => record.variable === variable).map(shapeOf);
      return {
        label: toRich(variableLabel(context, variable)),
        counts: words.counts(shapes.map(({ n }) => n)),
        shapes,
      };
    }),
    words: { density: words.density },
    lead: locale.words.notesLead,
    notes: locale.sentences(words.notes(groups.length)),
  };
}

function shapeOf({
  n,
  bins,
  density,
}: DistributionRecord): DistributionFigure['panels'][number]['shapes'][number] {
  return { n, bins, density };
}
