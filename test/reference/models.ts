import { type Account, relative, toleranceOfF, toleranceOfT } from './account.ts';
import type { Ran, Spec } from './studies.ts';

/** A model record of the reference file, as far as it is read here. */
export interface ReferenceModel {
  readonly id: string;
  readonly formula: string;
  readonly estimator: string;
  readonly absorb?: readonly string[];
  readonly n: number;
  readonly n_dropped: number;
  readonly terms: readonly string[];
  readonly coef: readonly number[];
  readonly df_resid: number;
  readonly [measure: string]: unknown;
}

/** How the reference names a covariance, and how a study does. What is not here is pending. */
const vcovs: Readonly<Record<string, (model: ReferenceModel) => Spec | string | null>> = {
  classical: () => 'iid',
  HC0: () => 'HC0',
  HC1: () => 'HC1',
  HC2: () => 'HC2',
  HC3: () => 'HC3',
  cluster: () => ({ cluster: 'city' }),
  // With an absorbed time effect the reference's cluster_time counts its dummies, which reghdfe and fixest do not.
  cluster_time: (model) => (model.absorb?.includes('year') ? null : { cluster: 'year' }),
  cluster_time_nested: () => ({ cluster: 'year' }),
};

/** The analyses that give everything that is compared of one reference model: one a covariance. */
export function analysesOf(
  name: string,
  model: ReferenceModel,
  options: { readonly formula?: string; readonly more?: Spec } = {},
): Record<string, Spec> {
  const formula = options.formula ?? model.formula;
  const absorbed = model.absorb && model.absorb.length > 0 ? ` | ${model.absorb.join(' + ')}` : '';
  const out: Record<string, Spec> = {};
  for (const [kind, vcov] of offered(model)) {
    out[`${name}_${kind}`] = { regress: `${formula}${absorbed}`, vcov, ...options.more };
  }
  return out;
}

function offered(model: ReferenceModel): (readonly [string, Spec | string])[] {
  return Object.keys(model['vcov'] as object).flatMap((kind) => {
    const vcov = vcovs[kind]?.(model);
    return vcov ? [[kind, vcov] as const] : [];
  });
}

interface ReferenceVcov {
  readonly se: readonly (number | null)[];
  readonly df: number;
  readonly stat: readonly (number | null)[];
  readonly p: readonly (number | null)[];
  readonly ci95_low: readonly (number | null)[];
  readonly ci95_high: readonly (number | null)[];
  readonly wald?: {
    readonly F: number | null;
    readonly df1: number;
    readonly df2: number;
    readonly p: number | null;
  };
}

/** Compares everything of one reference model. `rename` says what a term is called in the study. */
export function compareModel(
  book: Account,
  path: string,
  reference: ReferenceModel,
  name: string,
  ran: Ran,
  rename: (term: string) => string = (term) => term,
): void {
  compareMeasures(book, path, reference, name, ran, rename);
  for (const [kind] of offered(reference)) {
    const expected = (reference['vcov'] as Readonly<Record<string, ReferenceVcov>>)[kind]!;
    compareVcov(book, `${path}.vcov.${kind}`, reference, expected, `${name}_${kind}`, ran, rename);
  }
}

function compareMeasures(
  book: Account,
  path: string,
  reference: ReferenceModel,
  name: string,
  ran: Ran,
  rename: (term: string) => string,
): void {
  const model = ran.model(`${name}_classical.1`);
  const { fit } = model;
  const numbers = (key: string): number => reference[key] as number;
  const exact = (key: string, actual: number | null): void => book.compare(`${path}.${key}`, actual, 0);
  const close = (key: string, actual: number | null): void => {
    if (key in reference) book.compare(`${path}.${key}`, actual, relative(numbers(key)));
  };
  exact('n', model.n);
  exact('n_dropped', model.sample.incomplete);
  exact('k', model.conventions.k);
  exact('df_resid', model.df_residual);
  exact('n_entities', model.units);
  exact('n_clusters', ran.model(`${name}_cluster.1`).clusters?.['city'] ?? null);
  exact('n_times', model.periods);
  reference.terms.forEach((term, i) => {
    book.compare(`${path}.coef[${i}]`, term_(model, rename(term)).estimate, relative(reference.coef[i]!));
  });
  close('rss', fit.rss);
  close('tss', fit.tss);
  close('sigma', fit.sigma);
  close('r2', fit.r2);
  close('r2_adj', fit.adj_r2);
  close('r2_within', fit.within_r2);
  close('loglik', fit.log_lik);
  // R counts sigma as a parameter of AIC and BIC, Stata does not.
  close('aic', fit.aic === null ? null : fit.aic + 2);
  close('bic', fit.bic === null ? null : fit.bic + Math.log(model.n));
  if ('const_stata' in reference) close('const_stata', term_(model, '(Intercept)').estimate);
  compareF(book, `${path}.F`, reference['F'] as ReferenceVcov['wald'], model);
}

function compareF(
  book: Account,
  path: string,
  expected: ReferenceVcov['wald'],
  model: ReturnType<Ran['model']>,
): void {
  if (expected === undefined) return;
  const { f, f_df, f_p } = model.fit;
  book.compare(`${path}.F`, f, relative(expected.F));
  // A test that does not exist has no degrees of freedom either; the reference prints those it would have had.
  book.compare(`${path}.df1`, f === null ? expected.df1 : (f_df?.[0] ?? null), 0);
  book.compare(`${path}.df2`, f === null ? expected.df2 : (f_df?.[1] ?? null), 0);
  book.compare(`${path}.p`, f_p, toleranceOfF(expected.p, expected.df1, expected.df2));
}

function compareVcov(
  book: Account,
  path: string,
  reference: ReferenceModel,
  expected: ReferenceVcov,
  name: string,
  ran: Ran,
  rename: (term: string) => string,
): void {
  const model = ran.model(`${name}.1`);
  book.compare(`${path}.df`, model.conventions.df, 0);
  reference.terms.forEach((term, i) => {
    const actual = term_(model, rename(term));
    const [se, stat] = [expected.se[i] ?? null, expected.stat[i] ?? null];
    const width = Math.abs(expected.ci95_high[i] ?? 0) + Math.abs(expected.ci95_low[i] ?? 0);
    book.compare(`${path}.se[${i}]`, actual.std_error, relative(se));
    book.compare(`${path}.stat[${i}]`, actual.statistic, 2 * relative(stat));
    book.compare(`${path}.p[${i}]`, actual.p, toleranceOfT(expected.p[i] ?? null, stat ?? 0, expected.df));
    book.compare(`${path}.ci95_low[${i}]`, actual.conf_low, relative(width));
    book.compare(`${path}.ci95_high[${i}]`, actual.conf_high, relative(width));
  });
  compareF(book, `${path}.wald`, expected.wald, model);
}

function term_(model: ReturnType<Ran['model']>, name: string) {
  const found = model.terms.find((term) => term.term === name);
  if (found === undefined) throw new Error(`${model.id} has no term ${name}`);
  return found;
}
