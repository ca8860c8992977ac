import type { Plan } from '../compiler/plan/plan.ts';
import { printFormula } from '../compiler/plan/print.ts';
import type { SharedGroup, SharedKind } from '../compiler/plan/sharing.ts';
import { plural } from './report-diagnostics.ts';

/** What steps of a plan do once for all of them, and the estimated work: lines of `studyc plan`. */
export function sharingLines({ sharing, steps, analyses }: Plan): readonly string[] {
  if (sharing === null) return ['nothing is shared: every model by itself (--no-optimise)'];
  const { groups, work, rows: ofFile } = sharing;
  const whole = { alone: work.alone * ofFile, together: work.together * ofFile };
  const works = groups.map((group) => shown(group.work));
  const width = Math.max(0, ...works.map((text) => text.length));
  const rows = groups.map(
    (group, i) => `  ${works[i]!.padEnd(width)}  ${sharedWords(group, { steps, analyses })}`,
  );
  const head = 'done once for several  (multiply-adds a row of the table: each by itself → together)';
  return [
    ...(rows.length > 0 ? [head, ...rows, ''] : []),
    `estimated work a row: ${shown(work)}; of the ${grouped(ofFile)} rows of the file: ${shown(whole)}`,
  ];
}

/** A group in words: which models, and what is done once. */
export function sharedWords(group: SharedGroup, plan: Pick<Plan, 'steps' | 'analyses'>): string {
  const models = plural(group.steps.length, 'model');
  const what: Readonly<Record<SharedKind, string>> = {
    sample: `${models}, rows and columns: ${namesOf(group, plan)}${gapWords(group)}`,
    effects: `${models}, ${plural(group.columns.length, 'column')} out of ${listed(group.effects)}: ${namesOf(group, plan)}`,
    products: `${models}, products of ${plural(group.columns.length, 'column')}: ${namesOf(group, plan)}`,
    factors: `${models}, factors of the columns with which they begin: ${namesOf(group, plan)}`,
    fit: `${models} of one solution: ${equationOf(group, plan)}`,
    moments: `${models} from products of ${plural(group.columns.length, 'column')}${sumWords(group)}: ${namesOf(group, plan)}`,
    draws: `${group.draws ?? 0} draws, ${drawWords(group)}: ${namesOf(group, plan)}`,
  };
  return `${group.kind.padEnd(8)}  ${what[group.kind]}`;
}

/** Of columns with gaps that not all models need, the rows decide whether the models have them in common. */
function gapWords({ someNeed = [] }: SharedGroup): string {
  return someNeed.length === 0 ? '' : `; the same rows unless gaps in ${listed(someNeed)} take some`;
}

function sumWords({ clusters = [] }: SharedGroup): string {
  return clusters.length === 0 ? '' : `, clusters from sums by ${listed(clusters)}`;
}

function drawWords(group: SharedGroup): string {
  if (group.clusters) return `sums by ${listed(group.clusters)}`;
  return `${plural(group.columns.length, 'column')} prepared once`;
}

/** The first few of its models, or the analysis of a step that is none. */
function namesOf({ steps }: SharedGroup, { analyses }: Pick<Plan, 'analyses'>): string {
  const names = steps.map((id) => {
    const model = analyses.flatMap(({ models }) => models).find(({ step }) => step === id);
    const owner = analyses.find((one) => Object.values(one.steps).includes(id));
    return model?.ref ?? owner?.id ?? id.slice(0, 8);
  });
  return listed(names);
}

function equationOf({ steps: [first] }: SharedGroup, { steps }: Pick<Plan, 'steps'>): string {
  const step = steps.find(({ id }) => id === first);
  return step && 'formula' in step.parameters ? printFormula(step.parameters.formula) : '';
}

const MOST_NAMES = 4;

function listed(names: readonly string[] = []): string {
  if (names.length <= MOST_NAMES) return names.join(', ');
  return `${names.slice(0, MOST_NAMES - 1).join(', ')} and ${names.length - MOST_NAMES + 1} more`;
}

function shown({ alone, together }: SharedGroup['work']): string {
  return `${grouped(alone)} → ${grouped(together)}`;
}

/** Thousands apart: `12,345`. */
function grouped(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}
