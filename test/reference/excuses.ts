import type { Excuses } from './whole.ts';

/** What the reference says of linear models and studyc does not, with the reason. */
export const OWN_DEGREES: Excuses = [
  [
    /\.vcov\.(cluster_CR0|driscoll_kraay_\d)\.(df|p\[\d+\]|ci95_(low|high)\[\d+\]|wald\.(df2|p))$/,
    'no program takes t over G - 1 or T - 1 with the factor 1: plm takes N - K, whose standard errors these are',
  ],
];

export const EVERY_DUMMY: Excuses = [
  [
    /\.vcov\.twoway_min(_psd)?\./,
    'beside absorbed effects no program counts every dummy with the factor of the smallest dimension',
  ],
];

export const UNREPAIRED: Excuses = [
  [/\.vcov\.twoway_\w+\./, 'not positive semi-definite: the repaired one, which is compared, is reported'],
];

export const WITHIN_ADJUSTED: Excuses = [
  [/\.r2_within_adj$/, 'arithmetic on within_r2 and the degrees of freedom, which are given'],
];

export const OF_MODELS: Excuses = [...OWN_DEGREES, ...EVERY_DUMMY, ...UNREPAIRED, ...WITHIN_ADJUSTED];
