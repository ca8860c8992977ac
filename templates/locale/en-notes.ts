import type { Rich } from '../document/document.ts';
import type {
  CellFact,
  CoefficientFacts,
  DataFacts,
  DescriptiveFacts,
  DrawnFact,
  Extent,
  InferenceFact,
  MediationFacts,
  Noun,
  PanelFact,
  SampleFact,
  VcovFact,
} from '../document/facts.ts';
import { formatTrimmed } from '../document/format-number.ts';
import { code, concat, italic, join, rich, sup, toRich, unbroken } from '../document/rich.ts';
import {
  estimatorSentence,
  firstStageSentence,
  marginsSentence,
  separatedSentence,
} from './en-estimators.ts';
import {
  clauses,
  columnList,
  count,
  interval,
  listed,
  noun,
  ordinal,
  plurals,
  sentences,
  units,
} from './en-words.ts';

/** Notes of a coefficient table: estimator, parentheses, sample, treatment of the data, what is not shown, stars. */
export function coefficientNotes(facts: CoefficientFacts): readonly Rich[] {
  return [...beforeStars(facts), ...sentences([starsSentence(facts.inference)])];
}

function beforeStars(facts: CoefficientFacts): readonly Rich[] {
  return sentences([
    estimatorSentence(facts.estimator),
    firstStageSentence(facts.estimator),
    marginsSentence(facts.estimator),
    inferenceSentence(facts.inference),
    sampleSentence(facts.sample),
    separatedSentence(facts.sample),
    dataSentence(facts.data, facts.sample),
    ...omittedSentences(facts),
  ]);
}

export function descriptiveNotes(facts: DescriptiveFacts): readonly Rich[] {
  return sentences([
    facts.sample && sampleSentence(facts.sample),
    clauses(
      [
        scalingClause(facts.data, facts.extremes),
        interpolationClause(facts.data),
        ...unmatchedClauses(facts.data),
      ],
      '; ',
    ),
    facts.percentiles && toRich(percentileTypes[facts.percentiles]),
  ]);
}

/** As Hyndman and Fan (1996) number them. */
const percentileTypes = {
  2: 'Percentiles are of type 2: the empirical distribution inverted, averaged at its jumps',
  7: 'Percentiles are of type 7: interpolated linearly between observations',
} as const;

export function definitionNotes(facts: DescriptiveFacts): readonly Rich[] {
  const scaling = scalingClause(facts.data, false);
  return sentences([scaling && rich`${scaling} before they enter the models`]);
}

export function mediationNotes(facts: MediationFacts): readonly Rich[] {
  const { base, treatment, mediators, columns } = facts;
  const several = mediators.length > 1;
  const sum = several ? concat('Σ', italic('ab')) : italic('ab');
  const paths = rich`${italic('a')} is the coefficient of ${treatment} in ${columnList(columns[0])}, ${italic('b')} that of ${several ? 'the mediator' : mediators[0]!} in ${columnList(columns[1])}; ${italic('c')} = ${italic('c′')} + ${sum}`;
  const closed = listed(facts.closedForm);
  const many = facts.closedForm.length > 1;
  const test =
    facts.test &&
    rich`the ${closed} standard error${many ? 's use' : ' uses'} the standard errors of ${columns[0].length > 1 ? 'the stepwise regressions' : 'panel A'}; the stars of ${italic('ab')} follow the ${facts.test} test`;
  return [
    ...beforeStars(base),
    ...sentences([paths, clauses([test, bootstrapClause(facts)], '; '), starsSentence(base.inference)]),
  ];
}

function bootstrapClause({ bootstrap }: MediationFacts): Rich | null {
  if (!bootstrap) return null;
  const drawn = bootstrap.unit ? plurals(bootstrap.unit) : 'rows';
  const failed = bootstrap.failed > 0 ? ` (${count(bootstrap.failed)} without estimates left out)` : '';
  return toRich(
    `the bootstrap draws ${drawn}, ${count(bootstrap.draws)} replications${failed}, ${bootstrap.interval === 'bca' ? 'bias-corrected and accelerated' : 'percentile'} interval`,
  );
}

const contents: Readonly<Record<'se' | 'p', Rich>> = {
  se: toRich('standard errors'),
  p: [italic('p'), { text: ' values' }],
};

function contentOf(cell: CellFact, facts: InferenceFact): Rich {
  if (cell.content === 'ci') return toRich(`${formatTrimmed(100 * facts.level)}% confidence intervals`);
  if (cell.content !== 't') return contents[cell.content];
  const letter =
    facts.statistic === 'both' ? concat(italic('t'), ' or ', italic('z')) : [italic(facts.statistic)];
  return concat(letter, ' statistics');
}

/** t statistics based on heteroskedasticity-robust (HC1) standard errors in parentheses. The covariance is named once. */
function inferenceSentence(facts: InferenceFact): Rich {
  const several = facts.vcovs.length > 1;
  const kind = several ? null : covariance(facts.vcovs[0]!);
  const parts = facts.cells.map((cell, i) => {
    const place = cell.bracket === 'round' ? 'in parentheses' : 'in brackets';
    const what = contentOf(cell, facts);
    if (i > 0 || kind === null) return rich`${what} ${place}`;
    return cell.content === 'se' ? rich`${kind} ${place}` : rich`${what} based on ${kind} ${place}`;
  });
  if (several)
    return rich`${clauses(parts, ', ') ?? 'significance'}${parts.length > 0 ? ', ' : ' is '}based on ${bases(facts.vcovs)}`;
  const said = parts.length > 0 ? clauses(parts, ', ')! : rich`significance is based on ${kind!}`;
  return rich`${said}${reference(facts.vcovs[0]!)}${signs(facts.vcovs[0]!)}`;
}

/** With clusters the reference distribution is worth a word: far fewer degrees of freedom than rows. */
function reference({ type, df }: VcovFact): Rich {
  return type === 'cluster' && df !== null ? rich`; ${italic('p')} values from ${italic('t')}(${df})` : [];
}

function bases(vcovs: readonly VcovFact[]): Rich {
  return listed(
    vcovs.map((fact) => rich`${covariance(fact)}${signs(fact)} in ${columnList(fact.columns ?? [])}`),
  );
}

/** Of the wild bootstrap p comes from draws, the standard errors do not. */
function signs({ type, drawn }: VcovFact): Rich {
  if (type !== 'wild' || drawn === null) return [];
  const weights = drawn.weights === 'webb' ? 'Webb' : 'Rademacher';
  return rich`; ${italic('p')} values by the wild cluster bootstrap (${count(drawn.draws)} draws, ${weights} weights, seed ${String(drawn.seed)})`;
}

const intervals = { percentile: 'percentile', bca: 'BCa' } as const;

function bootstrapErrors({ draws, seed, unit, failed, interval: ends }: DrawnFact): string {
  const left = failed === null ? '' : `, ${interval(failed)} without estimates left out`;
  const what = `${count(draws)} draws of ${unit === null ? 'rows' : plurals(unit)}${left}, seed ${seed}`;
  return `bootstrap standard errors (${what}${ends === null ? '' : `; ${intervals[ends]} intervals`})`;
}

export function covariance({ type, by, clusters, lag, drawn }: VcovFact): string {
  if (type === 'bootstrap' && drawn !== null) return bootstrapErrors(drawn);
  if (type === 'iid') return 'classical (iid) standard errors';
  if (/^HC\d$/.test(type)) return `heteroskedasticity-robust (${type}) standard errors`;
  const known = covariances[type];
  if (known) return lag === null ? known : `${known} (lag ${lag})`;
  if (!(type in clustered)) return `${type} standard errors`;
  const columns =
    by.length < 2 ? by.map(noun).join('') : `${by.slice(0, -1).map(noun).join(', ')} and ${noun(by.at(-1)!)}`;
  const numbers = clusters ? ` (${clusters.map(interval).join(' and ')} clusters)` : '';
  return `${clustered[type]} by ${columns}${numbers}`;
}

const covariances: Readonly<Record<string, string>> = {
  'newey-west': 'Newey-West standard errors',
  'driscoll-kraay': 'Driscoll-Kraay standard errors',
};

/** Covariances by clusters, with what stands before the columns. */
const clustered: Readonly<Record<string, string>> = {
  cluster: 'standard errors clustered',
  cr2: 'bias-reduced (CR2) standard errors clustered',
  cr3: 'leverage-adjusted (CR3) standard errors clustered',
  wild: 'standard errors clustered',
};

export function starsSentence({ stars }: Pick<InferenceFact, 'stars'>): Rich | null {
  if (stars.length === 0) return null;
  const marks = listed(stars.map(({ mark }) => sup(mark)));
  const levels = listed(stars.map(({ percent }) => percent));
  return rich`${marks} ${stars.length === 1 ? 'denotes' : 'denote'} significance at the ${levels} percent level`;
}

function panelPhrase(panel: PanelFact): Rich {
  const period = unbroken(`${panel.first}–${panel.last}`);
  return rich`${panel.balanced ? 'a balanced' : 'an unbalanced'} panel of ${units(panel.units, panel.unit)}, ${period}`;
}

/** The sample is a balanced panel of 28 cities, 2013–2023, split by leading industry. */
export function sampleSentence(fact: SampleFact): Rich {
  const { panel, rows, whole, split } = fact;
  const groups = split === null ? '' : split.by ? `, split by ${noun(split.by)}` : ', split into groups';
  const size = `${count(rows)} observations`;
  if (!panel) {
    return toRich(
      whole ? `the sample has ${size}${groups}` : `the sample is drawn from ${size}${groups}; ${uses(fact)}`,
    );
  }
  if (!whole) return rich`the sample is drawn from ${panelPhrase(panel)} (${size})${groups}; ${uses(fact)}`;
  return rich`the sample is ${panelPhrase(panel)}${panel.balanced ? '' : ` (${size})`}${groups}`;
}

function uses({ used, of }: SampleFact): string {
  return `${of ?? 'columns'} use ${interval(used)} observations`;
}

export function dataSentence(data: DataFacts, sample: SampleFact): Rich | null {
  const scaling = scalingClause(data, false);
  const order = scaling && sample.split ? rich`${scaling}, before the split` : scaling;
  return clauses([order, winsorClause(data), interpolationClause(data), ...unmatchedClauses(data)], '; ');
}

function subject(extent: Extent): Rich {
  switch (extent.kind) {
    case 'all':
      return toRich('all variables are');
    case 'regressors':
      return toRich('regressors are');
    case 'except':
      return rich`all variables but ${listed(extent.labels)} are`;
    case 'only':
      return rich`${listed(extent.labels)} ${extent.labels.length === 1 ? 'is' : 'are'}`;
  }
}

const methods: Readonly<Record<string, string>> = {
  minmax: 'scaled to [0, 1]',
  zscore: 'scaled to mean 0 and standard deviation 1',
  decimal: 'scaled by powers of ten',
};

function within(by: readonly Noun[]): string {
  return by.length === 0 ? 'over the full sample' : `within ${by.map(noun).join(' and ')}`;
}

function scalingClause({ scaled }: DataFacts, extremes: boolean): Rich | null {
  return clauses(
    scaled.map(({ method, by, extent }) => {
      const done = rich`${subject(extent)} ${methods[method] ?? `scaled by ${method}`} ${within(by)}`;
      const visible = extremes && method === 'minmax' && by.length === 0;
      return visible ? rich`${done}, hence the minimum of 0 and the maximum of 1` : done;
    }),
    ', ',
  );
}

function winsorClause({ winsorized }: DataFacts): Rich | null {
  return clauses(
    winsorized.map(
      ({ at, by, extent }) =>
        rich`${subject(extent)} winsorised at the ${ordinal(at[0])} and ${ordinal(at[1])} percentiles ${within(by)}`,
    ),
    ', ',
  );
}

function interpolationClause({ interpolated }: DataFacts): Rich | null {
  if (!interpolated) return null;
  const cells =
    interpolated.cells === 1 ? '1 missing cell is' : `${count(interpolated.cells)} missing cells are`;
  return toRich(`${cells} interpolated linearly within ${noun(interpolated.unit)}`);
}

function unmatchedClauses({ unmatched }: DataFacts): readonly Rich[] {
  return unmatched.map(({ source, rows }) => {
    const few = rows === 1 ? '1 observation has' : `${count(rows)} observations have`;
    return rich`${few} no match in ${code(source)}`;
  });
}

function omittedSentences({ omitted, collinear }: CoefficientFacts): readonly Rich[] {
  const dropped = collinear.map(({ columns, term, explainedBy }) => {
    const why = explainedBy.length > 0 ? rich` (explained by ${listed(explainedBy)})` : [];
    return rich`${term} in ${columnList(columns)}${why}`;
  });
  return [
    ...(omitted.length > 0 ? [rich`not shown: ${join(omitted, ', ')}`] : []),
    ...(dropped.length > 0 ? [rich`dropped as collinear: ${join(dropped, '; ')}`] : []),
  ];
}
