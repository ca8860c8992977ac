import { type Account, RELATIVE, relative, toleranceOfF, toleranceOfT, toleranceOfZ } from './account.ts';
import { type Asked, askedFor } from './asked.ts';
import { compareDiagnostics, diagnosticsOf } from './model-tests.ts';
import type { Ran, Spec } from './studies.ts';

interface Wald {
  readonly F?: number | null;
  readonly chi2?: number | null;
  readonly df1: number;
  readonly df2: number;
  readonly df?: number;
  readonly p: number | null;
}

interface ReferenceVcov {
  readonly se: readonly (number | null)[];
  /** One number, one a term (CR2), or null where the reference is normal. */
  readonly df: number | readonly number[] | null;
  readonly stat: readonly (number | null)[];
  readonly p: readonly (number | null)[];
  readonly ci95_low?: readonly (number | null)[];
  readonly ci95_high?: readonly (number | null)[];
  readonly wald?: Wald | null;
}

/** A model record of the reference file, as far as it is read here. */
export interface ReferenceModel {
  readonly id: string;
  readonly formula: string;
  readonly estimator: string;
  readonly method?: string;
  readonly effect?: string;
  readonly absorb?: readonly string[];
  readonly entity?: string;
  readonly time?: string;
  readonly cluster?: string;
  readonly weights?: string;
  readonly n: number;
  readonly terms: readonly string[];
  readonly coef: readonly number[];
  readonly theta?: readonly number[];
  readonly vcov: Readonly<Record<string, ReferenceVcov>>;
  readonly [measure: string]: unknown;
}

/** How a reference model is estimated and named in a study. */
export interface Entry {
  readonly path: string;
  readonly name: string;
  readonly model: ReferenceModel;
  readonly more?: Spec;
  readonly formula?: string;
  readonly rename?: (term: string) => string;
  /** Relative; of a design that is ill-conditioned by intent. */
  readonly tolerance?: number;
  /** The model that R took the tests of residuals of, where it is another. */
  readonly diagnosed?: string;
  /** The reference has the rows in another order, on which Durbin and Watson's statistic depends. */
  readonly reordered?: true;
}

const estimators: Readonly<Record<string, string>> = {
  ols: 'ols',
  fe: 'ols',
  wls: 'ols',
  re: 'random',
  between: 'between',
  fd: 'first-difference',
};

/** Of random effects studyc has Swamy and Arora's, for the unit. */
export function isOffered({ estimator, method, effect }: ReferenceModel): boolean {
  const swar = (method ?? 'swar') === 'swar' && (effect ?? 'individual') === 'individual';
  return estimator in estimators && swar;
}

/** The analyses that give everything that is compared of one reference model: one a covariance. */
export function analysesOf({ name, model, formula, more, diagnosed }: Entry): Record<string, Spec> {
  const absorbed = model.absorb && model.absorb.length > 0 ? ` | ${model.absorb.join(' + ')}` : '';
  const estimator = estimators[model.estimator]!;
  const regress = `${formula ?? model.formula}${absorbed}`;
  const diagnostics = diagnosticsOf(model);
  const tested = { regress: diagnosed ?? regress, vcov: 'iid', diagnostics, ...more };
  const analyses = Object.fromEntries(
    coveredBy(model).map(([kind, { vcov, conventions }]) => [
      `${name}_${kind}`,
      {
        regress,
        vcov,
        ...(conventions && { conventions }),
        ...(estimator !== 'ols' && { estimator }),
        ...(model.weights && { weights: model.weights }),
        ...more,
      },
    ]),
  );
  return diagnostics.length > 0 ? { ...analyses, [`${name}_tests`]: tested } : analyses;
}

/** The covariances of a reference model that a study can ask for, and how. */
export function coveredBy(model: ReferenceModel): (readonly [string, Asked])[] {
  return Object.keys(model.vcov).flatMap((kind) => {
    const asked = askedFor(kind, model);
    return asked ? [[kind, asked] as const] : [];
  });
}

type Actual = ReturnType<Ran['model']>;

/** Compares everything of one reference model. */
export function compareModel(book: Account, entry: Entry, ran: Ran): void {
  const { path, model, name } = entry;
  compareMeasures(book, entry, ran);
  for (const [kind, asked] of coveredBy(model)) {
    const actual = ran.model(`${name}_${kind}.1`);
    compareVcov(book, `${path}.vcov.${kind}`, entry, { expected: model.vcov[kind]!, asked, actual });
  }
}

const near = (expected: unknown, allowed: number): number => Math.abs((expected as number) ?? 0) * allowed;

const plus = (value: number | null, more: number): number | null => (value === null ? null : value + more);

function compareMeasures(book: Account, entry: Entry, ran: Ran): void {
  const { path, model: reference, name, rename = (term: string) => term } = entry;
  const actual = ran.model(`${name}_classical.1`);
  const { n } = actual;
  const allowed = entry.tolerance ?? RELATIVE;
  const exact = (key: string, value: number | null | undefined): void => {
    if (key in reference) book.compare(`${path}.${key}`, value, 0);
  };
  const close = (key: string, value: number | null | undefined): void => {
    // R2 is a difference from one: of an empty model nothing is left but rounding.
    const rounding = key.startsWith('r2') ? 4e-15 : 0;
    if (key in reference) book.compare(`${path}.${key}`, value, near(reference[key], allowed) + rounding);
  };
  exact('n', n);
  exact('n_dropped', actual.sample.incomplete);
  exact('k', actual.conventions.k);
  exact('df_resid', actual.df_residual);
  exact('n_entities', actual.units);
  exact('n_times', actual.periods);
  const by = reference.cluster ?? reference.entity;
  if ('n_clusters' in reference) exact('n_clusters', ran.model(`${name}_cluster.1`).clusters?.[by!]);
  reference.terms.forEach((term, i) => {
    book.compare(
      `${path}.coef[${i}]`,
      termNamed(actual, rename(term)).estimate,
      near(reference.coef[i], allowed),
    );
  });
  for (const [key, value] of Object.entries(measures(actual))) close(key, value);
  if ('const_stata' in reference) close('const_stata', termNamed(actual, '(Intercept)').estimate);
  if ('F' in reference) compareWald(book, `${path}.F`, reference['F'] as Wald, actual, allowed);
  compareVariances(book, path, reference, actual);
  if (diagnosticsOf(reference).length === 0) return;
  const tested = ran.model(`${name}_tests.1`);
  compareDiagnostics(book, path, reference, tested, entry.reordered ? ['durbin_watson'] : []);
}

/** Under the names of the reference. R counts sigma as a parameter of AIC and BIC, Stata does not. */
function measures({
  fit,
  n,
  conventions,
  estimator,
}: Actual): Readonly<Record<string, number | null | undefined>> {
  const sigma = conventions.name === 'lm' ? 0 : 1;
  return {
    rss: fit.rss,
    tss: fit.tss,
    sigma: fit.sigma,
    r2: fit.r2,
    r2_adj: fit.adj_r2,
    r2_within: fit.within_r2,
    r2_between: fit.between_r2,
    r2_overall: fit.overall_r2,
    loglik: fit.log_lik,
    aic: plus(fit.aic, 2 * sigma),
    bic: plus(fit.bic, sigma * Math.log(n)),
    tss_within: fit.rss === null || fit.within_r2 === null ? null : fit.rss / (1 - fit.within_r2),
    sigma_u: fit.sigma_u,
    sigma_e: estimator === 'random' ? fit.sigma_e : fit.sigma,
    rho: fit.rho,
    r2_plm: fit.r2,
    rss_quasi_demeaned: fit.rss,
  };
}

/** What random effects say of the variances; each theta is of the units with one number of rows. */
function compareVariances(book: Account, path: string, reference: ReferenceModel, { fit }: Actual): void {
  if (!('sigma2' in reference)) return;
  const { idios, id } = reference['sigma2'] as { readonly idios: number; readonly id: number };
  book.compare(`${path}.sigma2.idios`, fit.sigma_e! ** 2, relative(idios));
  book.compare(`${path}.sigma2.id`, fit.sigma_u! ** 2, 2 * relative(id));
  reference.theta?.forEach((theta, i) => {
    book.compare(`${path}.theta[${i}]`, fit.theta?.[i]?.theta, relative(theta));
  });
}

/** A repair multiplies rounding by the ratio of the eigenvalues: with dummies beside slopes about 1e6. */
const OF_REPAIRED = 1e-7;
/** A joint test inverts the covariance, whose condition multiplies its errors: in these files by less than ten. */
const OF_INVERSE = 10;

/** Where R takes an ill-conditioned covariance for singular there is nothing to compare; the file excuses it. */
function compareWald(
  book: Account,
  path: string,
  expected: Wald | null | undefined,
  { fit }: Actual,
  allowed: number,
  errorsOnly = false,
): void {
  if (expected === undefined) return;
  if (expected === null) {
    book.compare(path, fit.f, 0);
    return;
  }
  if ('chi2' in expected) {
    const { chi2 = null, p } = expected;
    book.compare(`${path}.chi2`, fit.chi2, near(chi2, 2 * allowed));
    book.compare(`${path}.df`, fit.chi2_df, 0);
    book.compare(`${path}.p`, fit.chi2_p, near(p, 2 * allowed * (2 + (chi2 ?? 0))));
    return;
  }
  const { f, f_df, f_p } = fit;
  const scale = (OF_INVERSE * allowed) / RELATIVE;
  if (allowed > OF_REPAIRED && expected.F === null) return;
  book.compare(`${path}.F`, f, near(expected.F, OF_INVERSE * allowed));
  // A test that does not exist has no degrees of freedom either; the reference prints those it would have had.
  book.compare(`${path}.df1`, f === null ? expected.df1 : f_df?.[0], 0);
  if (errorsOnly) return;
  book.compare(`${path}.df2`, f === null ? expected.df2 : f_df?.[1], 0);
  book.compare(`${path}.p`, f_p, scale * toleranceOfF(expected.p, expected.df1, expected.df2));
}

interface OneVcov {
  readonly expected: ReferenceVcov;
  readonly asked: Asked;
  readonly actual: Actual;
}

/** The last bit of a p that underflows. */
const LAST_BIT = Number.MIN_VALUE;

function compareVcov(book: Account, path: string, entry: Entry, { expected, asked, actual }: OneVcov): void {
  const { model: reference, rename = (term: string) => term } = entry;
  const repaired = actual.notes.some((note) => note.code === 'vcov-repaired') && reference.terms.length > 6;
  const allowed = entry.tolerance ?? (repaired ? OF_REPAIRED : RELATIVE);
  const scale = allowed / RELATIVE;
  const { errorsOnly = false } = asked;
  const { df } = expected;
  if (!errorsOnly && !Array.isArray(df)) book.compare(`${path}.df`, actual.conventions.df, 0);
  reference.terms.forEach((term, i) => {
    const found = termNamed(actual, rename(term));
    const [se, stat, p] = [expected.se[i] ?? null, expected.stat[i] ?? null, expected.p[i] ?? null];
    const compare = (key: string, value: number | null, tolerance: number): void =>
      book.compare(`${path}.${key}[${i}]`, value, tolerance);
    compare('se', found.std_error, near(se, allowed));
    compare('stat', found.statistic, near(stat, 2 * allowed));
    if (errorsOnly) return;
    // Satterthwaite's degrees of freedom are quotients of squares: they lose twice as much.
    if (Array.isArray(df)) compare('df', found.df, near(df[i], 10 * allowed));
    const own = Array.isArray(df) ? df[i]! : (df as number | null);
    const ofP = own === null ? toleranceOfZ(p, stat ?? 0) : toleranceOfT(p, stat ?? 0, own);
    compare('p', found.p, scale * ofP * (Array.isArray(df) ? 10 : 1) + LAST_BIT);
    if (expected.ci95_low === undefined || expected.ci95_high === undefined) return;
    const width = Math.abs(expected.ci95_high[i] ?? 0) + Math.abs(expected.ci95_low[i] ?? 0);
    compare('ci95_low', found.conf_low, near(width, allowed));
    compare('ci95_high', found.conf_high, near(width, allowed));
  });
  // Two-way, the joint test does not exist after a repair or with few clusters; R's inverts what rounding left there.
  if (asked.several && actual.fit.f === null && expected.wald?.F != null) return;
  compareWald(book, `${path}.wald`, expected.wald, actual, allowed, errorsOnly);
}

function termNamed(model: Actual, name: string) {
  const found = model.terms.find((term) => term.term === name);
  if (found === undefined) throw new Error(`${model.id} has no term ${name}`);
  return found;
}
