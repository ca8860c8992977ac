import type { Rich } from '../document/document.ts';
import type { EstimatorFact, SampleFact } from '../document/facts.ts';
import { italic, rich, toRich } from '../document/rich.ts';
import { columnList, interval } from './en-words.ts';

const estimators: Readonly<Record<string, string>> = {
  ols: 'OLS',
  between: 'between estimator (unit means)',
  random: 'random effects (Swamy–Arora)',
  'first-difference': 'first differences',
  iv: 'two-stage least squares',
  logit: 'logit',
  probit: 'probit',
  poisson: 'Poisson',
  quantile: 'quantile regression',
};

export function estimatorSentence({ estimator, taus, pooled, intercept, fixed }: EstimatorFact): Rich {
  const method = estimator
    .split(', ')
    .map((one) => estimators[one] ?? one)
    .join(', ')
    .concat(taus.length === 0 ? '' : ` (τ = ${taus.join(', ')})`);
  if (fixed === 'all')
    return toRich(`${method} with absorbed fixed effects, whose coefficients are not reported`);
  if (fixed === 'some') return toRich(`${method}; coefficients of fixed effects are not reported`);
  return toRich(
    `${pooled && estimator === 'ols' ? 'pooled ' : ''}${method}${intercept ? ' with intercept' : ''}`,
  );
}

/** What the F of a first stage is, where the table prints it. */
export function firstStageSentence({ firstStages, columns, printsF }: EstimatorFact): Rich | null {
  if (firstStages.length === 0) return null;
  const one = firstStages.length === 1;
  const are =
    firstStages.length === columns
      ? `${one ? 'The column is a first stage' : 'All columns are first stages'}`
      : `${columnList(firstStages)} ${one ? 'is a first stage' : 'are first stages'}`;
  if (!printsF) return toRich(are);
  return rich`${are}, whose ${italic('F')} is that of the instruments alone`;
}

/** Which columns are marginal effects, and what of. */
export function marginsSentence({ margins, columns }: EstimatorFact): Rich | null {
  const { average, atMeans } = margins;
  const all = average.length + atMeans.length;
  if (all === 0) return null;
  const parts = [
    { kind: 'average marginal effects', of: average },
    { kind: 'marginal effects at the means', of: atMeans },
  ].filter(({ of }) => of.length > 0);
  const said = parts.map(({ kind, of }) => {
    if (of.length === columns) return `all entries are ${kind}`;
    return `${columnList(of)} ${of.length === 1 ? 'has' : 'have'} ${kind}`;
  });
  return toRich(
    `${said.join(', ')}, for 0/1 variables and levels of factors the discrete change; standard errors by the delta method`,
  );
}

/** Rows that a likelihood leaves out. */
export function separatedSentence({ separated }: SampleFact): Rich | null {
  if (separated === null) return null;
  const rows = separated[0] === separated[1] && separated[0] === 1 ? 'observation' : 'observations';
  return toRich(
    `${interval(separated)} ${rows} with an outcome of zero that regressors or fixed effects predict perfectly ${rows === 'observation' ? 'is' : 'are'} left out`,
  );
}
