import type { CurveAxis } from '../locale/curve-words.ts';
import { type Context, say } from './context.ts';
import type { DrawnModel } from './curve-figure.ts';
import type { CurveChoices, CurveFigure } from './document.ts';
import { effectLabel, nounOf, termLabel } from './labels.ts';
import { toRich } from './rich.ts';

/** How an axis tells the choices of models apart, and what it calls them. */
interface Reading {
  readonly axis: CurveAxis;
  readonly key: (one: DrawnModel) => string;
  readonly label: (one: DrawnModel) => string;
}

/**
 * The axes on which the models differ, in the order of the language, and what those with a point chose. What all chose
 * alike is no row. Choices stand in the order of the models as the study numbers them.
 */
export function curveAxes(
  context: Context,
  drawn: readonly DrawnModel[],
  shown: readonly DrawnModel[],
): CurveFigure['axes'] {
  const words = context.locale.figure.curve;
  const ordered = inOrder(drawn);
  return readings(context).flatMap((reading) => {
    const choices =
      reading.axis === 'controls' && manyLists(ordered)
        ? eachControl(context, ordered, shown)
        : choicesAlong(reading, ordered, shown);
    return choices.length > 1 ? [{ heading: toRich(words.axes[reading.axis]), choices }] : [];
  });
}

function readings(context: Context): readonly Reading[] {
  const words = context.locale.figure.curve;
  const listed = (names: readonly string[], none: string, label: (name: string) => string): string =>
    names.length === 0 ? none : words.list(names.map(label));
  const term = (name: string): string => termLabel(context, name);
  const vcov = ({ model }: DrawnModel) => model.record.vcov;
  return [
    {
      axis: 'outcome',
      key: ({ choice }) => choice.outcome,
      label: ({ choice }) => termLabel(context, choice.outcome),
    },
    { axis: 'treatment', key: ({ choice }) => choice.term, label: ({ choice }) => term(choice.term) },
    {
      axis: 'controls',
      key: ({ choice }) => controlsKey(choice.controls),
      label: ({ choice }) => listed(choice.controls, words.noControls, term),
    },
    {
      axis: 'fixed',
      key: ({ choice }) => choice.fixed.join(' + '),
      label: ({ choice }) => listed(choice.fixed, words.noEffects, (name) => effectLabel(context, name)),
    },
    {
      axis: 'where',
      key: ({ choice }) => choice.where ?? '',
      label: ({ choice }) => (choice.where === null || choice.where === '1' ? words.allRows : choice.where),
    },
    {
      axis: 'vcov',
      key: ({ choice }) => choice.vcov ?? '',
      label: (one) => {
        const { type, by, lag } = vcov(one);
        return words.vcov(
          type,
          (by ?? []).map((name) => nounOf(context, name)),
          lag ?? null,
        );
      },
    },
    {
      axis: 'group',
      key: ({ model }) => model.planned.group?.name ?? '',
      label: ({ model }) => (model.planned.group ? say(context, model.planned.group.label) : ''),
    },
  ];
}

const controlsKey = (names: readonly string[]): string => names.join(' + ');

/** One row a choice. */
function choicesAlong(
  { key, label }: Reading,
  ordered: readonly DrawnModel[],
  shown: readonly DrawnModel[],
): readonly CurveChoices[] {
  const first = new Map<string, DrawnModel>();
  for (const one of ordered) if (!first.has(key(one))) first.set(key(one), one);
  return [...first].map(([value, one]) => ({
    label: toRich(label(one)),
    made: shown.map((point) => key(point) === value),
  }));
}

/** Lists of controls are rows as long as there are about as many as controls; subsets soon are far more. */
function manyLists(ordered: readonly DrawnModel[]): boolean {
  const lists = new Set(ordered.map(({ choice }) => controlsKey(choice.controls)));
  return lists.size > allControls(ordered).length + 1;
}

/** One row a control: the models that have it. */
function eachControl(
  context: Context,
  ordered: readonly DrawnModel[],
  shown: readonly DrawnModel[],
): readonly CurveChoices[] {
  return allControls(ordered).map((name) => ({
    label: toRich(termLabel(context, name)),
    made: shown.map(({ choice }) => choice.controls.includes(name)),
  }));
}

function allControls(ordered: readonly DrawnModel[]): readonly string[] {
  return [...new Set(ordered.flatMap(({ choice }) => choice.controls))];
}

/** As the study numbers them, not by their estimates. */
function inOrder(drawn: readonly DrawnModel[]): readonly DrawnModel[] {
  const places = new Map(
    drawn[0]?.model.analysis.models.map((model, i): [string, number] => [model.ref, i]) ?? [],
  );
  return [...drawn].sort((a, b) => places.get(a.choice.ref)! - places.get(b.choice.ref)!);
}
