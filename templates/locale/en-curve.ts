import type { Rich } from '../document/document.ts';
import type { CurveFacts, JointFacts } from '../document/facts.ts';
import { formatTrimmed } from '../document/format-number.ts';
import { italic, rich, toRich } from '../document/rich.ts';
import type { CurveWords } from './curve-words.ts';
import { count, listed, noun, plurals, sentences } from './en-words.ts';

const short: Readonly<Record<string, string>> = {
  iid: 'Classical',
  cr2: 'CR2',
  cr3: 'CR3',
  wild: 'Wild bootstrap',
  bootstrap: 'Bootstrap',
  'newey-west': 'Newey-West',
  'driscoll-kraay': 'Driscoll-Kraay',
};

export const curveWords: CurveWords = {
  axes: {
    outcome: 'Outcome',
    treatment: 'Treatment',
    controls: 'Controls',
    fixed: 'Fixed effects',
    where: 'Sample',
    vcov: 'Std. errors',
    group: 'Group',
  },
  noControls: 'None',
  noEffects: 'None',
  allRows: 'All observations',
  list: (labels) => labels.join(', '),
  y: (term) => toRich(term === null ? 'Coefficient' : `Coefficient of ${term}`),
  own: (estimate) => toRich(`Base specification ${estimate}`),
  significant: (alpha) => [italic('p'), { text: ` < ${alpha}` }],
  insignificant: (alpha) => [italic('p'), { text: ` ≥ ${alpha}` }],
  vcov: (type, by, lag) => {
    const columns = by.map(noun).join(' and ');
    if (type === 'cluster') return `Clustered by ${columns}`;
    const after = [...(columns ? [`by ${columns}`] : []), ...(lag === null ? [] : [`(lag ${lag})`])];
    return [short[type] ?? type, ...after].join(' ');
  },
  description: (models) =>
    `The estimates of ${count(models)} models from the smallest to the largest, with confidence intervals; below, the choices that each model made.`,
  notes: curveNotes,
  joint: jointNotes,
};

/** What a point is, how many models there are and what they say, and which is the one to start from. */
function curveNotes(facts: CurveFacts): readonly Rich[] {
  const { models, points, missing, repeated, level, significant, median, own } = facts;
  const drawn =
    points === null
      ? ''
      : `; drawn are ${count(points)} of them, evenly spaced by the rank of their estimate`;
  const without = missing > 0 ? `; ${count(missing)} without an estimate ${are(missing)} left out` : '';
  const alpha = formatTrimmed(1 - level);
  const place = own?.place ? `Table ${own.place.table}, column (${own.place.column})` : `model ${own?.ref}`;
  return sentences([
    toRich(`${count(models)} models by the size of their estimate${without}${drawn}`),
    repeated > 0
      ? toRich(
          `${count(repeated)} ${repeated === 1 ? 'combination gives' : 'combinations give'} the same model as another and ${repeated === 1 ? 'counts' : 'count'} once`,
        )
      : null,
    rich`Vertical lines are ${formatTrimmed(100 * level)}% confidence intervals; dark points have ${italic('p')} < ${alpha} (${count(significant)} of ${count(models)}); the median estimate is ${median}`,
    toRich('A dot below marks the choice of a model'),
    own ? toRich(`The diamond is the base specification, ${place}`) : null,
  ]);
}

const are = (number: number): string => (number === 1 ? 'is' : 'are');

/** What is permuted, how often, and what its p values compare. */
function jointNotes({ terms, draws, failed, unit, error, seed }: JointFacts): readonly Rich[] {
  const left = failed > 0 ? ` (${count(failed)} without estimates left out)` : '';
  const how = unit
    ? `exchanged between ${plurals(unit)} as whole series`
    : 'permuted at random between observations';
  return sentences([
    rich`Joint test (Simonsohn, Simmons and Nelson 2020): the values of ${listed(terms)} are ${how}, ${count(draws)} times${left}, and all models are estimated again`,
    rich`Joint ${italic('p')} is the share of draws on which the median estimate, the share of models that are significant with the dominant sign, or Stouffer’s ${italic('Z')} is at least as large as the actual one, in absolute value, the actual one counted among them (Monte Carlo standard error up to ${error})`,
    seed === null ? null : toRich(`Seed ${seed}`),
  ]);
}
